import DemoPlant
import Foundation

/// Changes what the system tells a program, by a small library that is loaded before the C library (ld.so(8),
/// `LD_PRELOAD`): where a fault cannot be made from outside without other rights.
package final class Preload: Sendable {
    private let folder: TemporaryFolder
    private let word: String

    /// What the program needs in its environment.
    package var environment: [String: String] {
        ["LD_PRELOAD": folder.file("fault.so"), "FAULT_FILE": folder.file("word")]
    }

    private init(source: String, word: String) throws {
        folder = try TemporaryFolder()
        self.word = word
        try source.write(toFile: folder.file("fault.c"), atomically: true, encoding: .utf8)
        // It comes with Swift, which needs it for the C targets.
        let arguments = ["-shared", "-fPIC", "-O1", "-o", folder.file("fault.so"), folder.file("fault.c"), "-ldl"]
        guard try Shell.run("clang", arguments) == 0 else { throw ChildProcess.Failure("clang made no library") }
        try set(word)
    }

    /// Programs follow from their next call on.
    private func set(_ word: String) throws {
        // Replaced whole: a program reads it at any moment.
        try word.write(toFile: folder.file("word"), atomically: true, encoding: .utf8)
    }

    // MARK: A wall clock that is set

    /// A wall clock that runs as the machine's until it is set; clocks that nothing sets stay what they are.
    package static func wallClock() throws -> Preload { try Preload(source: clockSource, word: "0") }

    /// Sets the wall clock so far from the machine's.
    package func setClock(off seconds: Int) throws { try set("\(seconds)") }

    private static let clockSource = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>
        static long off(void) {
            char text[32] = "";
            const char *path = getenv("FAULT_FILE");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file < 0) return 0;
            ssize_t count = read(file, text, sizeof text - 1);
            close(file);
            return count > 0 ? atol(text) : 0;
        }
        int clock_gettime(clockid_t which, struct timespec *at) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(which, at);
            if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) at->tv_sec += off();
            return result;
        }
        int gettimeofday(struct timeval *at, void *zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            at->tv_sec = now.tv_sec;
            at->tv_usec = now.tv_nsec / 1000;
            return 0;
        }
        time_t time(time_t *at) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (at) *at = now.tv_sec;
            return now.tv_sec;
        }
        """#

    // MARK: A disk that is full

    /// A disk with room for SQLite's files, until it is filled.
    package static func fullDisk() throws -> Preload { try Preload(source: fullDiskSource, word: "0") }

    /// Whether writing to a file of SQLite fails for want of room.
    package func fillDisk(_ isFull: Bool) throws { try set(isFull ? "1" : "0") }

    private static let fullDiskSource = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        static int refuses(int file) {
            char link[64], name[512] = "", text[4] = "";
            snprintf(link, sizeof link, "/proc/self/fd/%d", file);
            if (readlink(link, name, sizeof name - 1) < 0 || !strstr(name, ".sqlite")) return 0;
            const char *path = getenv("FAULT_FILE");
            int word = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (word < 0) return 0;
            if (read(word, text, sizeof text - 1) < 0) text[0] = 0;
            close(word);
            return text[0] == '1';
        }
        #define REFUSE if (refuses(file)) { errno = ENOSPC; return -1; }
        ssize_t write(int file, const void *bytes, size_t count) {
            static ssize_t (*real)(int, const void *, size_t);
            if (!real) real = dlsym(RTLD_NEXT, "write");
            REFUSE
            return real(file, bytes, count);
        }
        ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
            static ssize_t (*real)(int, const void *, size_t, off64_t);
            if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
            REFUSE
            return real(file, bytes, count, at);
        }
        ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return pwrite64(file, bytes, count, at); }
        """#

    // MARK: A name server that does not answer

    /// Looking up a name takes so long, and then finds nothing, as where the name server's packets vanish.
    package static func silentNameServer(_ seconds: Int) throws -> Preload {
        try Preload(source: nameSource, word: "\(seconds)")
    }

    private static let nameSource = #"""
        #include <fcntl.h>
        #include <netdb.h>
        #include <stdlib.h>
        #include <time.h>
        #include <unistd.h>
        int getaddrinfo(const char *n, const char *s, const struct addrinfo *h, struct addrinfo **r) {
            char text[32] = "";
            const char *path = getenv("FAULT_FILE");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file >= 0 && read(file, text, sizeof text - 1) < 0) text[0] = 0;
            if (file >= 0) close(file);
            struct timespec left = {atol(text), 0};
            while (nanosleep(&left, &left) != 0) {}
            return EAI_AGAIN;
        }
        """#
}
