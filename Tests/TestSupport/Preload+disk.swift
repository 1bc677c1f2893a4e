/// A disk that fails, or that is looked at write by write.
extension Preload {
    /// What becomes of the calls that write databases: `pwrite`, `write`, `ftruncate`, `fsync`, `fdatasync`.
    package enum DiskFault {
        case none
        /// The n-th of them, from 1, fails with EIO.
        case once(Int)
        /// The n-th and all after it do.
        case always(Int)
        /// The n-th `fsync` or `fdatasync` alone fails.
        case sync(Int)
    }

    /// - Parameter log: a file that each call is written to, with what was said on stdout between; see `DiskLog`.
    package static func disk(_ fault: DiskFault, log: String? = nil) throws -> Preload {
        let (mode, number) =
            switch fault {
            case .none: (0, 0)
            case .once(let number): (1, number)
            case .always(let number): (2, number)
            case .sync(let number): (3, number)
            }
        return try Preload(source: diskSource, word: "\(mode) \(number) \(log ?? "-")")
    }

    /// Changes the fault for programs that are started from now on.
    package func setDisk(_ fault: DiskFault, log: String? = nil) throws {
        let (mode, number) =
            switch fault {
            case .none: (0, 0)
            case .once(let number): (1, number)
            case .always(let number): (2, number)
            case .sync(let number): (3, number)
            }
        try set("\(mode) \(number) \(log ?? "-")")
    }

    private static let diskSource = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <pthread.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/uio.h>
        #include <unistd.h>
        static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
        static int mode = -1, number, calls, syncs, log_file = -1;
        static void start(void) {
            char text[4096] = "", path[4000] = "";
            const char *name = getenv("FAULT_FILE");
            int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
            mode = 0;
            if (file < 0) return;
            if (read(file, text, sizeof text - 1) > 0) sscanf(text, "%d %d %3999s", &mode, &number, path);
            close(file);
            if (path[0] == '/') log_file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
        }
        /* The file's own name where it is a database or a log of one, else nothing. */
        static int named(const char *path, char *name) {
            const char *last = strrchr(path, '/');
            if (!last || !strstr(last, ".sqlite") || strstr(last, "-shm") || strlen(last) > 200) return 0;
            strcpy(name, last + 1);
            return 1;
        }
        static int database(int fd, char *name) {
            char link[64], path[4096];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length <= 0) return 0;
            path[length] = 0;
            return named(path, name);
        }
        static void note(char type, const char *name, int64_t offset, const void *bytes, uint32_t length) {
            if (log_file < 0) return;
            uint8_t head[2] = {(uint8_t)type, (uint8_t)strlen(name)};
            struct iovec parts[5] = {
                {head, 2}, {(void *)name, strlen(name)}, {&offset, 8}, {&length, 4}, {(void *)bytes, length}};
            syscall(SYS_writev, log_file, parts, 5);
        }
        /* With the lock: whether this call fails. */
        static int fails(int is_sync) {
            calls++;
            if (is_sync) syncs++;
            int fault = mode == 1 ? calls == number : mode == 2 ? calls >= number
                : mode == 3 ? is_sync && syncs == number : 0;
            return fault;
        }
        static ssize_t put(int fd, const void *bytes, size_t count, int64_t offset, int at) {
            char name[256];
            if (mode < 0) start();
            if (fd == 1 && !at) {
                pthread_mutex_lock(&lock);
                note('A', "", 0, bytes, (uint32_t)count);
                ssize_t done = syscall(SYS_write, fd, bytes, count);
                pthread_mutex_unlock(&lock);
                return done;
            }
            if (fd == log_file || !database(fd, name))
                return at ? syscall(SYS_pwrite64, fd, bytes, count, offset) : syscall(SYS_write, fd, bytes, count);
            pthread_mutex_lock(&lock);
            if (!at) offset = lseek(fd, 0, SEEK_CUR);
            ssize_t done = -1;
            int fault = fails(0);
            if (!fault) {
                done = at ? syscall(SYS_pwrite64, fd, bytes, count, offset) : syscall(SYS_write, fd, bytes, count);
                if (done > 0) note('W', name, offset, bytes, (uint32_t)done);
            }
            int reason = errno;
            pthread_mutex_unlock(&lock);
            errno = fault ? EIO : reason;
            return done;
        }
        ssize_t write(int fd, const void *b, size_t n) { return put(fd, b, n, 0, 0); }
        ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return put(fd, b, n, o, 1); }
        ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return put(fd, b, n, o, 1); }
        static int cut(int fd, int64_t length) {
            char name[256];
            if (mode < 0) start();
            if (!database(fd, name)) return (int)syscall(SYS_ftruncate, fd, length);
            pthread_mutex_lock(&lock);
            int fault = fails(0), done = fault ? -1 : (int)syscall(SYS_ftruncate, fd, length), reason = errno;
            if (done == 0) note('T', name, length, "", 0);
            pthread_mutex_unlock(&lock);
            errno = fault ? EIO : reason;
            return done;
        }
        int ftruncate(int fd, off_t n) { return cut(fd, n); }
        int ftruncate64(int fd, off64_t n) { return cut(fd, n); }
        int unlink(const char *path) {
            char name[256];
            if (mode < 0) start();
            if (!named(path, name)) return (int)syscall(SYS_unlink, path);
            pthread_mutex_lock(&lock);
            int done = (int)syscall(SYS_unlink, path), reason = errno;
            if (done == 0) note('U', name, 0, "", 0);
            pthread_mutex_unlock(&lock);
            errno = reason;
            return done;
        }
        static int flush(int fd, int number) {
            char name[256];
            struct stat about;
            if (mode < 0) start();
            if (!database(fd, name)) {
                int done = (int)syscall(number, fd), reason = errno;
                pthread_mutex_lock(&lock);
                if (done == 0 && fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) note('D', "", 0, "", 0);
                pthread_mutex_unlock(&lock);
                errno = reason;
                return done;
            }
            pthread_mutex_lock(&lock);
            int fault = fails(1), done = fault ? -1 : (int)syscall(number, fd), reason = errno;
            note(fault ? 'F' : 'S', name, 0, "", 0);
            pthread_mutex_unlock(&lock);
            errno = fault ? EIO : reason;
            return done;
        }
        int fsync(int fd) { return flush(fd, SYS_fsync); }
        int fdatasync(int fd) { return flush(fd, SYS_fdatasync); }
        """#
}
