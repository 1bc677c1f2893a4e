import ArgumentParser
import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import FloorTUI

/// What a report of a shift says after people and late readings did whatever they liked.
@Suite("The sums of a report")
struct ReportSumsTests {
    /// A random shift of two machines of `ReportRig`, and all that people said of it.
    private struct RandomShift {
        private let store: SQLiteStore
        private var core: HubCore
        private var random: SplitMix
        private var commands = 0
        private var saved: [String: Int] = [:]

        /// Returns how many commands of each kind were saved.
        static func play(_ seed: Int, in folder: String) throws -> [String: Int] {
            var shift = try RandomShift(seed, folder)
            for minute in Int64(-10)..<490 {
                if shift.random.below(4) == 0 { shift.send(minute) }
                if shift.random.below(6) == 0 { try shift.say(minute) }
            }
            shift.core.stop(at: ReportRig.minute(495))
            try shift.store.commit(shift.core.takePending())
            return shift.saved
        }

        private init(_ seed: Int, _ folder: String) throws {
            store = try SQLiteStore(writing: folder)
            let model = try PlantFile.read(text: Array(ReportRig.plant.utf8), file: "plant.toml")
            core = HubCore(model: model, stored: StoredState(), version: "test", now: ReportRig.minute(-20))
            random = SplitMix(state: UInt64(seed))
        }

