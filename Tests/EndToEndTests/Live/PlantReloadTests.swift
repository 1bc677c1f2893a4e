import DemoPlant
import Foundation
import Glibc
import Records
import Shopfloor
import Store
import TestSupport
import Testing

/// A37: a change of the plant file is applied live; a broken edit keeps the old one and says why.
@Suite("A37: a plant file that is edited under a running hub", .serialized)
struct PlantReloadTests {
    private let topics = DocumentReader.topics

    private func write(_ text: String, to hub: HubProgram) throws {
        try text.write(toFile: hub.plantFile, atomically: true, encoding: .utf8)
    }

    @Test("machines come and go without a restart, those that stay keep their state, and the journal has the change")
    func applied() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        let since = reader.text(topics.machine("M1"), "row", "since")
        // What a machine had retained before anybody knew of it is read when it comes into the plant.
        reader.publish("p/M3/mode", #"{"t": 1, "v": "run"}"#, retain: true)

        try write(HubProgram.plant(["M1", "M3"]), to: hub)
        #expect(
            reader.wait {
                reader.documents[topics.machine("M3")] != nil && reader.documents[topics.machine("M2")] == nil
            }, "\(hub.said)")
        #expect(reader.state("M1") == "producing" && reader.text(topics.machine("M1"), "row", "since") == since)
        #expect(reader.say("M3", "run", until: "producing"))
        #expect(reader.wait { reader.text(topics.hub, "plant_problem") == "null" })
        hub.process.terminate()

        let store = try SQLiteStore(reading: folder.file("store"))
        #expect(try store.model(asOf: .now)?.text.contains("M3") == true)
        let last = try store.intervals(machine: "M2", window: nil, asOf: .now).last
        #expect(last?.condition == .noData(.removed) || last?.condition == .noData(.never))
        #expect(
            try store.intervals(machine: "M1", window: nil, asOf: .now).map(\.condition.state).suffix(1) == [.producing]
        )
        #expect(try store.verifyChain().fault == nil)
    }

    @Test("error 16: another topic is subscribed to, and the old one no more")
    func topic() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        let changed = HubProgram.plant(["M1", "M2"]).replacingOccurrences(
            of: "topic = \"p/{machine}/{tag}\"", with: "topic = \"q/{machine}/{tag}\"")
        try write(changed, to: hub)
        #expect(eventually { hub.said.contains("is in force") }, "\(hub.said)")
        #expect(
            eventually {
                let now = Int64(Date().timeIntervalSince1970 * 1000)
                reader.publish("q/M1/mode", #"{"t": \#(now), "v": "off"}"#)
                return reader.wait(within: .milliseconds(250)) { reader.state("M1") == "stopped" }
            }, "\(hub.said)")
        // What still came on the old topic would be rejected as one that no source has.
        let rejected = reader.text(topics.hub, "rejected")
        let beats = reader.counts[topics.hub] ?? 0
        for _ in 0..<5 { reader.publish("p/M1/mode", #"{"t": 0, "v": "run"}"#) }
        #expect(reader.wait { reader.isAllSent && (reader.counts[topics.hub] ?? 0) >= beats + 2 })
        #expect(rejected != nil && reader.text(topics.hub, "rejected") == rejected)
    }

    @Test(
        "a broken edit is refused whole, with its place, in log and beat; the old plant works on; mended, it is applied"
    )
    func refused() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        try write("[site]\nid = \"test\"\nid = \"test\"\n", to: hub)
        #expect(reader.wait { reader.text(topics.hub, "plant_problem")?.contains("toml:3:6: ") == true }, "\(hub.said)")
        #expect(hub.said.contains("stays in force") && hub.said.contains(hub.plantFile + ":3:6: "))
        #expect(reader.say("M1", "off", until: "stopped"))
        #expect(reader.documents[topics.machine("M2")] != nil)

        try write(HubProgram.plant(["M1", "M3"]), to: hub)
        #expect(reader.wait { reader.documents[topics.machine("M3")] != nil }, "\(hub.said)")
        #expect(reader.wait { reader.text(topics.hub, "plant_problem") == "null" })
        #expect(hub.process.exitIfEnded() == nil)
    }

    @Test("files that cannot be a plant are refused in a sentence: too large, including itself, of another site, gone")
    func hopeless() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        let good = HubProgram.plant(["M1", "M2"])
        let own = (hub.plantFile as NSString).lastPathComponent
        let bad: [(text: String, said: String)] = [
            (good + String(repeating: "# a plant that is far too long\n", count: 340_000), "is larger than 1 MB"),
            ("include = [\"\(own)\"]\n" + good, ":1:12: files include each other in a circle"),
            (
                good.replacingOccurrences(of: "id = \"test\"", with: "id = \"other\""),
                ":2:6: a hub that runs cannot change its site. Allowed: \\\"test\\\""
            ),
        ]
        for (text, said) in bad {
            try write(text, to: hub)
            #expect(reader.wait { reader.text(topics.hub, "plant_problem")?.contains(said) == true }, "\(hub.said)")
        }
        try FileManager.default.removeItem(atPath: hub.plantFile)
        #expect(
            reader.wait { reader.text(topics.hub, "plant_problem")?.contains("cannot be read") == true }, "\(hub.said)")
        #expect(reader.say("M1", "off", until: "stopped"))
    }

    @Test("A37: HUP reads the file at once and ends nothing; what it includes is watched as well")
    func hangup() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        let more = folder.file("more.toml")
        try "[[machine]]\nid = \"M3\"\nline = \"a\"\n".write(toFile: more, atomically: true, encoding: .utf8)
        try write("include = [\"more.toml\"]\n" + HubProgram.plant(["M1"]), to: hub)
        hub.process.send(signal: SIGHUP)
        #expect(reader.wait { reader.documents[topics.machine("M3")] != nil }, "\(hub.said)")
        try "[[machine]]\nid = \"M4\"\nline = \"a\"\n".write(toFile: more, atomically: true, encoding: .utf8)
        #expect(reader.wait { reader.documents[topics.machine("M4")] != nil }, "\(hub.said)")
        #expect(hub.process.exitIfEnded() == nil)
    }

    @Test("a dashboard says so on its banner, in place of nothing else, until the file is mended")
    func banner() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        try plant.edit { "zone_time = 1\n" + $0 }
        #expect(
            program.wait {
                $0.contains("Plant file refused, the old one stays: plant.toml:1:1:") && $0.contains("● live")
            },
            "\(program.screen)\n\(plant.hubLog)")
        try plant.edit { $0.replacingOccurrences(of: "zone_time = 1\n", with: "") }
        #expect(program.wait { !$0.contains("Plant file refused") }, "\(plant.hubLog)")
        #expect(program.screen.floorRow("M1")?.contains("producing") == true)
    }
}
