import DemoPlant
import Foundation
import Glibc

/// From starting the program to the first machine on the screen, in a real pseudo-terminal, broker and hub running.
func startRows() -> [BenchmarkRow] {
    let name = "start to first frame with machines on it, warm"
    do {
        let stage = try StartStage()
        let ours = try stage.milliseconds(
            [stage.program, "dashboard", "--broker", stage.address], until: PlantLoad.firstMachine)
        let known = try stage.milliseconds(
            ["mosquitto_sub", "-h", "127.0.0.1", "-p", "\(stage.port)", "-t", "floor/v1/bench/line/L0", "-C", "1"],
            until: PlantLoad.firstMachine)
        return [BenchmarkRow(name, ours, "ms", atMost: 50, knownThing: "mosquitto_sub -C 1 of the same line", figure: known)]
    } catch {
        return [BenchmarkRow(name, bar: "≤ 50 ms", notRunBecause: "\(error)")]
    }
}

private struct StartFailure: Error, CustomStringConvertible {
    var description: String
}

/// A broker and a hub with a plant of 100 machines.
private final class StartStage {
    let program: String
    var port: UInt16 { broker.port }
    var address: String { "mqtt://127.0.0.1:\(broker.port)" }

    private let folder: URL
    private let broker: BrokerProcess
    private let hub: ChildProcess

    init() throws {
        program =
            URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "floortui").path
        folder = FileManager.default.temporaryDirectory.appending(path: "floortui-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let plant = folder.appending(path: "plant.toml")
        try PlantLoad(machines: 100).model.text.write(to: plant, atomically: true, encoding: .utf8)
        broker = try BrokerProcess(folder: folder.path)
        hub = try ChildProcess(
            program,
            [
                "hub", "--broker", "mqtt://127.0.0.1:\(broker.port)", "--plant", plant.path, "--store",
                folder.appending(path: "store").path,
            ], errors: .file(folder.appending(path: "hub.log").path))
    }

    deinit {
        hub.terminate()
        broker.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The median of eleven starts until `text` is among the output, after one that is not counted.
    func milliseconds(_ command: [String], until text: String) throws -> Double {
        _ = try start(command, until: text)
        return try (0..<11).map { _ in try start(command, until: text) }.median
    }

    private func start(_ command: [String], until text: String) throws -> Double {
        let begin = ContinuousClock.now
        let child = try PtyChild(command, home: folder.path)
        defer { child.end() }
        guard child.reads(text, within: .seconds(10)) else {
            throw StartFailure(description: "`\(command[0])` does not show \(text) within 10 s")
        }
        return begin.duration(to: .now).seconds * 1e3
    }
}

/// A program in a pseudo-terminal of 120 × 40.
private struct PtyChild {
    private let master: Int32
    private let processID: pid_t

    init(_ command: [String], home: String) throws {
        master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
            throw StartFailure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var files = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that the leader of a session opens is the one that controls it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))
        posix_spawn_file_actions_addopen(&files, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&files, 0, 1)
        posix_spawn_file_actions_adddup2(&files, 0, 2)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let environment = ["TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(home)", "PATH=\(path)"]
        let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, command[0], &files, &attributes, arguments, variables)
        guard code == 0 else {
            close(master)
            throw StartFailure(description: "`\(command[0])` does not start: \(String(cString: strerror(code)))")
        }
        processID = child
    }

    /// Whether `text` comes.
    func reads(_ text: String, within timeout: Duration) -> Bool {
        let end = ContinuousClock.now + timeout
        let wanted = Data(text.utf8)
        var seen = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while ContinuousClock.now < end {
            var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 100) > 0 else { continue }
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { return false }
            seen.append(contentsOf: buffer[..<count])
            if seen.range(of: wanted) != nil { return true }
        }
        return false
    }

    func end() {
        kill(processID, SIGTERM)
        // What it still writes must not keep it.
        close(master)
        var status: Int32 = 0
        waitpid(processID, &status, 0)
    }
}
