#include "CCrypto.h"
#include <openssl/evp.h>

int32_t ccrypto_sha256(const uint8_t *bytes, size_t length, uint8_t *digest) {
    unsigned int written = 0;
    return EVP_Digest(bytes, length, digest, &written, EVP_sha256(), NULL) == 1 && written == 32;
}
