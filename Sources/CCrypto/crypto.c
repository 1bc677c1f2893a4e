#include "CCrypto.h"
#include <openssl/evp.h>
#include <pthread.h>

static pthread_once_t fetching = PTHREAD_ONCE_INIT;
static EVP_MD *sha256;

/* EVP_sha256() is looked up among all providers anew by each digest; one that was fetched is not (crypto(7), "Performance").
   It is kept as long as the process. */
static void fetch(void) { sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL); }

int32_t ccrypto_sha256(const uint8_t *bytes, size_t length, uint8_t *digest) {
    unsigned int written = 0;
    pthread_once(&fetching, fetch);
    if (sha256 == NULL) return 0;
    return EVP_Digest(bytes, length, digest, &written, sha256, NULL) == 1 && written == 32;
}
