import Basis
import Testing

@testable import Telemetry

struct TagTrackTests {
    static func reading(_ value: TagValue, _ seconds: Int64, retained: Bool = false, flags: ReadingFlags = [])
        -> Reading
    {
        let at = Instant(milliseconds: seconds * 1000)
        return Reading(value: value, at: at, arrived: at, flags: flags, isRetained: retained)
    }

    static func count(_ track: TagTrack, _ flag: ReadingFlags) -> Int64 {
        ReadingFlags.all.firstIndex { $0.flag == flag }.map { track.statistics.flagged[$0] } ?? -1
    }

    static var policy: TagPolicy {
        var policy = TagPolicy()
        policy.minimum = 0
        policy.maximum = 100
        policy.sentinels = [65535]
        policy.maximumStep = 20
        return policy
    }

    @Test("each rule has its own flag and count; what is flagged is out of every statistic, and zero is a value")
    func flags() {
        var track = TagTrack(name: "t", policy: Self.policy)
        let values: [TagValue] = [
            .number(10), .number(0), .missing, .number(65535), .number(-1), .number(101), .text("x"), .number(12),
        ]
        for (index, value) in values.enumerated() { _ = track.accept(Self.reading(value, Int64(index)), owner: "") }
        #expect(track.statistics.readings == 8 && track.statistics.good == 3)
        #expect(Self.count(track, .missing) == 1 && Self.count(track, .sentinel) == 1)
        #expect(Self.count(track, .range) == 2 && Self.count(track, .type) == 1)
        #expect(track.statistics.minimum == 0 && track.statistics.maximum == 12)
        #expect(track.statistics.mean == 22.0 / 3)
    }

    @Test("a text is no value of a tag whose rules are about numbers, or that is said to be a number; else it is one")
    func text() {
        func isFlagged(_ change: (inout TagPolicy) -> Void) -> Bool {
            var policy = TagPolicy()
            change(&policy)
            var track = TagTrack(name: "t", policy: policy)
            _ = track.accept(Self.reading(.text("broken"), 1), owner: "")
            return Self.count(track, .type) == 1
        }
        #expect(isFlagged { $0.minimum = 0 } && isFlagged { $0.maximum = 9 } && isFlagged { $0.maximumStep = 1 })
        #expect(isFlagged { $0.sentinels = [-1] } && isFlagged { $0.refusesText = true })
        #expect(!isFlagged { _ in } && !isFlagged { ($0.maximum, $0.refusesText) = (9, false) })
    }

    @Test("a flagged value does not replace the usable one; a missing one does")
    func usable() {
        var track = TagTrack(name: "t", policy: Self.policy)
        _ = track.accept(Self.reading(.number(10), 1), owner: "")
        #expect(!track.accept(Self.reading(.number(500), 2), owner: "").changedUsable)
        #expect(track.usable == .number(10) && track.newest?.flags == .range)
        #expect(track.accept(Self.reading(.missing, 3), owner: "").changedUsable)
        #expect(track.usable == .missing)
    }

    @Test("an impossible jump is flagged; three that agree are believed")
    func jump() {
        var track = TagTrack(name: "t", policy: Self.policy)
        for (index, value) in [10.0, 60, 12, 60, 61, 62, 63].enumerated() {
            _ = track.accept(Self.reading(.number(value), Int64(index)), owner: "")
        }
        #expect(Self.count(track, .jump) == 3)
        #expect(track.usable == .number(63))
    }

    @Test("a reading older than the newest is late: counted, and nothing else")
    func late() {
        var track = TagTrack(name: "t", policy: TagPolicy())
        _ = track.accept(Self.reading(.number(1), 10), owner: "")
        _ = track.accept(Self.reading(.number(2), 5), owner: "")
        #expect(track.usable == .number(1) && Self.count(track, .late) == 1 && track.statistics.good == 1)
    }

    @Test("a retained value keeps its own time, is never late and not counted")
    func retained() {
        var track = TagTrack(name: "t", policy: TagPolicy())
        _ = track.accept(Self.reading(.number(1), 10, retained: true), owner: "")
        #expect(track.usableAt == Instant(milliseconds: 10_000) && track.statistics.readings == 0)
        _ = track.accept(Self.reading(.number(2), 20), owner: "")
        _ = track.accept(Self.reading(.number(1), 10, retained: true), owner: "")
        #expect(track.usable == .number(2) && Self.count(track, .late) == 0 && track.newest?.isRetained == false)
    }

    @Test("a counter is followed for each owner: reset and roll-over are told apart and flagged")
    func counter() {
        var policy = TagPolicy()
        policy.counter = CounterPolicy(owner: "die", rollsOverAt: 65536)
        var track = TagTrack(name: "count", policy: policy)
        func step(_ value: Double, _ owner: String, _ seconds: Int64) -> CounterTrack.Step? {
            track.accept(Self.reading(.number(value), seconds), owner: owner).step
        }
        #expect(step(100, "A", 1) == .first)
        #expect(step(5, "B", 2) == .first)
        #expect(step(103, "A", 3) == .increase(by: 3))
        #expect(step(5, "B", 4) == .same)
        #expect(step(2, "A", 5) == .reset(to: 2))
        #expect(step(65530, "A", 6) == .increase(by: 65528))
        #expect(step(4, "A", 7) == .rollover(by: 10))
        #expect(Self.count(track, .reset) == 1 && Self.count(track, .rollover) == 1)
    }
}

extension TagTrack {
    fileprivate mutating func accept(_ reading: Reading, owner: String) -> Acceptance {
        var reading = reading
        return accept(&reading, owner: owner)
    }
}
