import Foundation
import Telemetry
import TestSupport
import Testing

/// `floortui doctor --plant FILE --broker URL`: what a plant file makes of what a broker carries.
@Suite("A plant file tried on a broker")
struct PlantTrialOfBrokerTests {
    private struct Trial: Decodable {
        struct Source: Decodable { var source: String, messages: Int }
        struct Machine: Decodable { var machine: String, state: String }

        var sources: [Source]
        var machines: [Machine]
        var saw_all_topics: Bool
        var unmatched_messages: Int
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let plant = """
        site = { id = "test", time_zone = "UTC" }
        line = [{ id = "a" }]
        machine = [{ id = "M1", line = "a" }]
        source = [{ id = "values", topic = "plant/{machine}/{tag}", value = "" }]
        rule = [{ state = "producing", when = "run" }, { state = "stopped", when = "not run" }]
        """

    /// A machine that says each tenth of a second that it runs, and something else that no source matches.
    private func speaker(_ broker: TestBroker) throws -> Connection {
        let connection = try Connection(
            ConnectionSettings(broker: try BrokerURL(broker.address), clientPrefix: "machine"), subscriptions: [],
            inbox: try Inbox())
        try connection.start()
        for (topic, payload) in [("plant/M1/run", "true"), ("weather/now", "rain")] {
            _ = connection.publish(
                OutgoingMessage(topic: topic, payload: Array(payload.utf8), qos: .atLeastOnce, retain: true))
        }
        return connection
    }

    private func run(_ broker: TestBroker) throws -> (code: Int32?, text: String) {
        let file = folder.file("plant.toml")
        try Self.plant.write(toFile: file, atomically: true, encoding: .utf8)
        let run = try Program.run(["doctor", "--plant", file, "--broker", broker.address, "--for", "1s", "--json"])
        return (run.code, run.text)
    }

    private func trial(_ broker: TestBroker) throws -> Trial {
        let speaker = try speaker(broker)
        defer { speaker.stop() }
        #expect(speaker.waitUntilAcknowledged(within: .seconds(10)))
        return try JSONDecoder().decode(Trial.self, from: Data(try run(broker).text.utf8))
    }

    @Test("every topic is looked at where the broker gives all: what no source matches is counted")
    func all() throws {
        let trial = try trial(try TestBroker())
        #expect(trial.saw_all_topics && trial.unmatched_messages == 1)
        #expect(trial.sources.map(\.messages) == [1])
    }

    @Test("where it does not, the topics of the sources are looked at, and it says that it saw no others")
    func partial() throws {
        let rules = try BrokerRules.subscriptions(under: ["plant"], in: folder)
        let trial = try trial(try TestBroker(extra: rules))
        #expect(!trial.saw_all_topics && trial.unmatched_messages == 0)
        #expect(trial.sources.map(\.messages) == [1])
    }

    @Test("a broker that gives nothing ends it with 69 and says which topic it refused")
    func nothing() throws {
        let run = try run(try TestBroker(extra: BrokerRules.noSubscriptions(in: folder)))
        #expect(run.code == 69)
        #expect(run.text.contains("plant/+/+"), "\(run.text)")
    }
}
