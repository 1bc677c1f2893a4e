import Basis
import DemoPlant
import Foundation
import Glibc
import Records
import Telemetry
import TestSupport
import Testing

/// F16 and F17: more messages than there is room for.
@Suite("Storms of messages")
struct StormTests {
    private let topics = FaultHall.topics

    /// Through the broker, as fast as that takes it; forms in it are in `OutboxOfHubTests`. The same in process at 100,000 a
    /// second, where figures are the product's own, is in `BurstTests` and `make bench`, group `burst`.
    @Test(
        "F16: in a storm keys act and the screen is live; then the newest values are right, and every message is counted"
    )
    func storm() throws {
        let hall = try FaultHall()
        let screen = try hall.dashboard()
        hall.begin(screen)
        screen.type(":machine M2\r")
        let mark = try ProcessMark(screen.processID)
        let hub = hall.hub.process.processID
        let tags = 20
        let rounds = 500
        let storm = try Storm(hall.broker.address)
        let before = screen.frames()
        let start = ContinuousClock.now
        for round in 1...rounds {
            for tag in 0..<tags { storm.send("p/M2/tag\(tag)", "\(round)", within: .seconds(20)) }
            guard round % 125 == 0 else { continue }
            screen.type("?")
            #expect(screen.wait(within: .seconds(2)) { $0.contains("│") }, "\(screen.screen)")
            screen.type("\u{1B}")
            #expect(screen.wait(within: .seconds(2)) { !$0.contains("│") && $0.contains("● live") }, "\(screen.screen)")
        }
        #expect(eventually(within: .seconds(30)) { storm.isAllSent })
        // Two seconds after the burst; a debug build on a busy machine needs some more.
        let isNewest = screen.wait(within: .seconds(8)) { frame in
            ["tag0", "tag1"].allSatisfy { frame.valueRow($0)?.contains(" \(rounds) ") == true }
        }
        #expect(isNewest, "\(screen.screen)")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        // Ten a second, and those that keys ask for.
        #expect(Double(screen.frames(since: 0) - before) <= 10 * seconds + 20)
        let memory = try #require(ProcessUsage.residentBytes(hub))
        #expect(memory < 512 << 20, "\(memory >> 20) MB")
        try mark.expectBounded()
        // What came is a reading of its tag, or counted as dropped: none is lost without a word.
        var readings = 0
        var dropped = 0
        #expect(
            try eventually(within: .seconds(20)) {
                readings = try hall.sum("tags", "readings") { $0["tag"].map { "\($0)".hasPrefix("tag") } ?? false }
                dropped = try hall.sum("rejected", "messages") { "\($0["reason"] ?? "")".contains("inbox") }
                return readings + dropped == rounds * tags
            }, "\(readings) and \(dropped) of \(rounds * tags)")
        screen.expectLeaves()
    }

    @Test(
        "F17: of what a broker dropped for a hub that stood, shots are counted by their counter, and the rest is told: the broker's number, and the gaps in the sources' own"
    )
    func slowHub() throws {
        // Of what waits for a client it keeps so many, and drops the others without a word to anybody.
        let hall = try FaultHall(broker: ["max_queued_messages 100", "max_inflight_messages 20", "sys_interval 1"])
        let screen = try hall.dashboard()
        hall.begin(screen)
        hall.say("M1", "n", "0")
        #expect(try hall.shows("tags") { $0.contains("\"tag\":\"n\"") })
        let mark = try ProcessMark(hall.hub.process.processID)
        hall.hub.process.send(signal: SIGSTOP)
        // The hub does not answer, and the broker's patience is 22 s: the link holds.
        let shots = 40
        for shot in 1...shots {
            hall.say("M1", "n", "\(shot)")
            for step in 1...100 {
                let number = shot * 100 + step
                hall.reader.publish("p/M2/step", #"{"t": \#(Date.nowMilliseconds), "v": \#(number), "s": \#(number)}"#)
            }
        }
        #expect(eventually(within: .seconds(20)) { hall.reader.isAllSent })
        #expect(screen.wait(within: .seconds(9), until: FaultHall.isMarkedOld), "\(screen.screen)")
        hall.hub.process.send(signal: SIGCONT)
        // The next good messages say all that matters.
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(hall.hub.said)")
        hall.say("M1", "n", "\(shots + 1)")
        let last = (shots + 1) * 100 + 1
        hall.reader.publish("p/M2/step", #"{"t": \#(Date.nowMilliseconds), "v": \#(last), "s": \#(last)}"#)
        hall.expectEqual(screen)
        #expect(
            try hall.shows("counts") { $0.contains("\"shots\":\(shots + 1)") && $0.contains("\"value\":\(shots + 1)") })
        var (readings, missing, dropped) = (0, 0, 0)
        #expect(
            try eventually(within: .seconds(20)) {
                readings = try hall.sum("tags", "readings") { "\($0["tag"] ?? "")" == "step" }
                missing = try hall.sum("rejected", "messages") {
                    "\($0["reason"] ?? "")" == "missing in sequence (values)"
                }
                dropped = try hall.sum("rejected", "messages") { "\($0["reason"] ?? "")" == "dropped by the broker" }
                // Exactly those that are not there, and those of M1 beside them.
                return readings + missing == shots * 100 + 1 && dropped >= missing
            }, "\(readings) read, \(missing) missing, \(dropped) dropped")
        #expect(missing > 0, "the broker dropped nothing: \(readings)")
        #expect(hall.reader.wait { Int(hall.reader.text(topics.hub, "missed") ?? "") == missing })
        #expect(hall.reader.wait { Int(hall.reader.text(topics.hub, "broker_dropped") ?? "") ?? 0 >= missing })
        #expect(screen.wait { $0.contains("The broker drops messages") }, "\(screen.screen)")
        #expect(hall.hub.said.contains("says that it dropped"), "\(hall.hub.said)")
        try mark.expectBounded()
        screen.expectLeaves()
    }
}

extension Date {
    fileprivate static var nowMilliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}

extension FaultHall {
    /// The sum of a member over the rows of `show WHAT` that are wanted.
    func sum(_ what: String, _ member: String, of isWanted: ([String: Any]) -> Bool) throws -> Int {
        try rows(what).filter(isWanted).reduce(0) { $0 + ($1[member] as? Int ?? 0) }
    }
}
