package import DemoPlant
package import Glibc

/// A program in a terminal of its own: a real pty, with an emulated screen at the other end. One thread.
///
/// The screen follows while something is awaited; in between, what the program writes waits in the pty, as at a slow
/// terminal. The terminal stays open when the program ends, as under a shell. Killed with the last reference.
package final class PtyProgram {
    package struct Options {
        package var size = ScreenSize(80, 24)
        /// TERM; nil to leave it unset.
        package var term: String? = "xterm-256color"
        /// On top of PATH, HOME (an empty folder) and LANG=C.UTF-8; nil removes.
        package var environment: [String: String?] = [:]
        /// Files to use in place of the terminal.
        package var input: String?
        package var output: String?
        package var errors: String?
        /// Whether the terminal answers questions at once, or keeps its answers in `heldAnswers`.
        package var answersAtOnce = true
        /// Whether it draws characters of ambiguous width over two columns.
        package var isAmbiguousWide = false
        /// A slow link: no more than so many bytes a second are read from the program. nil: as fast as they come.
        package var bytesPerSecond: Int?

        package init() {}
    }

    package let processID: pid_t
    package private(set) var screen: TerminalEmulator
    /// All bytes that the program wrote so far.
    package private(set) var log: [UInt8] = []
    /// How long the log was after each read. A short write comes whole, in one; of several some come alone.
    package private(set) var reads: [Int] = []
    /// The attributes before the program started.
    package let modeAtStart: TerminalMode
    private var master: Int32
    /// Keeps the terminal open when the program has ended.
    private let slave: Int32
    private let home: TemporaryFolder
    private var exit: ChildProcess.Exit?
    private let options: Options
    /// What the terminal would have answered.
    package private(set) var heldAnswers: [UInt8] = []
    private let startedAt = ContinuousClock.now

    package init(_ program: String, _ arguments: [String] = [], _ options: Options = Options()) throws {
        let home = try TemporaryFolder()
        let pty = try Pty(options.size)
        var environment: [String: String?] = [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": home.path, "LANG": "C.UTF-8",
            "TERM": options.term,
        ]
        environment.merge(options.environment) { $1 }
        self.home = home
        self.options = options
        master = pty.master
        slave = pty.slave
        modeAtStart = TerminalMode(of: pty.master)
        screen = TerminalEmulator(options.size)
        screen.isAmbiguousWide = options.isAmbiguousWide
        let variables = environment.compactMap { name, value in value.map { "\(name)=\($0)" } }
        processID = try pty.spawn([program] + arguments, variables, options)
    }

    deinit {
        if exitIfEnded() == nil {
            kill(processID, SIGKILL)
            var status: Int32 = 0
            waitpid(processID, &status, 0)
        }
        closeTerminal()
        close(slave)
    }

    // MARK: What a person does

    package func type(_ text: String) { type(bytes: Array(text.utf8)) }

    /// The answers that a slow terminal would send only now.
    package func answer() {
        defer { heldAnswers = [] }
        type(bytes: heldAnswers)
    }

    package func type(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, master >= 0 {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Its input is full: perhaps it waits for its output to be read.
                if !take(within: .seconds(5)) { return }
            } else if errno != EINTR {
                return
            }
        }
    }

    /// The kernel tells the program with SIGWINCH.
    package func resize(_ size: ScreenSize) {
        takeAll()
        var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
        screen.resize(size)
    }

    package func send(signal: Int32) {
        if exitIfEnded() == nil { kill(processID, signal) }
    }

    /// As when the connection of a remote terminal breaks: the program gets SIGHUP, and end of file on its terminal.
    package func closeTerminal() {
        if master >= 0 { close(master) }
        master = -1
    }

    // MARK: What the program does

    /// Waits until the screen meets `condition`; false when `timeout` passed first, or the program ended without.
    package func wait(within timeout: Duration = .seconds(10), until condition: (TerminalEmulator) -> Bool) -> Bool {
        let end = ContinuousClock.now + timeout
        // A frame that the terminal was asked to show whole is not looked at before it is.
        while screen.modes.contains(2026) || !condition(screen) {
            guard ContinuousClock.now < end else { return false }
            if exitIfEnded() != nil, !take(within: .zero) { return condition(screen) }
            _ = take(within: .milliseconds(20))
        }
        return true
    }

    package func wait(within timeout: Duration = .seconds(10), for text: String) -> Bool {
        wait(within: timeout) { $0.contains(text) }
    }

    /// Waits until it has written nothing for so long; false when it is still writing after `timeout`.
    package func waitForQuiet(of quiet: Duration = .milliseconds(200), within timeout: Duration = .seconds(10)) -> Bool
    {
        let end = ContinuousClock.now + timeout
        while take(within: quiet) {
            if ContinuousClock.now >= end { return false }
        }
        return true
    }

    /// How it ended, with all its output taken; nil when `timeout` passed first.
    package func waitForExit(within timeout: Duration) -> ChildProcess.Exit? {
        let end = ContinuousClock.now + timeout
        while true {
            if let exit = exitIfEnded() {
                takeAll()
                return exit
            }
            if ContinuousClock.now >= end { return nil }
            _ = take(within: .milliseconds(5))
        }
    }

    /// The terminal's attributes now.
    package var mode: TerminalMode { TerminalMode(of: slave) }

    /// What was written since the log had so many bytes.
    package func bytes(since mark: Int) -> ArraySlice<UInt8> {
        takeAll()
        return log[mark...]
    }

    package func exitIfEnded() -> ChildProcess.Exit? {
        if exit != nil { return exit }
        var status: Int32 = 0
        guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
        let signal = status & 0x7F
        exit = signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
        return exit
    }

    private func takeAll() { while take(within: .zero) {} }

    /// Takes what was written, waiting for it at most so long; false when there was nothing.
    private func take(within timeout: Duration) -> Bool {
        var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32((timeout / .milliseconds(1)).rounded(.up))
        guard master >= 0 || timeout > .zero, poll(&entry, 1, milliseconds) > 0 else { return false }
        let most = allowance()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, min(most, buffer.count))
        guard count > 0 else { return false }
        log += buffer[..<count]
        reads.append(log.count)
        screen.feed(buffer[..<count])
        if !screen.answers.isEmpty {
            let answers = screen.answers
            screen.answers = []
            if options.answersAtOnce { type(bytes: answers) } else { heldAnswers += answers }
        }
        return true
    }

    /// How many bytes may be read now; on a slow link it waits until there is one.
    private func allowance() -> Int {
        guard let rate = options.bytesPerSecond else { return .max }
        while true {
            let allowed = Int((ContinuousClock.now - startedAt) / .seconds(1) * Double(rate)) - log.count
            // What was not used is lost, as on a wire.
            if allowed > 0 { return min(allowed, rate / 50) }
            usleep(2000)
        }
    }
}
