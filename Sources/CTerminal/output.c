// Output to a terminal that may take nothing more: a link that hangs, a multiplexer that is stopped. ncurses writes until
// all is written, so what asks the program to end must get through meanwhile.
#define _GNU_SOURCE 1
#include "internal.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDINGS = sizeof endings / sizeof endings[0] };

static struct sigaction before[ENDINGS];
static int terminal = -1;
static int nowhere = -1;
static volatile sig_atomic_t cut_by;

// Only calls that are allowed in a signal handler. The write that waits goes on, into nothing.
static void cut(int signal) {
    dup2(nowhere, STDOUT_FILENO);
    cut_by = signal;
}

static void allow(int how) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < ENDINGS; i++) sigaddset(&set, endings[i]);
    pthread_sigmask(how, &set, NULL);
}

void cterm_output_open(void) {
    terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    struct sigaction action = {0};
    action.sa_handler = cut;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < ENDINGS; i++) sigaction(endings[i], &action, &before[i]);
}

void cterm_output_close(void) {
    for (int i = 0; i < ENDINGS; i++) sigaction(endings[i], &before[i], NULL);
    if (terminal >= 0) close(terminal);
    if (nowhere >= 0) close(nowhere);
    terminal = -1;
    nowhere = -1;
}

void cterm_output_begin(void) {
    if (terminal >= 0 && nowhere >= 0) allow(SIG_UNBLOCK);
}

int cterm_output_end(void) {
    allow(SIG_BLOCK);
    const int signal = cut_by;
    if (!signal) return 0;
    cut_by = 0;
    dup2(terminal, STDOUT_FILENO);
    // Blocked again, it waits for cterm_next_signal.
    raise(signal);
    return 1;
}

void cterm_output_discard(void) { tcflush(STDOUT_FILENO, TCOFLUSH); }
