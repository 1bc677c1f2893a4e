// What must hold when the program breaks: a usable terminal, and stderr out of the picture meanwhile.
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };

static struct sigaction before[CRASHES];
static struct termios original_mode;
static char reset[256];
static size_t reset_length;
static volatile sig_atomic_t installed;
static int saved_errors = -1;

// Only calls that are allowed in a signal handler. Then the handler from before has its turn: Swift's, which reports.
static void crashed(int signal, siginfo_t *info, void *context) {
    (void)context;
    if (installed) {
        installed = 0;
        cterm_output_discard();
        ssize_t written = write(STDOUT_FILENO, reset, reset_length);
        if (cterm_has_whole_frames) written = write(STDOUT_FILENO, cterm_frame_end, sizeof cterm_frame_end - 1);
        (void)written;
        tcsetattr(STDIN_FILENO, TCSANOW, &original_mode);
        if (saved_errors >= 0) {
            // Until here that is the log.
            cterm_note_crash(STDERR_FILENO, signal);
            dup2(saved_errors, STDERR_FILENO);
        }
    }
    for (int i = 0; i < CRASHES; i++) {
        if (crashes[i] == signal) sigaction(signal, &before[i], NULL);
    }
    // A fault comes again when its instruction is repeated. The others do not, and Swift's handler returns from them as
    // if nothing had been: so it gets its turn here, and then the program ends.
    if (signal != SIGABRT && signal != SIGTRAP && info->si_code > 0) return;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(signal);
    struct sigaction standard = {0};
    standard.sa_handler = SIG_DFL;
    sigaction(signal, &standard, NULL);
    raise(signal);
}

// Appends a capability without its padding, `$<5>`.
static void append(const char *name) {
    const char *value = tigetstr(name);
    if (!value || value == (char *)-1) return;
    while (*value && reset_length < sizeof reset) {
        const char *end = strncmp(value, "$<", 2) == 0 ? strchr(value, '>') : NULL;
        if (end) {
            value = end + 1;
        } else {
            reset[reset_length++] = *value++;
        }
    }
}

void cterm_guard_install(const struct termios *original, const char *modes) {
    original_mode = *original;
    reset_length = strlen(modes);
    memcpy(reset, modes, reset_length);
    append("sgr0");
    append("rmkx");
    append("cnorm");
    append("rmcup");
    installed = 1;
    struct sigaction action = {0};
    action.sa_sigaction = crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &before[i]);
}

void cterm_guard_remove(void) {
    if (!installed) return;
    installed = 0;
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before[i], NULL);
}

int32_t cterm_redirect_errors(const char *path, const char *program) {
    cterm_note_program(program);
    const int log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) return errno;
    if (saved_errors < 0) saved_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    const int result = dup2(log, STDERR_FILENO) < 0 ? errno : 0;
    close(log);
    return result;
}

void cterm_restore_errors(void) {
    if (saved_errors < 0) return;
    dup2(saved_errors, STDERR_FILENO);
    close(saved_errors);
    saved_errors = -1;
}
