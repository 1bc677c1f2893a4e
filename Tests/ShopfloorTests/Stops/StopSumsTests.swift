import Basis
import TestSupport
import Testing

@testable import Shopfloor

/// All that is made of slices agrees, whatever people and late readings did.
struct StopSumsTests {
    private static let span = Int64(4000)

    private static func time(_ random: inout SplitMix) -> Instant {
        Instant(milliseconds: Int64(random.below(Int(span) * 1000)))
    }

    private static func condition(_ random: inout SplitMix) -> Condition {
        let states = MachineState.allCases
        let state = states[random.below(states.count)]
        return state == .noData ? .noData(.silent) : Condition(state)
    }

    private static func isDone(_ ruling: StopRuling, _ line: inout StopLine, at now: Instant) -> Bool {
        guard case .edit(let edit, _) = ruling else { return false }
        line.entries.append(StopEntry(seq: Int64(line.entries.count + 1), at: now, edit: edit))
        return true
    }

    /// One random deed. Returns what it was, where it was done.
    private static func step(_ line: inout StopLine, _ random: inout SplitMix) -> String? {
        let book = line.book
        let now = Instant(milliseconds: span * 1000)
        if book.stops.isEmpty || random.below(3) == 0 {
            let (a, b) = (time(&random), time(&random))
            let end = random.below(10) == 0 ? nil : max(a, b)
            line.stretches = line.stretches.corrected(from: min(a, b), to: end, to: condition(&random))
            return "late"
        }
        let index = random.below(book.stops.count)
        let stop = book.stops[index]
        switch random.below(3) {
        case 0:
            let reasons = StopReasonTree.standard.reasons
            let reason = random.below(5) == 0 ? nil : reasons[random.below(reasons.count)]
            let ruling = book.explain(stop.id, reason: StopEdit.Given(reason), note: nil, line.nextWish)
            return isDone(ruling, &line, at: stop.to == nil ? time(&random) : now) ? "explain" : nil
        case 1:
            let at = stop.from + .milliseconds(1 + Int64(random.below(200_000)))
            return isDone(book.split(stop.id, at: at, now: now, line.nextWish), &line, at: now) ? "split" : nil
        default:
            guard index > 0 else { return nil }
            let ruling = book.merge(stop.id, with: book.stops[index - 1].id, line.nextWish)
            return isDone(ruling, &line, at: now) ? "merge" : nil
        }
    }

    @Test(
        "after any sequence of split, merge, correction and late data all sums agree to the millisecond",
        arguments: 0..<40)
    func sumsAgree(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var line = StopLine("p100 s500 i100 w700 p100 u300 s200 p500 m100 n200 s900")
        var done: [String: Int] = [:]
        for _ in 0..<150 {
            if let deed = Self.step(&line, &random) { done[deed, default: 0] += 1 }
        }
        // Else the sums would agree of themselves.
        #expect(["late", "explain", "split"].allSatisfy { done[$0, default: 0] > 5 }, "\(done)")
        check(line.book, &random)
    }

    private func check(_ book: StopBook, _ random: inout SplitMix) {
        let (a, b) = (Self.time(&random), Self.time(&random))
        let now = Instant(milliseconds: Self.span * 1000)
        for window in [Interval(from: Instant(milliseconds: 0), to: now), Interval(from: min(a, b), to: max(a, b))] {
            let slices = book.slices(in: window)
            #expect(isPartition(slices, window))
            let stopped = slices.filter { $0.stop != nil }
            let total = stopped.reduce(0) { $0 + $1.milliseconds }
            let listed = book.stops(in: window)
            #expect(listed.reduce(0) { $0 + milliseconds($1, in: window) } == total)
            let ribbon = cells(window, 57).flatMap { book.slices(in: $0) }.filter { $0.stop != nil }
            #expect(ribbon.reduce(0) { $0 + $1.milliseconds } == total)
            var pareto = StopPareto()
            pareto.add(book, in: window, now: now)
            #expect(pareto.milliseconds == total && pareto.stops == Int64(listed.count { window.contains($0.from) }))
            var elements: [TimeElement: Int64] = [:]
            for slice in slices { elements[.of(slice), default: 0] += slice.milliseconds }
            let length = window.to.milliseconds - window.from.milliseconds
            #expect(elements.values.reduce(0, +) == length)
            let others = slices.filter { $0.stop == nil }.reduce(0) { $0 + $1.milliseconds }
            #expect(length - others == pareto.milliseconds)
            checkReasons(slices: stopped, ribbon: ribbon, listed, pareto, window)
            checkFigures(book, pareto, window, now)
        }
    }

