import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Readings of counters that come late")
struct LateCountTests {
    /// 100 parts until 13:50, 130 at 14:10: nobody knows how many of the 30 were made before the shift ended at 14:00.
    private static func day(_ next: String = "130") throws -> PressDay {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "100", "13:50")
        try day.send("n", next, "14:10")
        return day
    }

    private static func parts(_ day: PressDay, _ change: (inout Query) -> Void = { _ in }) throws -> [Double?] {
        try day.rows(.machineShift, change).map { $0.number("pq") }
    }

    @Test("one from before the end of a shift moves what it proves to have been made into that shift, by a new entry")
    func moves() throws {
        var day = try Self.day()
        try day.store.commit(day.core.takePending())
        try day.send("n", "120", "14:11", time: "13:58")
        let early = Interval(from: try PressDay.at("06:00"), to: try PressDay.at("14:00"))
        let late = Interval(from: try PressDay.at("14:00"), to: try PressDay.at("22:00"))
        let now = try PressDay.at("14:11")
        #expect(day.core.made(by: 0, in: early, until: now, day.core.recorded)?.sums.produced == 120)
        #expect(day.core.made(by: 0, in: late, until: now, day.core.recorded)?.sums.produced == 10)
        try day.commit(until: "14:20")
        for _ in 0..<2 {
            #expect(try Self.parts(day) == [120, 10])
            let before = try Self.parts(day) { $0.at = try? PressDay.at("14:10") }
            #expect(before.first == 100, "what was known before stays known as it was: \(before)")
            #expect(try day.store.counts(machine: "A", asOf: .now).first?.count.shots == 130)
            try day.store.rebuildTables()
        }
    }

    @Test("several of one step each move what they prove, in whatever order they come")
    func several() throws {
        for order in [["13:52", "13:58", "14:05"], ["14:05", "13:58", "13:52"], ["13:58", "14:05", "13:52"]] {
            var day = try Self.day()
            let values = ["13:52": "104", "13:58": "120", "14:05": "125"]
            for time in order { try day.send("n", values[time] ?? "", "14:11", time: time) }
            try day.commit(until: "14:20")
            #expect(try Self.parts(day) == [120, 10], "\(order)")
        }
    }

    @Test("the row of its cycles is cut, or moved where all were made by then: rows tell what figures tell")
    func rows() throws {
        for (value, rows) in [
            ("120", [("13:50", 100), ("13:58", 20), ("14:10", 10)]), ("130", [("13:50", 100), ("13:58", 30)]),
        ] {
            var day = try Self.day()
            try day.store.commit(day.core.takePending())
            try day.send("n", value, "14:11", time: "13:58")
            try day.commit(until: "14:20")
            let found = try day.store.cycles(machine: "A", window: nil, offset: 0, limit: 9)
            #expect(
                try found.map(\.at) == rows.map { try PressDay.at($0.0) }
                    && found.map(\.cycles) == rows.map { Int64($0.1) })
        }
    }

    @Test("one before the first cycle that was counted cuts that one's row, too")
    func first() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "10", "14:10")
        try day.send("n", "4", "14:11", time: "13:58")
        try day.commit(until: "14:20")
        #expect(try Self.parts(day) == [4, 6])
        let found = try day.store.cycles(machine: "A", window: nil, offset: 0, limit: 9)
        #expect(found.map(\.cycles) == [4, 6])
    }

    @Test("what was known before it came stays known as it was, at any moment")
    func asKnown() throws {
        var day = try Self.day()
        try day.send("n", "131", "14:10:40")
        try day.commit(until: "14:11")
        func known() throws -> [[Double?]] {
            try ["13:55", "13:58:30", "14:05", "14:10:30", "14:11"].map { clock in
                try Self.parts(day) { $0.at = try? PressDay.at(clock) }
            }
        }
        let before = try known()
        try day.send("n", "120", "14:12", time: "13:58")
        try day.commit(until: "14:20")
        #expect(try known() == before)
        #expect(try Self.parts(day) == [120, 11])
    }

    @Test("one that shows what the counter cannot have shown then, or nothing new, moves nothing")
    func impossible() throws {
        for value in ["100", "99", "131", "7"] {
            var day = try Self.day()
            try day.send("n", value, "14:11", time: "13:58")
            try day.commit(until: "14:20")
            #expect(try Self.parts(day) == [100, 30], "\(value)")
        }
    }

    @Test("where no border lies between it and the next reading, it is no entry")
    func within() throws {
        var day = try Self.day()
        _ = day.core.takePending()
        try day.send("n", "120", "14:11", time: "14:05")
        let counted = day.core.takePending().entries.filter { if case .counted = $0.event { true } else { false } }
        #expect(counted.isEmpty)
    }

    /// A counter of dies, each of which is named by a message of its own.
    private static let dies =
        PressDay.plant + PressDay.calendar + """

            [[tag]]
            id = "n"
            owner = "die"
            """

    @Test("one that names no die is of the die in whose step it lies, and where none was ever named, of nobody's")
    func ofDie() throws {
        for die in ["D-1", nil] {
            var day = try PressDay(Self.dies)
            try day.send("mode", #""run""#, "06:00")
            if let die { try day.send("die", "\"\(die)\"", "06:00") }
            for (clock, count) in [("06:00", 0), ("13:50", 100), ("14:10", 130)] {
                try day.send("n", "\(count)", clock)
            }
            try day.send("n", "120", "14:11", time: "13:58")
            try day.commit(until: "14:20")
            #expect(try Self.parts(day) == [120, 10], "\(die ?? "?")")
        }
    }

    @Test("what is named when it comes is not whose it is: the die may have been changed since")
    func changedSince() throws {
        var day = try PressDay(Self.dies)
        try day.send("mode", #""run""#, "06:00")
        try day.send("die", #""D-1""#, "06:00")
        for (clock, count) in [("06:00", 0), ("13:50", 100), ("14:10", 130)] { try day.send("n", "\(count)", clock) }
        try day.send("die", #""D-2""#, "14:12")
        try day.send("n", "140", "14:20")
        try day.send("n", "120", "14:21", time: "13:58")
        try day.send("n", "150", "14:22")
        try day.commit(until: "14:30")
        #expect(try Self.parts(day) == [120, 20])
        let counts = try day.store.counts(machine: "A", asOf: .now)
        #expect(counts.map(\.owner) == ["D-1", "D-2"] && counts.map(\.count.shots) == [130, 10])
    }
}
