#pragma once
// Shared by the files of this target.
#include <signal.h>
#include <stddef.h>
#include <termios.h>

// A frame that the terminal shows as a whole was begun (mode 2026), and what ends one.
extern volatile sig_atomic_t cterm_has_whole_frames;
static const char cterm_frame_end[] = "\033[?2026l";

// Prepares for a crash: the terminal as it was, and what puts it back, `modes` first.
void cterm_guard_install(const struct termios *original, const char *modes);
void cterm_guard_remove(void);
void cterm_restore_errors(void);
// One line for the log; only calls that are allowed in a signal handler.
void cterm_note_crash(int fd, int signal);
// What the note says that crashed.
void cterm_note_program(const char *name);

// What is written to stdout between begin and end is kept, for cterm_flush to send.
void cterm_output_open(void);
void cterm_output_close(void);
void cterm_output_begin(void);
// How many bytes that are until now.
int cterm_output_length(void);
// Leaves out the first bytes; returns how many were taken.
int cterm_output_end(int skipped);
// How many bytes wait to be sent, or were sent with what waits.
size_t cterm_output_filled(void);
// Where the terminal does not take all that waits: forgets it, and sends `first` and what was added since `start` instead.
void cterm_output_insist(size_t start, const char *first);
// Forgets what the terminal has not taken yet, so that there is room for what gives it back.
void cterm_output_discard(void);
