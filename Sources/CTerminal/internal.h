#pragma once
// Shared by the files of this target.
#include <termios.h>

// Prepares for a crash: the terminal as it was, and what puts it back.
void cterm_guard_install(const struct termios *original);
void cterm_guard_remove(void);
void cterm_restore_errors(void);

// Between begin and end a signal that asks the program to end cuts the output short, should the terminal take no more;
// it is then told by cterm_next_signal like any other. end: 1 when that happened. These signals must be blocked before.
void cterm_output_open(void);
void cterm_output_close(void);
void cterm_output_begin(void);
int cterm_output_end(void);
// Forgets what the terminal has not taken yet, so that there is room for what gives it back.
void cterm_output_discard(void);
