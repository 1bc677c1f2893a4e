package import Basis
package import Records
import Shopfloor
import Telemetry

/// The figures of the running shift, for screens. What reports and `show kpi` say comes from the journal; both are sums over
/// the same slices of time.
extension HubCore {
    /// What a line's figures were when they were last made.
    struct LineFigures {
        var at: Instant
        var shift: ShiftInstance
        var sums: PerformanceSums
        /// By number of the machine.
        var machines: [Int: PerformanceSums]
    }

    /// Figures are made anew no oftener: people read them, and they move slowly.
    static let figuresAge = Duration.seconds(2)

    /// Makes the figures of a line anew where they are old. To be called before its document is made.
    package mutating func refreshFigures(of line: String) {
        guard let clock else { return }
        if let known = figures[line], known.at <= clock, clock < known.at + Self.figuresAge,
            known.shift.interval.contains(clock)
        {
            return
        }
        figures[line] = makeFigures(of: line, at: clock)
    }

    private func makeFigures(of line: String, at now: Instant) -> LineFigures? {
        guard let shift = model.calendar.shift(line: line, at: now) else { return nil }
        var figures = LineFigures(at: now, shift: shift, sums: PerformanceSums(), machines: [:])
        guard model.timeBasis == .signals else { return figures }
        for machine in model.plant.machines(of: line) {
            let sums = sums(of: machine, in: shift, until: now)
            figures.machines[machine] = sums
            figures.sums = figures.machines.count == 1 ? sums : figures.sums + sums
        }
        return figures
    }

    private func sums(of machine: Int, in shift: ShiftInstance, until now: Instant) -> PerformanceSums {
        let window = Interval(from: shift.interval.from, to: min(now, shift.interval.to))
        let entries = machines[machine].recent.entries
        let ends = entries.dropFirst().map(\.from) + [nil]
        let stretches = zip(entries, ends).map { ConditionStretch(from: $0.from, to: $1, condition: $0.condition) }
        let book = StopBook(machine: model.plant.machines[machine].id, stretches: stretches, entries: [])
        var made = MachineWindow(
            slices: book.slices(in: window), window: window, planned: shift.planned, stops: book.stops,
            microStop: model.microStop)
        made.add(quantity(of: machine, since: shift.interval.from), isPlanned: true)
        return made.sums
    }

    /// What was made since a shift began; nil where nothing counts, or where the counts of then are not known.
    private func quantity(of machine: Int, since start: Instant) -> QuantitySums? {
        guard model.machines[machine].cycle != nil, let before = machines[machine].shiftCounts, before.from == start
        else { return nil }
        let now = machines[machine].counts.map { (owner: $0.key, count: $0.value.count) }
        return model.quantity(of: machine, from: before.counts, to: now)
    }

    /// A shift may have begun: from now on its parts are counted from here.
    mutating func noteShiftCounts(at now: Instant) {
        for (index, machine) in model.plant.machines.enumerated() {
            guard let shift = model.calendar.shift(line: machine.line, at: now), shift.interval.from == now else {
                continue
            }
            machines[index].shiftCounts = ShiftCounts(from: now, counts: machines[index].counts.mapValues(\.count))
        }
    }

    /// The shifts that run at the start of a hub, by machine: how far the counts had come when they began is to be read from
    /// the store, and put back.
    package func runningShifts(at now: Instant) -> [(machine: String, from: Instant)] {
        model.plant.machines.compactMap { machine in
            model.calendar.shift(line: machine.line, at: now).map { (machine.id, $0.interval.from) }
        }
    }

    /// Puts back how far the counts of a machine had come when its shift began.
    package mutating func putBackShiftCounts(of machine: String, from: Instant, _ rows: [CountRow]) {
        guard let machine = ingest.machine(machine) else { return }
        let counts = Dictionary(rows.map { ($0.owner, $0.count) }) { first, _ in first }
        machines[machine].shiftCounts = ShiftCounts(from: from, counts: counts)
    }
}

/// How far the counts of a machine had come when a shift began.
struct ShiftCounts {
    var from: Instant
    var counts: [String: CycleCount]
}

extension PlantModel {
    /// What was made between two readings of the counts. Tries are start-up scrap: produced, and not good.
    func quantity(
        of machine: Int, from before: [String: CycleCount], to now: [(owner: String, count: CycleCount)]
    ) -> QuantitySums {
        var sums = QuantitySums()
        for (owner, count) in now.sorted(by: { $0.owner < $1.owner }) {
            let shots = count.shots - (before[owner]?.shots ?? 0)
            let tries = count.tries - (before[owner]?.tries ?? 0)
            guard shots > 0 else { continue }
            let yield = yield(machine: machine, die: owner)
            let cavities = Double(yield.cavities)
            sums.add(
                produced: Double(shots) * cavities, good: Double(shots - tries) * cavities,
                scrap: Double(tries) * cavities, idealSeconds: yield.idealCycle?.idealSeconds(cavities: cavities))
        }
        return sums
    }
}

extension LineDocument {
    mutating func add(_ figures: HubCore.LineFigures?) {
        guard let figures else { return }
        shift = LineDocument.Shift(figures.shift)
        let line = KeyFigures(figures.sums)
        oee = line.oee
        coverage = line.coverage
        for (index, sums) in zip(rows.indices, figures.machines.sorted { $0.key < $1.key }.map(\.value)) {
            rows[index].oee = KeyFigures(sums).oee
        }
    }
}

extension LineDocument.Shift {
    init(_ shift: ShiftInstance) {
        self.init(id: shift.id, name: shift.name, interval: shift.interval, breaks: shift.breaks.map(\.interval))
    }
}
