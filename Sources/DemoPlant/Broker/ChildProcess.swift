package import Glibc
import Synchronization
import Telemetry

/// A program started by this one: the broker, or our own binary in another role.
///
/// It gets default signal dispositions, an empty signal mask and no file of ours but the three standard ones. It dies
/// with us, also when we are killed with -9.
package final class ChildProcess: Sendable {
    /// How it ended.
    package enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    package enum Output: Sendable {
        case null
        /// Appended to; made when missing.
        case file(String)
        case inherited
    }

    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String

        package init(_ description: String) { self.description = description }
    }

    package let processID: pid_t
    /// Nil while it runs, or has not been waited for.
    private let exit = Mutex<Exit?>(nil)

    /// Starts `program` (a path, or a name in PATH).
    ///
    /// - Parameters:
    ///   - environment: all of it, `NAME=value`; nil for ours.
    ///   - diesWithParent: TERM comes to the child when this process ends in whatever way. A child that changes its
    ///     user loses that (prctl(2), PR_SET_PDEATHSIG).
    package convenience init(
        _ program: String, _ arguments: [String] = [], environment: [String]? = nil, output: Output = .null,
        errors: Output = .null, diesWithParent: Bool = true
    ) throws(Failure) {
        var command = [program] + arguments
        if diesWithParent { command = ["/usr/bin/setpriv", "--pdeathsig", "TERM", "--"] + command }
        let request = SpawnRequest(command: command, environment: environment, output: output, errors: errors)
        try self.init(processID: Spawner.spawn(request))
    }

    private init(processID: pid_t) { self.processID = processID }

    /// How it ended; nil while it runs. Never waits.
    package func exitIfEnded() -> Exit? {
        exit.withLock { exit in
            if exit != nil { return exit }
            var status: Int32 = 0
            var result: pid_t
            repeat { result = waitpid(processID, &status, WNOHANG) } while result < 0 && errno == EINTR
            if result == processID { exit = ChildProcess.decode(status) }
            // Somebody else has waited for it: how it ended is not known.
            if result < 0 { exit = .code(-1) }
            return exit
        }
    }

    /// Waits until it ends; nil when `timeout` passed first.
    package func wait(within timeout: Duration) -> Exit? {
        let end = ContinuousClock.now + timeout
        while true {
            if let exit = exitIfEnded() { return exit }
            if ContinuousClock.now >= end { return nil }
            // Before Linux 5.3 there is nothing to poll on; a child's end is rare and not urgent.
            usleep(2000)
        }
    }

    /// Waits until it ends, however long that takes, without waking in between.
    package func waitUntilEnd() -> Exit {
        while true {
            var information = siginfo_t()
            // It stays to be waited for: `exitIfEnded` alone takes it, so that its number is not used anew before.
            let result = waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT)
            if result == 0 || errno != EINTR, let exit = exitIfEnded() { return exit }
        }
    }

    /// Sends a signal, unless it has ended.
    package func send(signal: Int32) {
        // A process id is used anew only after waitpid, so it is still ours here.
        guard exitIfEnded() == nil else { return }
        kill(processID, signal)
    }

    /// TERM, and KILL when it has not ended after `grace`; returns how it ended.
    @discardableResult
    package func terminate(grace: Duration = .seconds(2)) -> Exit {
        send(signal: SIGTERM)
        if let exit = wait(within: grace) { return exit }
        send(signal: SIGKILL)
        // After KILL the end is certain, unless the kernel holds it in an uninterruptible wait.
        return wait(within: .seconds(5)) ?? .signal(SIGKILL)
    }

    private static func decode(_ status: Int32) -> Exit {
        let signal = status & 0x7f
        return signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
    }
}
