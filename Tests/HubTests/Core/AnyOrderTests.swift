import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// Machines whose messages say how far the counter has come, for which die, what came of the cycles since the one before, a
/// pressure and an order; some of them come late.
@Suite("Cycles in whatever order they come")
struct AnyOrderTests {
    enum Machine: String, CaseIterable, CustomTestStringConvertible {
        /// The counter rises with each message.
        case rising
        /// It is told more often than it rises.
        case repeating
        case setBack
        case rollingOver
        /// Each die has a counter of its own.
        case dies
        /// The first that is said of the counter may come late.
        case begun
        /// Each message is a cycle.
        case shots, shotsOfDies

        var testDescription: String { rawValue }

        var plant: String {
            let pulse =
                self == .shots || self == .shotsOfDies
                ? "pulse = \"message\"\nsource = \"shots\"" + (self == .shots ? "" : "\ncounter = \"n\"")
                : "pulse = \"increase\"\ncounter = \"n\""
            let tag =
                switch self {
                case .dies, .shotsOfDies: "\n[[tag]]\nid = \"n\"\nowner = \"die\"\n"
                case .rollingOver: "\n[[tag]]\nid = \"n\"\nrollover = 1000\n"
                case .rising, .repeating, .setBack, .begun, .shots: ""
                }
            return OrderDay.plant.replacing(
                "pulse = \"increase\"\ncounter = \"n\"\ntry = \"warm\"",
                with: "\(pulse)\ntry = \"warm\"\nscrap = \"bad\"\nvalues = [\"p\"]") + tag + OrderDay.shotSource
        }
    }

    struct Shot {
        var minute: Int
        var count: Int
        var die: String
        var kind: CycleKind
        var order: String

        func send(to day: inout PressDay, at arrived: Int) throws {
            let noon = try PressDay.at("00:00")
            let kind = #""bad":\#(kind == .scrap),"warm":\#(kind == .startUp)"#
            let said = #"{"n":\#(count),"die":"\#(die)","job":"\#(order)","p":\#(minute),\#(kind)}"#
            let payload = #"{"t":\#((noon + .seconds(60 * minute)).milliseconds),"d":\#(said)}"#
            day.core.observe("p/A/shot/all", Array(payload.utf8), at: noon + .seconds(60 * arrived))
        }
    }

    private static func shots(of machine: Machine, _ random: inout SplitMix) -> [Shot] {
        var minute = 361
        var (order, die) = (0, 0)
        var counts = machine == .rollingOver ? [960, 0, 0] : [0, 100, 200]
        return (0..<40).map { number in
            minute += 1 + random.below(random.below(4) == 0 ? 40 : 6)
            if machine == .dies || machine == .shotsOfDies, random.below(5) == 0 { die = random.below(3) }
            switch machine {
            case .repeating: counts[die] += random.below(3)
            // Further apart than any comes late: else nobody can tell it from a counter that went on.
            case .setBack where number % 15 == 14: counts[die] = random.below(2)
            default: counts[die] += 1 + random.below(3)
            }
            if machine == .rollingOver { counts[die] %= 1000 }
            if random.below(8) == 0 { order += 1 }
            return Shot(
                minute: minute, count: counts[die], die: "D-\(die)",
                kind: [.good, .good, .good, .scrap, .startUp][random.below(5)], order: "W-\(order)")
        }
    }

    private static func day(_ machine: Machine) throws -> PressDay {
        var day = try PressDay(machine.plant)
        try day.send("mode", #""run""#, "06:00")
        guard machine != .begun else { return day }
        for (die, count) in [machine == .rollingOver ? 960 : 0, 100, 200].enumerated() {
            guard die == 0 || machine == .dies else { break }
            let first = Shot(minute: 360, count: count, die: "D-\(die)", kind: .good, order: "W-0")
            try first.send(to: &day, at: 360)
        }
        return day
    }

    @Test(
        "the store tells in the end what it tells of them in their own order", arguments: Machine.allCases, 1...12)
    func anyOrder(machine: Machine, seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let shots = Self.shots(of: machine, &random)
        var (straight, mixed) = (try Self.day(machine), try Self.day(machine))
        for shot in shots { try shot.send(to: &straight, at: shot.minute) }
        // Some come after up to five that are newer.
        var waiting = shots
        var newest = 0
        while !waiting.isEmpty {
            let next = waiting.remove(at: random.below(min(waiting.count, random.below(3) == 0 ? 6 : 1)))
            newest = max(newest, next.minute)
            try next.send(to: &mixed, at: newest)
            if random.below(5) == 0 { try mixed.store.commit(mixed.core.takePending()) }
        }
        try straight.commit(until: "21:59:59")
        try mixed.commit(until: "21:59:59")
        for _ in 0..<2 {
            for group: FigureGroup in [.machineShift, .hour, .order] {
                let told = try [straight, mixed].map { day in
                    try day.rows(group).map { [$0.number("pq"), $0.number("sq"), $0.number("gq")] }
                }
                #expect(told[0] == told[1], "\(group)")
            }
            try mixed.store.rebuildTables()
        }
        try Self.compareRows(straight, mixed)
    }

    private static func compareRows(_ straight: PressDay, _ mixed: PressDay) throws {
        func rows(_ day: PressDay) throws -> [CycleRow] {
            try day.store.cycles(machine: "A", window: nil, offset: 0, limit: 999)
        }
        func text(_ row: CycleRow) -> String { "\(row.at) \(row.cycles) \(row.kind) \(row.owner ?? "-")" }
        let (wanted, found) = (try rows(straight), try rows(mixed))
        #expect(wanted.map(text) == found.map(text))
        // What a message measured that was the first of its counter then is no longer known.
        for (one, other) in zip(wanted, found) where other.values.contains(where: { $0 != nil }) {
            #expect(one.values == other.values, "\(text(one))")
        }
    }
}
