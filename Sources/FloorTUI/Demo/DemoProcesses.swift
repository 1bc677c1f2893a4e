import Basis
import DemoPlant
import Foundation
import Hub
import Telemetry

/// Broker, hub and plant of a demo: programs of their own, in a temporary folder that goes with them. They end with us,
/// also when we are killed. A hub that ends is started anew, as a service manager would.
final class DemoProcesses {
    let broker: BrokerURL
    private let folder: DemoFolder
    private let demoBroker: DemoBroker
    private let hub: KeptProcess
    private let plant: ChildProcess

    /// Starts them all. When the hub cannot be kept running this process gets TERM, so that whatever it waits for ends;
    /// `check` then says why.
    init(plantFile: String, seed: UInt64, speed: Double, faults: [PlantFault]) throws {
        let folder = try DemoFolder()
        self.folder = folder
        do {
            let program = try Self.ownPath()
            let running = try DemoBroker(folder: folder.path, faults: faults, speed: speed)
            demoBroker = running
            broker = running.url
            let start: @Sendable (String, [String]) throws -> ChildProcess = { [path = folder.path] name, arguments in
                let log = ChildProcess.Output.file(Self.log(of: name, in: path))
                let all = [name, "--broker", running.url.description] + arguments
                return try ChildProcess(program, all, output: log, errors: log)
            }
            let clock = speed == 1 ? HubSettings.Clock.wall : .follow
            let hubArguments = ["--plant", plantFile, "--store", folder.path + "/store", "--clock", clock.rawValue]
            hub = try KeptProcess(
                "hub", start: { try start("hub", hubArguments) }, givenUp: { kill(getpid(), SIGTERM) })
            let ofPlant = faults.filter { $0.kind != .brokerKilled }.flatMap { ["--fault", $0.words] }
            do { plant = try start("plant", ["--seed", String(seed), "--speed", String(speed)] + ofPlant) } catch {
                hub.stop()
                running.stop()
                throw error
            }
        } catch {
            folder.remove()
            throw error
        }
    }

    /// For the dashboard on it: what is typed about a plant that goes with the demo goes, too.
    var stateFolder: String { folder.path + "/state" }

    /// Waits for the hub's first beat.
    func awaitHub() throws -> HubClient {
        try HubClient(broker, site: nil, patience: .seconds(20), check: check)
    }

    /// - Throws: `CommandFailure` when one of them has ended for good, with the end of its log.
    func check() throws {
        if let why = hub.failure { throw failure(why, Self.log(of: "hub", in: folder.path)) }
        if let exit = plant.exitIfEnded() {
            throw failure("the demo's plant ended \(exit.words)", Self.log(of: "plant", in: folder.path))
        }
        if let why = demoBroker.failure { throw failure(why, folder.path + "/mosquitto.log") }
    }

    private func failure(_ what: String, _ log: String) -> CommandFailure {
        CommandFailure(.failed, "\(what); the end of its log:\n\(Self.tail(log))")
    }

    /// Ends all of them, the hub first: it says good-bye to the broker.
    func stop() {
        hub.send(signal: SIGTERM)
        plant.send(signal: SIGTERM)
        hub.stop()
        plant.terminate()
        demoBroker.stop()
        folder.remove()
    }

    private static func log(of name: String, in folder: String) -> String { folder + "/\(name).log" }

    private static func tail(_ path: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return "(it is empty)" }
        let lines = bytes.suffix(4000).split(separator: UInt8(ascii: "\n")).suffix(10)
        return lines.map { SanitizedText(bytes: $0).text }.joined(separator: "\n")
    }

    /// The path of this very program: a child started as `/proc/self/exe` would be the program that starts it.
    static func ownPath() throws(CommandFailure) -> String {
        do { return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") } catch {
            throw CommandFailure(.failed, "the path of this program is not known: \(error.localizedDescription)")
        }
    }
}