    /// Each cause has the same sum in the figures and in the Pareto, and in parts of a window as in the whole.
    private func checkFigures(_ book: StopBook, _ pareto: StopPareto, _ window: Interval, _ now: Instant) {
        let sums = book.window(window, now: now).sums
        let causes = Dictionary(uniqueKeysWithValues: pareto.byTime.map { ($0.cause, $0) })
        #expect(sums.microStopTime == causes[.micro]?.milliseconds ?? 0)
        #expect(sums.unexplainedTime == causes[.unexplained]?.milliseconds ?? 0)
        #expect(sums.microStops == causes[.micro]?.stops ?? 0)
        #expect(sums.unexplained == causes[.unexplained]?.stops ?? 0)
        for (kind, element) in [
            (StopReason.Kind.setUp, TimeElement.setUp), (.noOrder, .down), (.planned, .plannedDown),
        ] {
            let own = causes.values.filter { $0.cause.kind == kind }
            #expect(own.reduce(0) { $0 + $1.milliseconds } == sums.time[element] - idle(book, window, element))
        }
        let middle = Instant(milliseconds: (window.from.milliseconds + window.to.milliseconds) / 2)
        var both = StopPareto()
        for half in [Interval(from: window.from, to: middle), Interval(from: middle, to: window.to)] {
            both.add(book, in: half, now: now)
        }
        #expect(both == pareto)
        let isAsked = book.stops(in: window).filter { $0.isUnexplained(until: now, limit: .seconds(60)) }
        #expect(sums.unexplained == Int64(isAsked.count { window.contains($0.from) && $0.reason == nil }))
    }

    /// Down without a stop.
    private func idle(_ book: StopBook, _ window: Interval, _ element: TimeElement) -> Int64 {
        book.slices(in: window).filter { $0.stop == nil && TimeElement.of($0) == element }
            .reduce(0) { $0 + $1.milliseconds }
    }

    /// Not only the totals: each reason has the same sum everywhere.
    private func checkReasons(
        slices: [TimeSlice], ribbon: [TimeSlice], _ stops: [Stop], _ pareto: StopPareto, _ window: Interval
    ) {
        var (sums, cells, list, bars) = ([String: Int64](), [String: Int64](), [String: Int64](), [String: Int64]())
        for slice in slices { sums[slice.reason ?? "", default: 0] += slice.milliseconds }
        for slice in ribbon { cells[slice.reason ?? "", default: 0] += slice.milliseconds }
        for stop in stops { list[stop.reason ?? "", default: 0] += milliseconds(stop, in: window) }
        for entry in pareto.byTime {
            let reason = if case .reason(let id, _) = entry.cause { id } else { "" }
            bars[reason, default: 0] += entry.milliseconds
        }
        #expect(sums == cells && sums == list && sums == bars)
    }

    private func milliseconds(_ stop: Stop, in window: Interval) -> Int64 {
        stop.milliseconds(until: window.to) - stop.milliseconds(until: max(window.from, stop.from))
    }

    private func isPartition(_ slices: [TimeSlice], _ window: Interval) -> Bool {
        if window.from == window.to { return slices.isEmpty }
        return slices.first?.interval.from == window.from && slices.last?.interval.to == window.to
            && zip(slices, slices.dropFirst()).allSatisfy { $0.interval.to == $1.interval.from }
            && slices.allSatisfy { $0.milliseconds > 0 && ($0.stop != nil) == $0.condition.state.isStop }
    }

    private func cells(_ window: Interval, _ count: Int64) -> [Interval] {
        let length = window.to.milliseconds - window.from.milliseconds
        let bounds = (0...count).map { window.from + .milliseconds(length * $0 / count) }
        return zip(bounds, bounds.dropFirst()).map { Interval(from: $0, to: $1) }
    }

