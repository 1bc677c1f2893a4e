import Basis
import DemoPlant
import Foundation
import Hub
import Telemetry

/// Broker, hub and plant of a demo: programs of their own, in a temporary folder that goes with them. They end with us,
/// also when we are killed.
final class DemoProcesses {
    let broker: BrokerURL
    private let folder: String
    private let brokerProcess: BrokerProcess
    private let children: [Child]

    private struct Child {
        var name: String
        var process: ChildProcess
        var log: String
    }

    init(plantFile: String, seed: UInt64, speed: Double) throws {
        let folder = try Self.makeFolder()
        self.folder = folder
        do {
            let program = try Self.ownPath()
            let running = try BrokerProcess(folder: folder)
            brokerProcess = running
            broker = running.url
            func start(_ name: String, _ arguments: [String]) throws -> Child {
                let log = folder + "/\(name).log"
                let process = try ChildProcess(
                    program, [name, "--broker", running.url.description] + arguments, output: .file(log),
                    errors: .file(log))
                return Child(name: name, process: process, log: log)
            }
            let clock = speed == 1 ? HubSettings.Clock.wall : .follow
            let hub = try start("hub", ["--plant", plantFile, "--store", folder + "/store", "--clock", clock.rawValue])
            children = [hub, try start("plant", ["--seed", String(seed), "--speed", String(speed)])]
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// Waits for the hub's first beat.
    func awaitHub() throws -> HubClient {
        try HubClient(broker, site: nil, patience: .seconds(20), check: check)
    }

    /// - Throws: `CommandFailure` when one of them has ended, with the end of its log.
    func check() throws {
        let broker = Child(name: "broker", process: brokerProcess.process, log: folder + "/mosquitto.log")
        for child in children + [broker] {
            guard let exit = child.process.exitIfEnded() else { continue }
            let how =
                switch exit {
                case .code(let code): "with exit code \(code)"
                case .signal(let signal): "by signal \(signal)"
                }
            throw CommandFailure(
                .failed, "the demo's \(child.name) ended \(how); the end of its log:\n\(Self.tail(child.log))")
        }
    }

    /// Ends all of them, the hub first: it says good-bye to the broker.
    func stop() {
        for child in children { child.process.send(signal: SIGTERM) }
        for child in children { child.process.terminate() }
        brokerProcess.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func tail(_ path: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return "(it is empty)" }
        let lines = bytes.suffix(4000).split(separator: UInt8(ascii: "\n")).suffix(10)
        return lines.map { SanitizedText(bytes: $0).text }.joined(separator: "\n")
    }

    private static func makeFolder() throws(CommandFailure) -> String {
        let place = FileManager.default.temporaryDirectory.path
        var template = Array((place + "/floortui-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(.failed, "no folder can be made in \(place): \(String(cString: strerror(errno)))")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path of this very program: a child started as `/proc/self/exe` would be the program that starts it.
    static func ownPath() throws(CommandFailure) -> String {
        do { return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") } catch {
            throw CommandFailure(.failed, "the path of this program is not known: \(error.localizedDescription)")
        }
    }
}