        /// A word of a machine, every third of which comes up to two hours late.
        private mutating func send(_ minute: Int64) {
            let machine = ["DC-01", "DC-02"][random.below(2)]
            let mode = ["run", "run", "run", "stop", "wait", "setup", "idle", "other"][random.below(8)]
            let late = random.below(3) == 0 ? Int64(random.below(120)) : 0
            let time = ReportRig.minute(minute - late) + .milliseconds(Int64(random.below(60_000)) - 60_000)
            let topic = Array("p/\(machine)/mode".utf8)
            let payload = Array(#"{"t":\#(time.milliseconds),"v":"\#(mode)"}"#.utf8)
            unsafe core.observe(
                topic: topic.span.bytes, payload: payload.span.bytes, at: ReportRig.minute(minute), isRetained: false)
        }

        private mutating func say(_ minute: Int64) throws {
            let machine = random.below(2)
            let stops = core.machineDocument(machine).stops
            guard !stops.isEmpty else { return }
            let stop = stops[random.below(stops.count)]
            let deeds: [(kind: String, set: String)] = [
                (
                    "stop.explain",
                    #"{"reason":"\#(["hydraulic", "material", "break", "die-change"][random.below(4)])"}"#
                ),
                ("stop.split", #"{"at":\#(stop.id.from.milliseconds + 1 + Int64(random.below(1_200_000)))}"#),
                ("stop.merge", #"{"at":\#(stop.id.from.milliseconds)}"#),
            ]
            let deed = deeds[random.below(3)]
            commands += 1
            let digits = String(commands)
            let key = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
            let bytes = Array(
                (#"{"v":1,"key":"\#(key)","kind":"\#(deed.kind)","id":"\#(stop.id.description)","base":\#(stop.version ?? 0),"#
                    + #""entered":\#(ReportRig.minute(minute).milliseconds),"set":\#(deed.set)}"#).utf8)
            _ = core.take(CommandReader().read(bytes, terminal: "t1"), at: ReportRig.minute(minute))
            try store.commit(core.takePending())
            for answer in core.durable(through: core.seq)
            where String(decoding: answer.reply, as: UTF8.self).contains("saved") {
                saved[deed.kind, default: 0] += 1
            }
        }
    }

    private static func report(_ folder: String) throws -> ShiftReport {
        let words = [
            "report", "shift", "--line", "casting", "--date", "2026-11-27", "--shift", "early", "--store", folder,
        ]
        return try #require(try FloorTUI.parseAsRoot(words) as? Report).report()
    }

    /// 10:00 to 10:30.
    private static let pause = Interval(from: ReportRig.minute(240), to: ReportRig.minute(270))

    /// Milliseconds of it that are no break.
    private static func planned(_ from: Instant, _ to: Instant) -> Int64 {
        guard from < to else { return 0 }
        let all = Interval(from: from, to: to)
        let rest = all.intersection(pause).map { $0.to.milliseconds - $0.from.milliseconds } ?? 0
        return to.milliseconds - from.milliseconds - rest
    }

    private static func milliseconds(_ row: Row, _ member: String) -> Int64 {
        switch row[member] {
        case .number(let seconds): Int64((seconds * 1000).rounded())
        case .integer(let seconds): seconds * 1000
        default: 0
        }
    }

    private static func sum(_ rows: [Row], _ member: String) -> Int64 {
        var sum: Int64 = 0
        for row in rows { sum += milliseconds(row, member) }
        return sum
    }

    private static func word(_ row: Row, _ member: String) -> String? {
        if case .text(let text)? = row[member] { text } else { nil }
    }

    /// nil for null.
    private static func time(_ row: Row, _ member: String) -> Instant? {
        if case .time(let time)? = row[member] { time } else { nil }
    }

    @Test(
        "after any sequence of split, merge, correction and late data, report, Pareto, stops, ribbon and KPI agree",
        arguments: 0..<6)
    func agree(_ seed: Int) throws {
        let folder = try TemporaryFolder()
        let saved = try RandomShift.play(seed, in: folder.path)
        // Else they would agree of themselves.
        #expect(["stop.explain", "stop.split", "stop.merge"].allSatisfy { saved[$0, default: 0] > 0 }, "\(saved)")
        let report = try Self.report(folder.path)
        func rows(_ part: ReportPart) -> [Row] { report.answers.first { $0.part == part }?.rows ?? [] }
        let slices = rows(.slices).filter { Self.word($0, "element") != nil }
        for row in rows(.machines) {
            let own = slices.filter { Self.word($0, "machine") == Self.word(row, "machine") }
            for element in TimeElement.allCases {
                let part = own.filter { Self.word($0, "element") == element.rawValue }
                let figure = Self.milliseconds(row, element.rawValue + "_s")
                #expect(Self.sum(part, "seconds") == figure, "\(element)")
            }
        }
        for element in TimeElement.allCases {
            let member = element.rawValue + "_s"
            let whole = Self.sum(rows(.line), member)
            #expect(whole == Self.sum(rows(.machines), member))
            #expect(whole == Self.sum(rows(.hours), member))
        }
        var stopped: Int64 = 0
        for slice in slices where Self.word(slice, "stop") != nil {
            guard let from = Self.time(slice, "from"), let to = Self.time(slice, "to") else { continue }
            stopped += Self.planned(from, to)
        }
        #expect(stopped > 0)
        #expect(Self.sum(rows(.pareto), "seconds") == stopped)
        #expect(Self.sum(rows(.stops), "within_s") == stopped)
        causesAgree(rows, slices)
        try halvesAgree(folder.path, report)
        try listsAgree(folder.path, report)
        try ribbonAgrees(folder.path, report, stopped)
        try jsonAgrees(report, stopped)
    }

    /// By what stops count as: the same time in slices, Pareto and figures, and of what is asked for never time without a stop.
    private func causesAgree(_ rows: (ReportPart) -> [Row], _ slices: [Row]) {
        for cause in [Stop.Cause.micro, .unexplained] {
            let bars = rows(.pareto).filter { Self.word($0, "cause") == cause.word.rawValue }
            let member = cause == .micro ? "micro_stop_s" : "unexplained_s"
            for part in [ReportPart.line, .machines, .hours] {
                #expect(Self.sum(rows(part), member) == Self.sum(bars, "seconds"), "\(member) of \(part)")
            }
            var time: Int64 = 0
            for slice in slices where Self.word(slice, "cause") == cause.word.rawValue {
                guard let from = Self.time(slice, "from"), let to = Self.time(slice, "to") else { continue }
                time += Self.planned(from, to)
            }
            #expect(time == Self.sum(bars, "seconds"), "\(cause)")
        }
        repairsAgree(rows)
        let asked = rows(.stops).filter { Self.word($0, "cause") == "unexplained" }.count
        let counted = rows(.pareto).first { Self.word($0, "cause") == "unexplained" }?.integer("stops") ?? 0
        // One that is asked for a part of it alone may have that part in another shift.
        #expect(counted <= asked)
        #expect(rows(.pareto).allSatisfy { Self.word($0, "cause") != "unexplained" || $0.integer("stops") ?? 0 > 0 })
    }

    /// Failures are stops of the list that began in the report's time, a run of them one; each repair has their whole length.
    private func repairsAgree(_ rows: (ReportPart) -> [Row]) {
        let (window, machines) = (Interval(from: ReportRig.minute(0), to: ReportRig.minute(480)), rows(.machines))
        var (failures, repair): (Int64, Int64) = (0, 0)
        for machine in machines {
            let name = Self.word(machine, "machine")
            let stops = rows(.stops).filter { Self.word($0, "machine") == name && Self.word($0, "kind") == "breakdown" }
            var (isOwn, end): (Bool, Instant?) = (false, nil)
            for stop in stops {
                guard let from = Self.time(stop, "from") else { continue }
                if end != from {
                    isOwn = window.contains(from)
                    if isOwn { failures += 1 }
                }
                if isOwn { repair += Self.milliseconds(stop, "seconds") }
                end = Self.time(stop, "to")
            }
        }
        for part in [ReportPart.line, .machines, .hours] {
            var (count, sum): (Int64, Double) = (0, 0)
            for row in rows(part) {
                let own = row.integer("failures") ?? 0
                count += own
                sum += (row.number("mttr_s") ?? 0) * Double(own)
            }
            #expect(count == failures && abs(sum * 1000 - Double(repair)) < 1, "\(part)")
        }
    }

    /// A stop is judged as the same one in each time that is asked about.
    private func halvesAgree(_ folder: String, _ report: ShiftReport) throws {
        let window = try #require(report.scope.window)
        let store = try SQLiteStore(reading: folder)
        func bars(_ from: Instant, _ to: Instant) throws -> [String: Int64] {
            var query = Query(.pareto)
            (query.line, query.from, query.to) = ("casting", from, to)
            return try QueryAnswer(store: store).rows(query).reduce(into: [:]) { sums, row in
                sums["\(Self.word(row, "cause") ?? "") \(Self.word(row, "reason") ?? "")", default: 0] +=
                    Self.milliseconds(row, "seconds")
            }
        }
        for minute in [Int64(60), 240, 300, 420] {
            let middle = ReportRig.minute(minute)
            let halves = try bars(window.from, middle).merging(try bars(middle, window.to), uniquingKeysWith: +)
            #expect(try halves == bars(window.from, window.to), "cut at \(minute)")
        }
    }

    /// Behind each bar of the Pareto's screen there is a list of as many stops and as much time.
    private func listsAgree(_ folder: String, _ report: ShiftReport) throws {
        let (window, store) = (try #require(report.scope.window), try SQLiteStore(reading: folder))
        let context = ScreenContext(picture: PlantPicture(), link: .recorded, phrases: Phrases(language: .en))
        var others = 0
        for (minute, scope) in [(0, PlantScope.line("casting")), (0, .machine("DC-01")), (60, .plant), (300, .plant)] {
            let time = Interval(from: ReportRig.minute(Int64(minute)), to: window.to)
            let span = ReviewSpan(kind: .shift, interval: time, date: report.scope.date)
            let rows = try QueryAnswer(store: store).rows(Query(.pareto, of: scope, in: span))
            let bars = ParetoTable(context: context, rows: rows, isByCount: false)
            let stops = try QueryAnswer(store: store).rows(StopListScreen.query(scope, span)).compactMap {
                StopLine($0)
            }
            func list(_ choice: StopChoice) -> StopListTable {
                let own = stops.filter(choice.contains)
                return StopListTable(context: context, span: span, choice: choice, stops: own, hasMachines: true)
            }
            for bar in bars.entries {
                let own = list(.cause(bar.cause))
                #expect(own.total == bar.length && Int64(own.counted) == bar.stops, "\(bar) from \(minute)")
                others += own.rowCount - own.counted
            }
            #expect(list(.all).total == bars.total && Int64(list(.all).counted) == bars.stops)
        }
        // Else they would agree of themselves.
        #expect(others > 0)
    }

    /// The ribbon is made of intervals.
    private func ribbonAgrees(_ folder: String, _ report: ShiftReport, _ stopped: Int64) throws {
        let window = try #require(report.scope.window)
        var query = Query(.intervals)
        (query.from, query.to) = (window.from, window.to)
        let store = try SQLiteStore(reading: folder)
        let states = Set(MachineState.allCases.filter(\.isStop).map(\.rawValue))
        var sum: Int64 = 0
        for row in try QueryAnswer(store: store).rows(query) {
            guard let from = Self.time(row, "from"), states.contains(Self.word(row, "state") ?? "") else { continue }
            let to = Self.time(row, "to") ?? window.to
            sum += Self.planned(max(from, window.from), min(to, window.to))
        }
        #expect(sum == stopped)
    }

    /// What is printed of the Pareto, read back.
    private func jsonAgrees(_ report: ShiftReport, _ stopped: Int64) throws {
        let json = try JSONSerialization.jsonObject(with: Data(ReportJSON.bytes(report)))
        let pareto = (json as? [String: Any])?["pareto"] as? [String: Any]
        let printed = try #require(pareto?["rows"] as? [[String: Any]])
        var sum = 0.0
        for row in printed { sum += row["seconds"] as? Double ?? 0 }
        #expect(Int64((sum * 1000).rounded()) == stopped)
    }
}
