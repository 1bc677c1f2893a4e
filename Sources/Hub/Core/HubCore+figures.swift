import Basis
import Records
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
        for machine in model.plant.machines(of: line) { keepStopBook(of: machine) }
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
        let book = stopBook(of: machine)
        var made = MachineWindow(
            slices: book.slices(in: window), window: window, planned: shift.planned, stops: book.stops,
            microStop: model.microStop)
        var quantity = produced(by: machine, in: shift.interval)
        let place = model.plant.machines[machine]
        quantity?.book(recorded.bookings[place.id] ?? [], in: window, model.calendar, line: place.line)
        made.add(quantity, isPlanned: true)
        return made.sums
    }

    /// What was made in a shift, until now where it runs; nil where nothing counts, or where the counts of its begin or end
    /// are not known.
    func produced(by machine: Int, in shift: Interval) -> QuantitySums? {
        let record = machines[machine]
        guard model.machines[machine].cycle != nil, let before = record.counts(at: shift.from) else { return nil }
        let running = record.counts.mapValues(\.count)
        guard let after = clock.map({ $0 < shift.to }) ?? true ? running : record.counts(at: shift.to) else {
            return nil
        }
        return model.quantity(of: machine, from: before, to: after.map { (owner: $0.key, count: $0.value) })
    }

    /// Shifts may have begun or ended: what is counted from now on is of others.
    mutating func noteShiftCounts(at now: Instant) {
        for (index, machine) in model.plant.machines.enumerated() {
            let around = Interval(from: now - .milliseconds(1), to: now + .milliseconds(1))
            let shifts = model.calendar.shifts(line: machine.line, overlapping: around)
            guard shifts.contains(where: { $0.interval.from == now || $0.interval.to == now }) else { continue }
            machines[index].keep(ShiftCounts(from: now, counts: machines[index].counts.mapValues(\.count)))
            // What was booked of shifts that nobody asks for any more.
            let oldest = machines[index].shiftCounts.first?.from ?? now
            let isOver = { (when: QuantityBooked.When) in
                model.calendar.time(of: when, line: machine.line).map { $0 < oldest } ?? true
            }
            decided.dropBookings(of: machine.id, isOver)
            recorded.dropBookings(of: machine.id, isOver)
        }
    }

    /// How long before its start a hub asks how far the counts had come: people book what yesterday's shifts made.
    private static let bookedSpan = Duration.seconds(3 * 86_400)

    /// The borders of the shifts of the last days, by machine, at which it is not known how far the counts had come: that is to
    /// be read from the store, and put back.
    func shiftBorders(until now: Instant) -> [(machine: String, borders: [Instant])] {
        zip(model.plant.machines, machines).map { machine, record in
            let span = Interval(from: now - Self.bookedSpan, to: now + .milliseconds(1))
            let shifts = model.calendar.shifts(line: machine.line, overlapping: span)
            let borders = Set(shifts.flatMap { [$0.interval.from, $0.interval.to] })
                .filter { $0 <= now && record.counts(at: $0) == nil }
            return (machine.id, borders.sorted())
        }
    }

    /// Puts back how far the counts of a machine had come at a border of its shifts.
    mutating func putBackShiftCounts(of machine: String, from: Instant, _ rows: [CountRow]) {
        guard let machine = ingest.machine(machine) else { return }
        let counts = Dictionary(rows.map { ($0.owner, $0.count) }) { first, _ in first }
        machines[machine].keep(ShiftCounts(from: from, counts: counts))
    }
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

extension QuantitySums {
    /// Takes what people booked of a window out of its good parts.
    mutating func book(_ bookings: [QuantityBooked], in window: Interval, _ calendar: PlantCalendar, line: String) {
        for booked in bookings {
            guard let time = calendar.time(of: booked.when, line: line), window.contains(time) else { continue }
            book(scrap: Double(booked.scrap), rework: Double(booked.rework))
        }
    }
}

extension LineDocument {
    /// - Parameter figures: nil where no shift runs.
    mutating func add(_ figures: HubCore.LineFigures?, of plant: Plant) {
        guard let figures else { return }
        shift = LineDocument.Shift(figures.shift)
        let line = KeyFigures(figures.sums)
        oee = line.oee
        coverage = line.coverage
        for (index, machine) in zip(rows.indices, plant.machines(of: self.line)) {
            rows[index].oee = figures.machines[machine].flatMap { KeyFigures($0).oee }
        }
    }
}

extension LineDocument.Shift {
    init(_ shift: ShiftInstance) {
        self.init(id: shift.id, name: shift.name, interval: shift.interval, breaks: shift.breaks.map(\.interval))
    }
}
