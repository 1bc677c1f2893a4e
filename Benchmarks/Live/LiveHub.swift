import DemoPlant
import Foundation
import Hub
import Records
import Telemetry
import TestSupport

/// A broker, and the shipped hub with a plant for measuring that has published its documents. All ends with the last
/// reference.
final class LiveHub {
    let broker: TestBroker
    let load: PlantLoad
    let folder: TemporaryFolder
    let hub: ChildProcess

    init(_ load: PlantLoad) throws {
        self.load = load
        folder = try TemporaryFolder()
        let plant = folder.file("plant.toml")
        try load.model.text.write(toFile: plant, atomically: true, encoding: .utf8)
        broker = try TestBroker()
        hub = try ChildProcess(
            Product.path, ["hub", "--broker", broker.address, "--plant", plant, "--store", folder.file("store")],
            errors: .file(folder.file("hub.log")))
        try waitUntilPublished()
    }

    deinit { hub.terminate() }

    /// Waits for a document of the last line, which goes out when all others did.
    func waitUntilPublished() throws {
        try Self.waitUntilPublished("floor/v1/bench/line/L\(load.lineCount - 1)", by: broker)
    }

    /// Waits until something is published on `topic`.
    static func waitUntilPublished(_ topic: String, by broker: TestBroker) throws {
        let inbox = try Inbox()
        let settings = ConnectionSettings(broker: try BrokerURL(broker.address), clientPrefix: "bench")
        let reader = try Connection(
            settings, subscriptions: [Subscription(topic, qos: .atLeastOnce, class: .command)], inbox: inbox)
        try reader.start()
        defer { reader.stop() }
        var batch = InboxBatch()
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            inbox.drain(into: &batch)
            if batch.items.contains(where: { if case .message = $0 { true } else { false } }) { return }
            _ = inbox.wait(within: .milliseconds(200))
        }
        throw ChildProcess.Failure("the hub publishes nothing on \(topic) within 60 s")
    }

    /// How many readings its store has, once it has ended.
    func storedReadings() throws -> Int {
        hub.terminate(grace: .seconds(20))
        let out = folder.file("tags.json")
        let show = try ChildProcess(
            Product.path, ["show", "tags", "--store", folder.file("store"), "--json"], output: .file(out))
        guard show.wait(within: .seconds(30)) == .code(0) else { throw ChildProcess.Failure("`show tags` fails") }
        let rows = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: out))) as? [[String: Any]]
        return (rows ?? []).reduce(0) { $0 + ($1["readings"] as? Int ?? 0) }
    }
}
