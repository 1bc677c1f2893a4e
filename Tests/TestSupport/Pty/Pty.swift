import DemoPlant
import Foundation
import Glibc

/// Both ends of a new terminal; the one that owns the descriptors closes them.
struct Pty {
    let master: Int32
    let slave: Int32
    private let path: String
    /// TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID, which are macros that Swift does not see.
    private static let unlock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
    private static let newSession: Int32 = 0x80

    init(_ size: ScreenSize) throws {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var number: UInt32 = 0
        var isLocked: Int32 = 0
        guard master >= 0, ioctl(master, Self.unlock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0
        else {
            throw ChildProcess.Failure("no pty: \(String(cString: strerror(errno)))")
        }
        path = "/dev/pts/\(number)"
        slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw ChildProcess.Failure("\(path): \(String(cString: strerror(errno)))") }
        self.master = master
        var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    /// Starts a program in a session of its own that this terminal controls.
    func spawn(_ command: [String], _ environment: [String], _ options: PtyProgram.Options) throws -> pid_t {
        var files = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that the leader of a session opens becomes the session's own.
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDERR_FILENO)
        let flags = O_WRONLY | O_CREAT | O_APPEND
        if let input = options.input { posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input, O_RDONLY, 0) }
        if let output = options.output { posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output, flags, 0o600) }
        if let errors = options.errors { posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors, flags, 0o600) }
        for descriptor in Self.openDescriptors() { posix_spawn_file_actions_addclose(&files, descriptor) }
        var none = sigset_t()
        var everything = sigset_t()
        sigemptyset(&none)
        sigfillset(&everything)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &everything)
        let how = Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.newSession
        posix_spawnattr_setflags(&attributes, Int16(how))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, command[0], &files, &attributes, &arguments, &variables)
        guard code == 0 else {
            throw ChildProcess.Failure("\(command[0]) cannot be started: \(String(cString: strerror(code)))")
        }
        return processID
    }

    /// Not all are close-on-exec: libraries open some. (glibc passes over one that is closed by then.)
    private static func openDescriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > STDERR_FILENO }
    }
}
