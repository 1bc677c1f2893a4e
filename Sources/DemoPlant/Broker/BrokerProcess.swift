import Basis
import Glibc
package import Telemetry

/// A mosquitto broker of our own on 127.0.0.1, for the demo and for tests: nothing kept on disk, nobody but this machine
/// can reach it, and it ends with us.
package final class BrokerProcess: Sendable {
    package let port: UInt16
    package let process: ChildProcess

    package var url: BrokerURL { BrokerURL(host: "127.0.0.1", port: port) }

    /// Starts the broker and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - folder: for its configuration and its log; must exist, and stays.
    ///   - port: nil for a free one.
    ///   - extra: more lines of mosquitto.conf(5).
    package convenience init(
        folder: String, port: UInt16? = nil, extra: [String] = []
    ) throws(ChildProcess.Failure) {
        let binary = try BrokerProcess.findBinary()
        // Between finding a free port and the broker's bind another program may take it: then the next one.
        for _ in 0..<5 {
            let chosen = if let port { port } else { try LoopbackPort.free() }
            let process = try BrokerProcess.launch(binary, folder: folder, port: chosen, extra: extra)
            if BrokerProcess.accepts(chosen, process, within: .seconds(10)) {
                self.init(port: chosen, process: process)
                return
            }
            process.terminate()
            if port != nil { break }
        }
        throw ChildProcess.Failure("the broker does not start; its log is \(folder)/mosquitto.log")
    }

    private init(port: UInt16, process: ChildProcess) {
        self.port = port
        self.process = process
    }

    deinit { process.terminate() }

    /// Ends it and waits for that. Clients see their connection closed. On a busy machine it takes its time.
    package func stop() { process.terminate(grace: .seconds(10)) }

    /// Ends it as a power failure would.
    package func kill() {
        process.send(signal: SIGKILL)
        _ = process.wait(within: .seconds(5))
    }

    private static func findBinary() throws(ChildProcess.Failure) -> String {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        let candidates = ["/usr/sbin"] + folders.split(separator: ":").map(String.init) + ["/usr/local/sbin"]
        for folder in candidates where access(folder + "/mosquitto", X_OK) == 0 { return folder + "/mosquitto" }
        throw ChildProcess.Failure("no mosquitto broker on this machine; install it with: sudo apt install mosquitto")
    }

    private static func launch(
        _ binary: String, folder: String, port: UInt16, extra: [String]
    ) throws(ChildProcess.Failure) -> ChildProcess {
        var lines = [
            "listener \(port) 127.0.0.1",
            "allow_anonymous true",
            "persistence false",
            // No limits: nobody but this machine's own programs connect, and what is dropped here would be a riddle.
            "max_queued_messages 0",
            "max_inflight_messages 200",
            "set_tcp_nodelay true",
            "log_dest file \(folder)/mosquitto.log",
            "log_type error", "log_type warning", "log_type notice",
        ]
        // Started by root, mosquitto changes to a user of its own, and with that would outlive us (see ChildProcess).
        if geteuid() == 0 { lines.append("user root") }
        let path = folder + "/mosquitto.conf"
        try write((lines + extra).joined(separator: "\n") + "\n", to: path)
        let log = ChildProcess.Output.file(folder + "/mosquitto.log")
        return try ChildProcess(binary, ["-c", path], output: log, errors: log)
    }

    private static func write(_ text: String, to path: String) throws(ChildProcess.Failure) {
        guard let file = fopen(path, "we") else {
            throw ChildProcess.Failure("\(path) cannot be written: \(String(cError: errno))")
        }
        let written = fputs(text, file)
        let closed = fclose(file)
        guard written >= 0, closed == 0 else {
            throw ChildProcess.Failure("\(path) cannot be written: \(String(cError: errno))")
        }
    }

    /// False when it ended, or `timeout` passed.
    private static func accepts(_ port: UInt16, _ process: ChildProcess, within timeout: Duration) -> Bool {
        let end = ContinuousClock.now + timeout
        while ContinuousClock.now < end {
            if process.exitIfEnded() != nil { return false }
            if LoopbackPort.accepts(port) { return true }
            usleep(2000)
        }
        return false
    }
}
