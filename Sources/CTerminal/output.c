// Output to a terminal that may take nothing more: a link that hangs, a multiplexer that is stopped. ncurses writes until
// all is written, so it writes into memory here, and what the terminal takes goes on from there without waiting.
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static int original = -1;
// The same terminal, opened anew: O_NONBLOCK on the descriptor that we were given would be the shell's as well.
static int writing = -1;
static int memory = -1;
static char *waiting;
static size_t filled, sent, capacity;

void cterm_output_open(void) {
    original = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    writing = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    memory = memfd_create("frame", MFD_CLOEXEC);
}

void cterm_output_close(void) {
    if (original >= 0) close(original);
    if (writing >= 0) close(writing);
    if (memory >= 0) close(memory);
    original = writing = memory = -1;
    free(waiting);
    waiting = NULL;
    filled = sent = capacity = 0;
}

void cterm_output_begin(void) {
    if (memory < 0 || original < 0) return;
    lseek(memory, 0, SEEK_SET);
    dup2(memory, STDOUT_FILENO);
}

int cterm_output_length(void) {
    if (memory < 0 || original < 0) return INT_MAX;
    return (int)lseek(memory, 0, SEEK_CUR);
}

int cterm_output_end(int skipped) {
    if (memory < 0 || original < 0) return 0;
    const off_t length = lseek(memory, 0, SEEK_CUR) - skipped;
    dup2(original, STDOUT_FILENO);
    if (length <= 0) return 0;
    if (filled + (size_t)length > capacity) {
        char *larger = realloc(waiting, filled + (size_t)length);
        if (!larger) return 0;
        waiting = larger;
        capacity = filled + (size_t)length;
    }
    const ssize_t count = pread(memory, waiting + filled, (size_t)length, skipped);
    if (count > 0) filled += (size_t)count;
    return (int)length;
}

int32_t cterm_flush(void) {
    while (sent < filled) {
        const ssize_t count = write(writing >= 0 ? writing : STDOUT_FILENO, waiting + sent, filled - sent);
        if (count > 0) {
            sent += (size_t)count;
        } else if (count < 0 && errno == EAGAIN) {
            return 0;
        } else if (count == 0 || errno != EINTR) {
            // The terminal is gone; whoever reads from it learns that.
            break;
        }
    }
    filled = sent = 0;
    return 1;
}

size_t cterm_output_filled(void) { return filled; }

void cterm_output_insist(size_t start, const char *first) {
    if (cterm_flush()) return;
    // Nobody knows how much of it was seen. After this the kernel has room, so these writes do not wait.
    tcflush(STDOUT_FILENO, TCOFLUSH);
    ssize_t written = write(STDOUT_FILENO, first, strlen(first));
    if (filled > start) written = write(STDOUT_FILENO, waiting + start, filled - start);
    (void)written;
    filled = sent = 0;
}

int32_t cterm_output_descriptor(void) { return writing >= 0 ? writing : STDOUT_FILENO; }

// Only calls that are allowed in a signal handler.
void cterm_output_discard(void) {
    if (original >= 0) dup2(original, STDOUT_FILENO);
    tcflush(STDOUT_FILENO, TCOFLUSH);
    filled = sent = 0;
}
