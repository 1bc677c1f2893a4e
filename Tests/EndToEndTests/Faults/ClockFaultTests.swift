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
        "F12: set an hour back, a day on, to 1970 and to 2038: nothing freezes, nothing is silent at once, records stay in order and are marked"
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
        let now = Int(Date().timeIntervalSince1970)
        var isRunning = true
        for off in [-3600, Self.day, -now, 2_147_483_648 - now] {
            try clock.setClock(off: off)
            let beats = hall.reader.counts[topics.hub] ?? 0
            // Its timers go on: two more beats, which come every two seconds by the clock.
            var hasBeenSilent = false
            let wanted = isRunning ? "producing" : "stopped"
            let isBeating = hall.reader.wait(within: .seconds(10)) {
                if hall.reader.state("M1") != wanted { hasBeenSilent = true }
                return (hall.reader.counts[topics.hub] ?? 0) >= beats + 2
            }
            #expect(isBeating && !hasBeenSilent, "\(off): \(hall.reader.state("M1") ?? "") \(hall.hub.said)")
            var said: Int?
            let isTold = hall.reader.wait {
                said = Int(hall.reader.text(topics.hub, "clock_offset") ?? "")
                return abs((said ?? 0) - off * 1000) < 3000
            }
            #expect(isTold, "\(said ?? 0) for \(off)")
            let shown = Int(hall.reader.text(topics.hub, "now") ?? "") ?? 0
            #expect(abs(shown / 1000 - Int(Date().timeIntervalSince1970)) < 5, "its own clock goes on: \(shown)")
            #expect(
                screen.wait {
                    $0.contains("● live") && $0.floorRow("M1")?.contains(wanted) == true
                        && $0.contains("The clock of the hub's machine is wrong")
                }, "\(off) \(screen.screen)")
            isRunning.toggle()
            #expect(
                hall.reader.say("M1", isRunning ? "run" : "halt", until: isRunning ? "producing" : "stopped"),
                "\(hall.hub.said)")
        }
        try clock.setClock(off: 0)
        #expect(screen.wait { $0.contains("● live") && !$0.contains("is wrong") }, "\(screen.screen)")
        #expect(hall.hub.said.contains("jumped by") && hall.hub.said.contains("believed again"), "\(hall.hub.said)")
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(hall.hub.said)")
        hall.expectEqual(screen)
        screen.expectLeaves()
        hall.hub.process.terminate()
        let store = try SQLiteStore(reading: hall.folder.file("store"))
        let report = try store.verifyChain()
        #expect(report.fault == nil && report.clockSuspect >= 4 && report.clockSuspect < Int(report.verifiedSeq))
        let starts = try store.intervals(machine: "M1", window: nil, asOf: .now).compactMap(\.from)
        #expect(starts == starts.sorted() && starts.count >= 6, "\(starts)")
    }

    @Test(
        "F12: a hub whose clock was years ahead goes back to the right time once that has stood, and tells its journal")
    func yearsAhead() throws {
        let clock = try Preload.wallClock()
        let now = Int(Date().timeIntervalSince1970)
        try clock.setClock(off: 2_147_483_648 - now)
        let hall = try FaultHall(environment: clock.environment)
        #expect(hall.reader.wait { hall.reader.text(topics.hub, "now").map { $0 > "2147483648" } == true })
        try clock.setClock(off: 0)
        #expect(
            hall.reader.wait { hall.reader.text(topics.hub, "clock_offset").map { $0 != "null" } == true },
            "\(hall.hub.said)")
        // Three minutes later.
        try clock.setClock(off: 0, passed: 200)
        #expect(eventually { hall.hub.said.contains("follows this machine's clock again") }, "\(hall.hub.said)")
        #expect(
            hall.reader.wait {
                hall.reader.text(topics.hub, "clock_offset") == "null"
                    && (Int(hall.reader.text(topics.hub, "now") ?? "") ?? .max) < 2_000_000_000_000
            }, "\(hall.hub.said)")
        #expect(hall.reader.say("M1", "run", until: "producing"), "\(hall.hub.said)")
        hall.hub.process.terminate()
        let path = hall.folder.file("store")
        #expect(try SQLiteStore(reading: path).verifyChain().fault == nil)
        #expect(try SQLiteStore(reading: path).knownUntil().map { $0.milliseconds < 2_000_000_000_000 } == true)
        let starts = try SQLiteStore(reading: path).intervals(machine: "M1", window: nil, asOf: .now).compactMap(\.from)
        #expect(!starts.isEmpty && starts.allSatisfy { $0.milliseconds < 2_000_000_000_000 }, "\(starts)")
        // The next start goes on from there.
        let again = try HubProgram(hall.broker.address, hall.folder, environment: clock.environment)
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(again.said)")
        #expect(!again.said.contains("jumped"), "\(again.said)")
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