    @Test(
        "the short wait after a set-up is a micro-stop of the Pareto, and the set-up is counted; a long one is asked for"
    )
    func rest() {
        func pareto(_ words: String) -> [StopPareto.Entry] {
            let book = StopLine(words).book
            let end = StopLine.at(2000)
            var pareto = StopPareto()
            pareto.add(book, in: Interval(from: StopLine.at(0), to: end), now: end)
            return pareto.byTime
        }
        #expect(
            pareto("p10 u600 w40 p1350") == [
                StopPareto.Entry(cause: .state(.setUp), milliseconds: 600_000, stops: 1),
                StopPareto.Entry(cause: .micro, milliseconds: 40_000, stops: 0),
            ])
        #expect(
            pareto("p10 u600 w80 p1310") == [
                StopPareto.Entry(cause: .state(.setUp), milliseconds: 600_000, stops: 0),
                StopPareto.Entry(cause: .unexplained, milliseconds: 80_000, stops: 1),
            ])
    }

    @Test("a stop counts where it begins, its minutes where they lie: in the Pareto as in the figures")
    func begun() {
        let book = StopLine("p100 s300 p100 s30 p470").book
        let end = StopLine.at(1000)
        func parts(_ from: Int64, _ to: Int64) -> (pareto: StopPareto, sums: PerformanceSums) {
            let window = Interval(from: StopLine.at(from), to: StopLine.at(to))
            var pareto = StopPareto()
            pareto.add(book, in: window, now: end)
            return (pareto, book.window(window, now: end).sums)
        }
        let (first, second) = (parts(0, 200), parts(200, 1000))
        #expect(
            first.pareto.byTime == [StopPareto.Entry(cause: .unexplained, milliseconds: 100_000, stops: 1)])
        #expect(
            second.pareto.byTime == [
                StopPareto.Entry(cause: .unexplained, milliseconds: 200_000, stops: 0),
                StopPareto.Entry(cause: .micro, milliseconds: 30_000, stops: 1),
            ])
        #expect([first.sums.unexplained, second.sums.unexplained, second.sums.microStops] == [1, 0, 1])
        #expect([first.sums.unexplainedTime, second.sums.unexplainedTime] == [100_000, 200_000])
    }

    @Test("a micro-stop that nobody saw begin, after time without data, is time and no stop; a long one is asked for")
    func unseen() {
        func sums(_ words: String) -> (counts: [Int64], time: Int64, pareto: [StopPareto.Entry]) {
            let book = StopLine(words).book
            let end = StopLine.at(1000)
            let window = book.window(Interval(from: StopLine.at(0), to: end), now: end)
            var pareto = StopPareto()
            pareto.add(window.pieces, begun: window.begun)
            return ([window.sums.microStops, window.sums.unexplained], window.sums.microStopTime, pareto.byTime)
        }
        let back = sums("p100 n100 s20 p100 s30 p650")
        #expect(back.counts == [1, 0] && back.time == 50_000)
        #expect(back.pareto == [StopPareto.Entry(cause: .micro, milliseconds: 50_000, stops: 1)])
        #expect(sums("n100 w1 p899").counts == [0, 0], "as the state is known before its second tag came")
        #expect(sums("p100 n100 s90 p710").counts == [0, 1])
        #expect(sums("p100 n870 s30").pareto.map(\.stops) == [0], "it lasts, and may become one that is asked for")
    }

    @Test("a Pareto counts each stop once, and sorts by time or by number")
    func pareto() throws {
        var line = StopLine("p10 s400 p10 s400 p10 s30 p10 s30 p10 s900 p10")
        try line.explain(10, "hydraulic", now: 2000)
        try line.explain(420, "hydraulic", now: 2000)
        try line.explain(910, "material", now: 2000)
        var pareto = StopPareto()
        let window = Interval(from: StopLine.at(0), to: StopLine.at(1900))
        pareto.add(line.book, in: window, now: StopLine.at(1900))
        #expect(pareto.byTime.map(\.milliseconds) == [900_000, 800_000, 60_000])
        #expect(
            pareto.byTime.map(\.cause) == [.reason("material", .waiting), .reason("hydraulic", .breakdown), .micro])
        #expect(pareto.byTime.map(\.stops) == [1, 2, 2])
    }
}

extension StopBook {
    /// All of a window, of which all is planned.
    fileprivate func window(_ window: Interval, now: Instant) -> MachineWindow {
        MachineWindow(
            slices: slices(in: window), window: window, planned: [window], stops: stops,
            microStop: MicroStopLimits(.seconds(60)), now: now)
    }
}

extension StopPareto {
    fileprivate mutating func add(_ book: StopBook, in window: Interval, now: Instant) {
        let own = book.window(window, now: now)
        add(own.pieces, begun: own.begun)
    }
}
