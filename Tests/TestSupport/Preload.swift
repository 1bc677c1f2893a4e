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

    init(source: String, word: String) throws {
        folder = try TemporaryFolder()
        self.word = word
        try source.write(toFile: folder.file("fault.c"), atomically: true, encoding: .utf8)
        // It comes with Swift, which needs it for the C targets.
        let arguments = ["-shared", "-fPIC", "-O1", "-o", folder.file("fault.so"), folder.file("fault.c"), "-ldl"]
        guard try Shell.run("clang", arguments) == 0 else { throw ChildProcess.Failure("clang made no library") }
        try set(word)
    }

    /// Programs follow from their next call on.
    func set(_ word: String) throws {
        // Replaced whole: a program reads it at any moment.
        try word.write(toFile: folder.file("word"), atomically: true, encoding: .utf8)
    }

    // MARK: A wall clock that is set

    /// A wall clock that runs as the machine's until it is set; clocks that nothing sets stay what they are.
    package static func wallClock() throws -> Preload { try Preload(source: clockSource, word: "0 0") }

    /// Sets the wall clock so far from the machine's.
    ///
    /// - Parameter passed: so much time has passed besides, by the clock that nothing sets and by the wall's.
    package func setClock(off seconds: Int, passed: Int = 0) throws { try set("\(seconds + passed) \(passed)") }

    private static let clockSource = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>
        static long off(int is_wall) {
            char text[64] = "";
            const char *path = getenv("FAULT_FILE");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file < 0) return 0;
            ssize_t count = read(file, text, sizeof text - 1);
            close(file);
            char *rest = text;
            long wall = count > 0 ? strtol(text, &rest, 10) : 0;
            return is_wall ? wall : strtol(rest, NULL, 10);
        }
        int clock_gettime(clockid_t which, struct timespec *at) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(which, at);
            if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) at->tv_sec += off(1);
            if (which == CLOCK_BOOTTIME) at->tv_sec += off(0);
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

    // MARK: A disk that turns read-only

    /// Files whose path has `folder` in it can be written until `setReadOnly`, as where a failing disk is remounted.
    package static func disk(of folder: String) throws -> Preload {
        try Preload(source: diskSource.replacing("FOLDER", with: folder), word: "0")
    }

    package func setReadOnly(_ isReadOnly: Bool) throws { try set(isReadOnly ? "1" : "0") }

    private static let diskSource = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        static int refuses(int file) {
            char name[64], path[4096] = "", word = '0';
            const char *at = getenv("FAULT_FILE");
            int saved = errno, fault = at ? open(at, O_RDONLY | O_CLOEXEC) : -1;
            if (fault >= 0 && read(fault, &word, 1) < 0) word = '0';
            if (fault >= 0) close(fault);
            snprintf(name, sizeof name, "/proc/self/fd/%d", file);
            ssize_t length = word == '1' ? readlink(name, path, sizeof path - 1) : 0;
            errno = saved;
            if (length <= 0 || !strstr(path, "FOLDER")) return 0;
            errno = EROFS;
            return 1;
        }
        #define REAL(type, name, ...) type (*real)(__VA_ARGS__) = dlsym(RTLD_NEXT, name)
        ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
            REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
            return refuses(file) ? -1 : real(file, bytes, count, at);
        }
        ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
            REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
            return refuses(file) ? -1 : real(file, bytes, count, at);
        }
        int fsync(int file) {
            REAL(int, "fsync", int);
            return refuses(file) ? -1 : real(file);
        }
        int fdatasync(int file) {
            REAL(int, "fdatasync", int);
            return refuses(file) ? -1 : real(file);
        }
        """#

    // MARK: A name server that does not answer

    /// Looking up a name takes so long, and then finds nothing, as where the name server's packets vanish.
    package static func silentNameServer(_ seconds: Int) throws -> Preload {
        try Preload(source: nameSource, word: "\(seconds)")
    }

    /// Each name has that address, until the server falls silent.
    package static func nameServer(knowing address: String) throws -> Preload {
        try Preload(source: nameSource, word: address)
    }

    /// From now on as `silentNameServer`.
    package func setNames(silentFor seconds: Int) throws { try set("\(seconds)") }

    private static let nameSource = #"""
        #define _GNU_SOURCE
        #include <arpa/inet.h>
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <netdb.h>
        #include <stdlib.h>
        #include <string.h>
        #include <time.h>
        #include <unistd.h>
        int getaddrinfo(const char *n, const char *s, const struct addrinfo *h, struct addrinfo **r) {
            char text[64] = "";
            const char *path = getenv("FAULT_FILE");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file >= 0 && read(file, text, sizeof text - 1) < 0) text[0] = 0;
            if (file >= 0) close(file);
            unsigned char address[16];
            int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
                dlsym(RTLD_NEXT, "getaddrinfo");
            // An address needs no name server.
            if (n && (inet_pton(AF_INET, n, address) == 1 || inet_pton(AF_INET6, n, address) == 1))
                return real(n, s, h, r);
            if (strchr(text, '.')) return real(text, s, h, r);
            struct timespec left = {atol(text), 0};
            while (nanosleep(&left, &left) != 0) {}
            return EAI_AGAIN;
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
}
