// The one thing we need of OpenSSL's libcrypto, without its headers reaching Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of SHA-256 of `length` bytes at `bytes` to `digest`. Returns 1, or 0 when libcrypto refused.
int32_t ccrypto_sha256(const uint8_t *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);
