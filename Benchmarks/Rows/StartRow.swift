import DemoPlant
import Foundation
import Hub
import TestSupport

/// From starting the program to the first machine on the screen, in a real pseudo-terminal, broker and hub running.
func startRows() -> [BenchmarkRow] {
    let name = "start to first frame with machines on it, warm"
    do {
        let stage = try StartStage()
        let ours = try stage.milliseconds(Product.path, ["dashboard", "--broker", stage.broker.address])
        let topic = "floor/v1/bench/machine/\(PlantLoad.firstMachine)"
        let known = try stage.milliseconds(
            "mosquitto_sub", ["-h", "127.0.0.1", "-p", "\(stage.broker.port)", "-t", topic, "-C", "1", "-F", "%t"])
        return [
            BenchmarkRow(name, ours, "ms", atMost: 50, knownThing: "mosquitto_sub -C 1 of one document", figure: known)
        ]
    } catch {
        return [BenchmarkRow(name, bar: "≤ 50 ms", notRunBecause: "\(error)")]
    }
}

/// A broker, and a hub with a plant of 100 machines that has published its documents.
private final class StartStage {
    let broker: TestBroker
    private let folder: TemporaryFolder
    private let hub: ChildProcess

    init() throws {
        folder = try TemporaryFolder()
        let plant = folder.file("plant.toml")
        try PlantLoad(machines: 100).model.text.write(toFile: plant, atomically: true, encoding: .utf8)
        broker = try TestBroker()
        hub = try ChildProcess(
            Product.path,
            ["hub", "--broker", broker.address, "--plant", plant, "--store", folder.file("store")],
            errors: .file(folder.file("hub.log")))
    }

    deinit { hub.terminate() }

    /// The median of eleven starts until the first machine is on the screen, after one that is not counted: it also waits
    /// for the hub.
    func milliseconds(_ program: String, _ arguments: [String]) throws -> Double {
        _ = try start(program, arguments)
        return try (0..<11).map { _ in try start(program, arguments) }.median
    }

    private func start(_ program: String, _ arguments: [String]) throws -> Double {
        var options = PtyProgram.Options()
        options.size = ScreenSize(120, 40)
        let begin = ContinuousClock.now
        let running = try PtyProgram(program, arguments, options)
        guard running.wait(for: PlantLoad.firstMachine) else {
            throw ChildProcess.Failure("`\(program)` does not show \(PlantLoad.firstMachine) within 10 s")
        }
        return begin.duration(to: .now).seconds * 1e3
    }
}
