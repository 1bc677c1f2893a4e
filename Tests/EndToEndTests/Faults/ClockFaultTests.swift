import Basis
import DemoPlant
import Foundation
import Records
import Shopfloor
import Store
import TestSupport
import Testing

/// F12: the wall clock is set under hub and dashboard, and the clock that a replay tells jumps.
@Suite("Clocks that jump")
struct ClockFaultTests {
    private let topics = FaultHall.topics
    private static let day = 86_400

    @Test(
        "F12: set an hour back, a day on and to 1970: nothing freezes, nothing is silent at once, records stay in order"
    )
    func jumps() throws {
        let clock = try Preload.wallClock()
        let hall = try FaultHall(environment: clock.environment)
        let screen = try hall.dashboard()
        hall.begin(screen)
        let limited = HubProgram.plant(FaultHall.machines).replacingOccurrences(
            of: "line = \"a\"", with: "line = \"a\"\nsilence_limit = \"1h\"")
        try limited.write(toFile: hall.hub.plantFile, atomically: true, encoding: .utf8)
        #expect(eventually { hall.hub.said.contains("is in force") }, "\(hall.hub.said)")
        let to1970 = -Int(Date().timeIntervalSince1970)
        for off in [-3600, Self.day, to1970, 0] {
            try clock.setClock(off: off)
            let beats = hall.reader.counts[topics.hub] ?? 0
            // Its timers go on: two more beats, which come every two seconds by the clock.
            var hasBeenSilent = false
            let isBeating = hall.reader.wait(within: .seconds(10)) {
                if hall.reader.state("M1") != "producing" { hasBeenSilent = true }
                return (hall.reader.counts[topics.hub] ?? 0) >= beats + 2
            }
            #expect(isBeating && !hasBeenSilent, "\(off): \(hall.reader.state("M1") ?? "") \(hall.hub.said)")
            #expect(screen.wait { $0.contains("● live") && $0.floorRow("M1")?.contains("producing") == true }, "\(off)")
        }
        #expect(hall.hub.said.contains("set forward"), "\(hall.hub.said)")
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(hall.hub.said)")
        hall.expectEqual(screen)
        screen.expectLeaves()
        hall.hub.process.terminate()
        let store = try SQLiteStore(reading: hall.folder.file("store"))
        #expect(try store.verifyChain().fault == nil)
        let starts = try store.intervals(machine: "M1", window: nil, asOf: .now).compactMap(\.from)
        #expect(starts == starts.sorted() && starts.count >= 2, "\(starts)")
    }

    @Test("F12: a replay's clock that jumps, either way, stops neither hub nor dashboard")
    func followed() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder, ["--clock", "follow"])
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.text(topics.hub, "online") == "true" }, "\(hub.said)")
        let start: Int64 = 1_795_540_295_000
        var newest: Int64 = 0
        for (index, now) in [start, start - 3_600_000, start + 86_400_000, 0, 2_147_483_648_000].enumerated() {
            var json = JSONWriter()
            ClockMessage(now: Instant(milliseconds: now), speed: 1).write(to: &json)
            reader.publish(TopicGrammar.clock, bytes: json.bytes)
            let beats = reader.counts[topics.hub] ?? 0
            // What is older than what is known changes nothing; what is newer does.
            let (word, state) = [0, 3, 4].contains(index) ? ("run", "producing") : ("halt", "stopped")
            if now > newest {
                #expect(
                    reader.wait {
                        reader.publish("p/M1/mode", #"{"t": \#(now), "v": "\#(word)"}"#)
                        return reader.wait(within: .milliseconds(200)) { reader.state("M1") == state }
                    }, "\(now): \(reader.state("M1") ?? "") \(hub.said)")
                newest = now
            } else {
                reader.publish("p/M1/mode", #"{"t": \#(now), "v": "\#(word)"}"#)
            }
            #expect(reader.wait { (reader.counts[topics.hub] ?? 0) > beats }, "\(now): \(hub.said)")
        }
        #expect(reader.state("M1") == "producing")
        #expect(hub.process.exitIfEnded() == nil)
        hub.process.terminate()
        let store = try SQLiteStore(reading: folder.file("store"))
        #expect(try store.verifyChain().fault == nil)
    }
}
