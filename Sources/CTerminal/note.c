// The line that a crash leaves in the log: when, of which process and version, by which signal.
#define _GNU_SOURCE 1
#include "internal.h"
#include <string.h>
#include <time.h>
#include <unistd.h>

static char program[64];

typedef struct {
    char text[192];
    size_t length;
} note;

void cterm_note_program(const char *name) { strncpy(program, name, sizeof program - 1); }

static void add(note *note, const char *text) {
    while (*text && note->length < sizeof note->text) note->text[note->length++] = *text++;
}

// A number of at least so many digits, and what follows it.
static void add_number(note *note, long value, int digits, const char *after) {
    char text[24] = {0};
    char *at = text + sizeof text - 1;
    for (; digits > 0 || value > 0; digits--, value /= 10) *--at = (char)('0' + value % 10);
    add(note, at);
    add(note, after);
}

// gmtime takes a lock, which whoever crashed may hold; so the date of the day count is worked out here: years begin in
// March, that the leap day is their last.
static void add_date(note *note, long day) {
    const long since = day + 719468, era = since / 146097, of_era = since % 146097;
    const long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year = of_era - (365 * year + year / 4 - year / 100);
    const long month = (5 * of_year + 2) / 153;
    add_number(note, year + era * 400 + (month >= 10), 4, "-");
    add_number(note, month < 10 ? month + 3 : month - 9, 2, "-");
    add_number(note, of_year - (153 * month + 2) / 5 + 1, 2, "T");
}

void cterm_note_crash(int fd, int signal) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    const long second = now.tv_sec % 86400;
    note note = {0};
    add_date(&note, now.tv_sec / 86400);
    add_number(&note, second / 3600, 2, ":");
    add_number(&note, second / 60 % 60, 2, ":");
    add_number(&note, second % 60, 2, ".");
    add_number(&note, now.tv_nsec / 1000000, 3, "Z [");
    add_number(&note, getpid(), 1, "] ");
    add(&note, program);
    add(&note, " crashed: SIG");
    const char *name = sigabbrev_np(signal);
    add(&note, name ? name : "?");
    add(&note, ", signal ");
    add_number(&note, signal, 1, "\n");
    const ssize_t written = write(fd, note.text, note.length);
    (void)written;
}
