#include "CGzip.h"
#include <zlib.h>

void *cgzip_open(const char *path) {
    gzFile file = gzopen(path, "rb");
    if (file) gzbuffer(file, 1 << 17);
    return file;
}

int64_t cgzip_read(void *file, uint8_t *buffer, int64_t capacity) {
    const int count = gzread((gzFile)file, buffer, (unsigned)(capacity > (1 << 30) ? (1 << 30) : capacity));
    if (count != 0) return count;
    // Where the file was cut, zlib gives what there is, and tells it only when it is asked.
    int error = Z_OK;
    gzerror((gzFile)file, &error);
    return error == Z_OK || error == Z_STREAM_END ? 0 : -1;
}

void cgzip_close(void *file) { gzclose((gzFile)file); }

int64_t cgzip_bound(int64_t count) { return (int64_t)compressBound((uLong)count) + 64; }

int64_t cgzip_member(const uint8_t *input, int64_t count, uint8_t *output, int64_t capacity) {
    if (count < 0 || count > (1 << 30) || capacity < 0 || capacity > ((int64_t)1 << 31)) return -1;
    z_stream stream = {0};
    // 16 more than the window's size asks for gzip's head and end.
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
    stream.next_in = (Bytef *)input;
    stream.avail_in = (uInt)count;
    stream.next_out = output;
    stream.avail_out = (uInt)capacity;
    int end = deflate(&stream, Z_FINISH);
    int64_t length = (int64_t)stream.total_out;
    deflateEnd(&stream);
    return end == Z_STREAM_END ? length : -1;
}
