// The screen: ncurses.
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static int colored;
static int cursor_shown;
static int modern;
static int mouse_reported;
static int paste_reported;

// Ends the modes that are begun at once; on a terminal that never began them it does nothing.
static const char plain[] = "\033[?1000l\033[?1006l\033[?2004l";
volatile sig_atomic_t cterm_has_whole_frames;

int32_t cterm_set_locale(void) {
    // LC_CTYPE alone: numbers must keep their dot.
    if (setlocale(LC_CTYPE, "")) {
        if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
        setlocale(LC_CTYPE, "C.UTF-8");
        return 0;
    }
    setlocale(LC_CTYPE, "C.UTF-8");
    // A locale that this system has not made says all the same what the terminal shows.
    const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
    for (int i = 0; i < 3; i++) {
        if (!names[i] || !*names[i]) continue;
        return strcasestr(names[i], "utf-8") || strcasestr(names[i], "utf8");
    }
    return 0;
}

static int can_place_cursor(void) {
    const char *address = tigetstr("cup");
    return address && address != (char *)-1;
}

// What ncurses does not know. It writes to the descriptor as well, when it has drawn, so the order holds.
static void send_now(const char *text) {
    const ssize_t written = write(STDOUT_FILENO, text, strlen(text));
    (void)written;
}

// The same, after all that waits to be sent.
static void append(const char *text) {
    cterm_output_begin();
    send_now(text);
    cterm_output_end(0);
}

// Gives the terminal back, behind the frame that it is still taking, so that each frame that was begun ends. Only where it
// takes no more is that frame cut, and ended by itself.
static void give_back(void) {
    const size_t start = cterm_output_filled();
    cterm_output_begin();
    if (modern) send_now(plain);
    // Where programs have no screen of their own, the shell goes on in the last line.
    if (enter_ca_mode == NULL) {
        move(LINES - 1, 0);
        clrtoeol();
        refresh();
    }
    curs_set(1);
    endwin();
    cterm_output_end(0);
    cterm_output_insist(start, cterm_has_whole_frames ? cterm_frame_end : "");
    // endwin had memory before it, which has no attributes.
    reset_shell_mode();
}

// Gives the terminal to the shell while the program is stopped. It comes only in cterm_wait, where nothing is drawn.
static void stop(int signal) {
    // All is drawn anew afterwards; and the answer to a question that waits here would be typed to the shell.
    cterm_output_discard();
    if (modern) send_now(plain);
    if (modern && cterm_has_whole_frames) send_now(cterm_frame_end);
    curs_set(1);
    endwin();
    struct sigaction mine, standard = {0};
    standard.sa_handler = SIG_DFL;
    sigaction(signal, &standard, &mine);
    sigset_t set, before;
    sigemptyset(&set);
    sigaddset(&set, signal);
    raise(signal);
    pthread_sigmask(SIG_UNBLOCK, &set, &before);
    // Continued.
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(signal, &mine, NULL);
    cursor_shown = 1;
    if (mouse_reported) cterm_report_mouse(1);
    if (paste_reported) cterm_report_paste();
}

int32_t cterm_open(int32_t use_color) {
    struct termios original;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &original) != 0) return CTERM_NO_TTY;
    int32_t width, height;
    cterm_window_size(&width, &height);
    // LINES and COLUMNS would freeze the size; they are asked only where the terminal does not tell it.
    if (width > 0 && height > 0) use_env(FALSE);
    use_tioctl(TRUE);
    // The handler of ncurses knows nothing of the modes. Set before newterm, ours makes ncurses leave the signal alone: else
    // it ignores it for as long as it draws, and one that waits is lost.
    struct sigaction action = {0};
    action.sa_handler = stop;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, NULL);
    // newterm, for initscr ends the program when TERM is unknown.
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        signal(SIGTSTP, SIG_DFL);
        return CTERM_UNKNOWN;
    }
    if (!can_place_cursor()) {
        signal(SIGTSTP, SIG_DFL);
        endwin();
        delscreen(screen);
        screen = NULL;
        return CTERM_TOO_SIMPLE;
    }
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(25);
    typeahead(-1);
    curs_set(0);
    cursor_shown = 0;
    colored = use_color && has_colors() && start_color() == OK && use_default_colors() == OK;
    if (width > 0 && height > 0) cterm_resize(width, height);
    const char *mouse = tigetstr("kmous");
    modern = mouse && mouse != (char *)-1;
    mouse_reported = 0;
    paste_reported = 0;
    cterm_has_whole_frames = 0;
    cterm_guard_install(&original, modern ? plain : "");
    cterm_output_open();
    // The alternate screen, empty, before anything is asked.
    cterm_output_begin();
    wnoutrefresh(stdscr);
    doupdate();
    cterm_output_end(0);
    static int registered;
    if (!registered) registered = atexit(cterm_close) == 0;
    return CTERM_OK;
}

