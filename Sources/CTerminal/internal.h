#pragma once
// Shared by the files of this target.
#include <termios.h>

// Prepares for a crash: the terminal as it was, and what puts it back.
void cterm_guard_install(const struct termios *original);
void cterm_guard_remove(void);
void cterm_restore_errors(void);
