#include "CGzip.h"
#include <zlib.h>

void *cgzip_open(const char *path) {
    gzFile file = gzopen(path, "rb");
    if (file) gzbuffer(file, 1 << 17);
    return file;
}

int64_t cgzip_read(void *file, uint8_t *buffer, int64_t capacity) {
    return gzread((gzFile)file, buffer, (unsigned)(capacity > (1 << 30) ? (1 << 30) : capacity));
}

void cgzip_close(void *file) { gzclose((gzFile)file); }