void cterm_close(void) {
    if (!screen) return;
    signal(SIGTSTP, SIG_DFL);
    give_back();
    if (modern) tcflush(STDIN_FILENO, TCIFLUSH);
    cterm_output_close();
    cterm_guard_remove();
    cterm_restore_errors();
    delscreen(screen);
    screen = NULL;
}

int32_t cterm_colors(void) { return colored ? COLORS : 0; }
int32_t cterm_pairs(void) { return colored ? COLOR_PAIRS : 0; }

int32_t cterm_make_pair(int32_t pair, int32_t foreground, int32_t background) {
    return init_extended_pair(pair, foreground, background) == OK ? 0 : -1;
}

int32_t cterm_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static attr_t attributes_of(uint8_t bits) {
    attr_t attributes = A_NORMAL;
    if (bits & 1) attributes |= A_BOLD;
    if (bits & 2) attributes |= A_DIM;
    if (bits & 4) attributes |= A_ITALIC;
    if (bits & 8) attributes |= A_UNDERLINE;
    if (bits & 16) attributes |= A_BLINK;
    if (bits & 32) attributes |= A_REVERSE;
    return attributes;
}

void cterm_put(int32_t x, int32_t y, const cterm_cell *cells, int32_t count) {
    enum { CHUNK = 128 };
    cchar_t row[CHUNK];
    int32_t done = 0;
    while (done < count) {
        int taken = 0;
        // A chunk may end with a wide character, whose right half is no place to go on.
        while (done < count && cells[done].width == 0) done++;
        const int32_t start = done;
        for (; done < count && taken < CHUNK; done++) {
            const cterm_cell *cell = &cells[done];
            if (cell->width == 0) continue;
            wchar_t text[4] = {(wchar_t)cell->scalars[0], (wchar_t)cell->scalars[1], (wchar_t)cell->scalars[2], 0};
            // Pairs above 255 do not fit the attributes, only this pointer carries them.
            int pair = cell->pair;
            setcchar(&row[taken++], text, attributes_of(cell->attributes), 0, &pair);
        }
        // Unlike add_wch this neither wraps nor scrolls in the last column.
        if (taken > 0) mvadd_wchnstr(y, x + start, row, taken);
    }
}

static void refresh_screen(int32_t x, int32_t y, int32_t visible) {
    leaveok(stdscr, x < 0);
    if (x >= 0) move(y, x);
    if (visible != cursor_shown) {
        curs_set(visible);
        cursor_shown = visible;
    }
    wnoutrefresh(stdscr);
    doupdate();
}

int32_t cterm_show(int32_t x, int32_t y, int32_t visible, int32_t synchronized) {
    // After a stop ncurses takes the terminal over again, its attributes too: that needs the real one.
    if (isendwin()) {
        refresh_screen(x, y, visible);
        // The mode of the cursor keys, which ncurses begins again only where it reads keys.
        const char *keys = tigetstr("smkx");
        if (keys && keys != (char *)-1) send_now(keys);
        return 0;
    }
    cterm_output_begin();
    const char *const whole = "\033[?2026h";
    if (synchronized) send_now(whole);
    refresh_screen(x, y, visible);
    // A frame of a few bytes arrives as a whole anyway.
    if (synchronized && cterm_output_length() <= 128) return cterm_output_end((int)strlen(whole));
    if (synchronized) {
        cterm_has_whole_frames = 1;
        send_now(cterm_frame_end);
    }
    return cterm_output_end(0);
}

void cterm_ask_ready(void) {
    append("\033[5n");
}

int32_t cterm_is_modern(void) { return modern; }

void cterm_report_mouse(int32_t on) {
    if (!modern) return;
    mouse_reported = on;
    append(on ? "\033[?1000h\033[?1006h" : "\033[?1000l\033[?1006l");
}

void cterm_report_paste(void) {
    if (!modern) return;
    paste_reported = 1;
    append("\033[?2004h");
}

void cterm_ask(const char *probe) {
    if (!modern) return;
    append("\033[?2026$p");
    if (!probe) return;
    // ncurses does not learn of it: cursor and row are again as they were.
    append("\0337\033[H");
    append(probe);
    append("\033[6n\033[H\033[K\0338");
}

void cterm_repaint(void) { clearok(curscr, TRUE); }

void cterm_window_size(int32_t *width, int32_t *height) {
    struct winsize window = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0) memset(&window, 0, sizeof window);
    *width = window.ws_col;
    *height = window.ws_row;
}

void cterm_size(int32_t *width, int32_t *height) {
    *width = COLS;
    *height = LINES;
}

void cterm_resize(int32_t width, int32_t height) {
    if (width != COLS || height != LINES) resizeterm(height, width);
}

int32_t cterm_capability(const char *name, char *buffer, int32_t capacity) {
    const char *value = tigetstr(name);
    if (!value || value == (char *)-1) return 0;
    const size_t length = strlen(value);
    if (length > (size_t)capacity) return 0;
    memcpy(buffer, value, length);
    return (int32_t)length;
}
