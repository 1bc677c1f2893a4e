// What we need of zlib, without its macros reaching Swift. Reading takes plain files, too.
#pragma once
#include <stdint.h>

/// Opens a file for reading; NULL with errno set when that fails.
void *_Nullable cgzip_open(const char *_Nonnull path);

/// Reads up to `capacity` bytes. Returns how many, 0 at the end, -1 when the file is damaged or cannot be read.
int64_t cgzip_read(void *_Nonnull file, uint8_t *_Nonnull buffer, int64_t capacity);

/// Closes; the handle is gone afterwards.
void cgzip_close(void *_Nonnull file);

/// How many bytes a member of so many bytes of input takes at most.
int64_t cgzip_bound(int64_t count);

/// Compresses all of `input`, at most 1 GiB, into one whole gzip member: members one after another are one gzip file.
/// Returns its length, or -1 when there is no memory, or `capacity` is less than `cgzip_bound` says.
int64_t cgzip_member(const uint8_t *_Nonnull input, int64_t count, uint8_t *_Nonnull output, int64_t capacity);
