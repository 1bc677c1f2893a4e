// What we need of zlib's gz* functions, without its macros reaching Swift. They read plain files, too.
#pragma once
#include <stdint.h>

/// Opens a file for reading; NULL with errno set when that fails.
void *_Nullable cgzip_open(const char *_Nonnull path);

/// Reads up to `capacity` bytes. Returns how many, 0 at the end, -1 when the file is damaged or cannot be read.
int64_t cgzip_read(void *_Nonnull file, uint8_t *_Nonnull buffer, int64_t capacity);

/// Closes; the handle is gone afterwards.
void cgzip_close(void *_Nonnull file);
