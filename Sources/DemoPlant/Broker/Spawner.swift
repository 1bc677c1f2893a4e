import Basis
import Dispatch
import Glibc
import Synchronization
import Telemetry

struct SpawnRequest: Sendable {
    var command: [String]
    var environment: [String]?
    var output: ChildProcess.Output
    var errors: ChildProcess.Output
}

/// Starts processes on one thread that never ends: the kernel's “die with the parent” means the *thread* that started
/// the child, and a thread of a pool may end at any time.
enum Spawner {
    private final class Job: Sendable {
        let request: SpawnRequest
        let result = Mutex<Result<pid_t, ChildProcess.Failure>?>(nil)
        let done = DispatchSemaphore(value: 0)

        init(_ request: SpawnRequest) { self.request = request }
    }

    private static let jobs = Mutex<[Job]>([])
    private static let waiting = DispatchSemaphore(value: 0)
    /// Nil, or why there is no thread.
    private static let failure: ChildProcess.Failure? = {
        do throws(ConnectionError) {
            try NamedThread.start("spawner") {
                while true {
                    waiting.wait()
                    guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
                    job.result.withLock { $0 = start(job.request) }
                    job.done.signal()
                }
            }
            return nil
        } catch {
            return ChildProcess.Failure(error.description)
        }
    }()

    static func spawn(_ request: SpawnRequest) throws(ChildProcess.Failure) -> pid_t {
        if let failure { throw failure }
        let job = Job(request)
        jobs.withLock { $0.append(job) }
        waiting.signal()
        job.done.wait()
        guard let result = job.result.withLock({ $0 }) else { throw ChildProcess.Failure("nothing was started") }
        return try result.get()
    }

    private static func start(_ request: SpawnRequest) -> Result<pid_t, ChildProcess.Failure> {
        var files = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        direct(request.output, STDOUT_FILENO, &files)
        direct(request.errors, STDERR_FILENO, &files)
        for descriptor in openDescriptors() where descriptor > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&files, descriptor)
        }
        var none = sigset_t()
        var everything = sigset_t()
        sigemptyset(&none)
        sigfillset(&everything)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &everything)
        // A process group of its own: Ctrl-C at our terminal is for us to hand on.
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = request.command.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = (request.environment ?? ours()).map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, request.command[0], &files, &attributes, &arguments, &environment)
        guard code == 0 else {
            let why = String(cError: code)
            return .failure(ChildProcess.Failure("\(request.command[0]) cannot be started: \(why)"))
        }
        return .success(processID)
    }

    private static func direct(
        _ output: ChildProcess.Output, _ descriptor: Int32, _ files: inout posix_spawn_file_actions_t
    ) {
        switch output {
        case .null: posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_WRONLY, 0)
        case .file(let path):
            posix_spawn_file_actions_addopen(&files, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        case .inherited: break
        }
    }

    /// Not all are close-on-exec: libraries open some. (glibc passes over one that is closed by then.)
    private static func openDescriptors() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(name) { found.append(number) }
        }
        return found
    }

    private static func ours() -> [String] {
        var all: [String] = []
        var at = environ
        while let entry = at.pointee {
            all.append(String(cString: entry))
            at += 1
        }
        return all
    }
}
