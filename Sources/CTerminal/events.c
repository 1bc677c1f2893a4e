// Waiting: signals, wake-ups and descriptors in one place.
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static void told(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGQUIT);
    sigaddset(set, SIGWINCH);
}

void cterm_block_signals(void) {
    sigset_t set;
    told(&set);
    // ncurses handles this one by drawing, so it may come only where nothing is drawn: in cterm_wait.
    sigaddset(&set, SIGTSTP);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int32_t cterm_open_signals(void) {
    sigset_t set;
    told(&set);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int32_t cterm_next_signal(int32_t fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == sizeof info ? (int32_t)info.ssi_signo : 0;
}

_Noreturn void cterm_end_by(int32_t number) {
    struct sigaction standard = {0};
    standard.sa_handler = SIG_DFL;
    sigaction(number, &standard, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    // The first process of a container is not ended by signals.
    _exit(128 + number);
}

int32_t cterm_wait(cterm_wait_entry *entries, int32_t count, int32_t milliseconds) {
    enum { MOST = 16 };
    if (count > MOST) count = MOST;
    struct pollfd fds[MOST];
    for (int32_t i = 0; i < count; i++) {
        const short wanted = (short)((entries[i].events & 1 ? POLLIN : 0) | (entries[i].events & 2 ? POLLOUT : 0));
        fds[i] = (struct pollfd){.fd = entries[i].fd, .events = wanted};
        entries[i].events = 0;
    }
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    sigdelset(&mask, SIGTSTP);
    const struct timespec limit = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
    const int ready = ppoll(fds, (nfds_t)count, milliseconds < 0 ? NULL : &limit, &mask);
    if (ready < 0) return -1;
    for (int32_t i = 0; i < count; i++) {
        if (fds[i].revents & POLLIN) entries[i].events |= 1;
        if (fds[i].revents & POLLOUT) entries[i].events |= 2;
        if (fds[i].revents & (POLLHUP | POLLERR | POLLNVAL)) entries[i].events |= 4;
    }
    return ready;
}

void cterm_close_descriptor(int32_t fd) { close(fd); }
