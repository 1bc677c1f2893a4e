#pragma once
// The part of ncurses and of Linux that the terminal driver needs, behind functions with fixed-width types: curses.h
// brings macros, globals and names (clear, move, timeout) that Swift cannot import, or should not.
// All functions are for one thread, the one that called cterm_open, unless said otherwise.
#include <stdint.h>

// One column: a base and up to two combining marks (0 is none). width 0 is the right half of the wide one before.
typedef struct {
    uint32_t scalars[3];
    int32_t pair;
    // 1 bold, 2 dim, 4 italic, 8 underline, 16 blink, 32 reverse.
    uint8_t attributes;
    uint8_t width;
} cterm_cell;

enum { CTERM_OK = 0, CTERM_NO_TTY = 1, CTERM_UNKNOWN = 2, CTERM_TOO_SIMPLE = 3 };

// Takes the character set of the environment. 1 when that is UTF-8; else 0, and C.UTF-8 is used inside.
int32_t cterm_set_locale(void);
// Takes over the terminal and installs the handlers that give it back in a crash. One of the values above.
int32_t cterm_open(int32_t use_color);
// Gives the terminal back; more than once does no harm.
void cterm_close(void);

// Colours and pairs that the terminal has; 0 where there are none or none are wanted.
int32_t cterm_colors(void);
int32_t cterm_pairs(void);
// Makes pair `pair` of two colours, -1 is the terminal's own. 0 when done.
int32_t cterm_make_pair(int32_t pair, int32_t foreground, int32_t background);

// Columns that the C library gives a scalar; -1 when it does not know it.
int32_t cterm_columns(uint32_t scalar);
// Puts cells side by side, to be shown by the next cterm_show.
void cterm_put(int32_t x, int32_t y, const cterm_cell *cells, int32_t count);
// Makes a frame of what was put, for cterm_flush to send. The cursor goes to x, y unless x is negative. synchronized: the
// terminal shows it whole (mode 2026), which it must have said that it can. Returns the frame's bytes.
int32_t cterm_show(int32_t x, int32_t y, int32_t visible, int32_t synchronized);
// Sends what waits, as far as the terminal takes it now. 1 when nothing waits any more.
int32_t cterm_flush(void);
// The descriptor that can be written to when cterm_flush would send more.
int32_t cterm_output_descriptor(void);

// 1 where the terminal is one of xterm's kind, which knows mouse and paste modes and answers questions.
int32_t cterm_is_modern(void);
// After all that waits, on modern terminals alone: mouse reports on or off, and bracketed paste on.
void cterm_report_mouse(int32_t on);
void cterm_report_paste(void);
// After all that waits, on modern terminals alone: asks whether mode 2026 is there (the answer is CSI ? 2026 ; n $ y), and,
// when probe is not NULL, writes it into the first row, which must be empty, and asks where the cursor is then (CSI 1 ;
// column R); the row is empty again after it.
void cterm_ask(const char *probe);
// After all that waits: asks whether the terminal is ready. It answers CSI 0 n once it has taken all before.
void cterm_ask_ready(void);
// The next cterm_show draws everything anew.
void cterm_repaint(void);

// The size that the terminal says it has; 0 when it does not say.
void cterm_window_size(int32_t *width, int32_t *height);
// The size that is drawn in.
void cterm_size(int32_t *width, int32_t *height);
void cterm_resize(int32_t width, int32_t height);
// A string capability of the terminal (terminfo name), at most capacity bytes; its length, 0 when absent.
int32_t cterm_capability(const char *name, char *buffer, int32_t capacity);

// Sends what is written to stderr to the end of a file, until cterm_close; a crash adds a line, which begins with when
// and says that `program` crashed. 0, or errno.
int32_t cterm_redirect_errors(const char *path, const char *program);

// Blocks SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and SIGTSTP in this thread and those that it starts later.
void cterm_block_signals(void);
// A descriptor that tells these signals, all but SIGTSTP; -1 on failure.
int32_t cterm_open_signals(void);
void cterm_close_descriptor(int32_t fd);
// The next signal from it, 0 when there is none.
int32_t cterm_next_signal(int32_t fd);
// Ends the process as the signal does where nobody takes it; call cterm_close first.
_Noreturn void cterm_end_by(int32_t signal);

typedef struct {
    int32_t fd;
    // In: 1 wait until it can be read, 2 until it can be written.
    // Out: 1 readable, 2 writable, 4 closed or broken.
    int32_t events;
} cterm_wait_entry;

// Waits; milliseconds below 0 are for ever. SIGTSTP stops the program only in here, the terminal given back meanwhile. Above 0 when something is ready, 0 at
// the end of the time, -1 when interrupted: the terminal may have been used by others meanwhile.
int32_t cterm_wait(cterm_wait_entry *entries, int32_t count, int32_t milliseconds);

