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
        guard let (shift, version) = versions.shift(line: line, at: now) else { return nil }
        var figures = LineFigures(at: now, shift: shift, sums: PerformanceSums(), machines: [:])
        guard version.timeBasis == .signals else { return figures }
        for machine in model.plant.machines(of: line) {
            // One that the plant has since is of no shift that began before.
            guard let judged = JudgedMachine(model.plant.machines[machine], by: version) else { continue }
            let sums = sums(of: machine, judged, in: shift, until: now)
            figures.machines[machine] = sums
            figures.sums = figures.machines.count == 1 ? sums : figures.sums + sums
        }
        return figures
    }

    private func sums(
        of machine: Int, _ judged: JudgedMachine, in shift: ShiftInstance, until now: Instant
    ) -> PerformanceSums {
        let window = Interval(from: shift.interval.from, to: min(now, shift.interval.to))
        let book = stopBook(of: machine)
        let id = model.plant.machines[machine].id
        var figures = MachineWindow(
            slices: book.slices(in: window, machines[machine].orders.line), window: window, planned: shift.planned,
            stops: book.stops, microStop: microStops, now: now, isPlanned: { plannedTime.has(id, in: $0) })
        figures.add(
            made(by: machine, judged, in: shift.interval, until: now, recorded)?.sums, isPlanned: true,
            hasIdeal: judged.model.hasIdealCycle(machine: judged.number), idealSeconds: nil)
        return figures.sums
    }

    /// What was made in a shift, until now where it runs, less what is booked; nil where nothing counts, the counter was never
    /// read, or the counts of its begin or end are not known.
    ///
    /// - Parameter judged: the machine as the plant file has it by which the shift is judged.
    func made(
        by machine: Int, _ judged: JudgedMachine, in shift: Interval, until now: Instant, _ state: RecordedState
    ) -> WindowQuantities? {
        let record = machines[machine]
        guard judged.model.machines[judged.number].cycle != nil, let first = record.counts(at: shift.from) else {
            return nil
        }
        let running = record.counts.mapValues(\.count)
        guard let last = clock.map({ $0 < shift.to }) ?? true ? running : record.counts(at: shift.to),
            !last.isEmpty
        else { return nil }
        var stretches = record.orders.line.stretches(in: shift)
        var inner = stretches.dropFirst().compactMap { record.counts(at: $0.interval.from) }
        if inner.count + 1 != stretches.count {
            // Of which order which parts were is no longer known here.
            stretches = [MachineOrders.Stretch(interval: shift, order: .unknown)]
            inner = []
        }
        var made = WindowQuantities(
            zip(stretches, zip([first] + inner, inner + [last])).map { stretch, counts in
                judged.model.counted(
                    by: judged.number, stretch, from: counts.0, to: counts.1.map { (owner: $0.key, count: $0.value) })
            })
        let place = model.plant.machines[machine]
        let window = Interval(from: shift.from, to: max(shift.from, min(now, shift.to)))
        made.book(state.bookings[place.id] ?? [], in: window, versions, line: place.line)
        return made
    }

    /// Shifts may have begun or ended: what is counted from now on is of others.
    mutating func noteShiftCounts(at now: Instant) {
        for (index, machine) in model.plant.machines.enumerated() {
            let around = Interval(from: now - .milliseconds(1), to: now + .milliseconds(1))
            let shifts = versions.shifts(line: machine.line, overlapping: around).map(\.shift)
            guard shifts.contains(where: { $0.interval.from == now || $0.interval.to == now }) else { continue }
            machines[index].keep(ShiftCounts(from: now, counts: machines[index].counts.mapValues(\.count)))
            // What was booked of shifts that nobody asks for any more.
            let oldest = machines[index].shiftCounts.first?.from ?? now
            let isOver = { (when: QuantityBooked.When) in
                versions.time(of: when, line: machine.line).map { $0 < oldest } ?? true
            }
            decided.dropBookings(of: machine.id, isOver)
            recorded.dropBookings(of: machine.id, isOver)
        }
    }

    /// How long before its start a hub asks how far the counts had come: people book what yesterday's shifts made.
    private static let bookedSpan = Duration.seconds(3 * 86_400)

    /// The borders of the shifts and orders of the last days, by machine, at which it is not known how far the counts had come:
    /// that is to be read from the store, and put back.
    func shiftBorders(until now: Instant) -> [(machine: String, borders: [Instant])] {
        zip(model.plant.machines, machines).map { machine, record in
            let span = Interval(from: now - Self.bookedSpan, to: now + .milliseconds(1))
            let shifts = versions.shifts(line: machine.line, overlapping: span).map(\.shift)
            let orders = record.orders.line.stretches(in: span).dropFirst().map(\.interval.from)
            let borders = Set(shifts.flatMap { [$0.interval.from, $0.interval.to] } + orders)
                .filter { $0 <= now && record.counts(at: $0) == nil }
            return (machine.id, borders.sorted())
        }
    }

    /// Puts back how far the counts of a machine had come at such a border.
    mutating func putBackShiftCounts(of machine: String, from: Instant, _ rows: [CountRow]) {
        guard let machine = ingest.machine(machine) else { return }
        let counts = ShiftCounts(
            from: from, counts: Dictionary(rows.map { ($0.owner, $0.count) }) { first, _ in first })
        if machines[machine].orders.line.points.contains(where: { $0.from == from }) {
            machines[machine].orders.keep(counts)
        } else {
            machines[machine].keep(counts)
        }
    }
}

/// A machine as the plant file has it that was in force when a shift began.
struct JudgedMachine {
    let model: PlantModel
    /// In `model`; another one than now where the file was edited.
    let number: Int

    /// nil where that file has no such machine on its line.
    init?(_ machine: Plant.Machine, by model: PlantModel) {
        guard
            let number = model.plant.machines.firstIndex(where: { $0.id == machine.id && $0.line == machine.line })
        else { return nil }
        (self.model, self.number) = (model, number)
    }
}

extension PlantModel {
    /// What was made between two readings of the counts. Tries are start-up scrap, and scrap is what the machine
    /// says of its own cycles: both produced, and not good.
    func counted(
        by machine: Int, _ stretch: MachineOrders.Stretch, from before: [String: CycleCount],
        to now: [(owner: String, count: CycleCount)]
    ) -> WindowQuantities.Part {
        var part = WindowQuantities.Part(order: stretch.order.id, interval: stretch.interval, entries: [])
        for (owner, count) in now.sorted(by: { $0.owner < $1.owner }) {
            let shots = count.shots - (before[owner]?.shots ?? 0)
            let scrap = count.notGood - (before[owner]?.notGood ?? 0)
            guard shots > 0 else { continue }
            let yield = yield(machine: machine, die: owner)
            let cavities = Double(yield.cavities)
            var entry = QuantityEntry(.counter, stretch.interval, order: part.order)
            entry.die = machines[machine].cycle?.owner == nil ? nil : owner
            entry.produced = Double(shots) * cavities
            entry.good = Double(shots - scrap) * cavities
            entry.scrap = Double(scrap) * cavities
            entry.idealSeconds = yield.idealCycle?.idealSeconds(cavities: cavities)
            entry.idealCycle = yield.idealCycle?.inSeconds
            part.entries.append(entry)
        }
        return part
    }
}

extension WindowQuantities {
    /// Takes what people booked of a window out of its good parts.
    mutating func book(_ bookings: [QuantityBooked], in window: Interval, _ versions: [ModelVersion], line: String) {
        for booked in bookings {
            guard let time = versions.time(of: booked.when, line: line), window.contains(time) else { continue }
            book(booked)
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
        isIdealDoubtful = line.isIdealDoubtful
        coverage = line.coverage
        for (index, machine) in zip(rows.indices, plant.machines(of: self.line)) {
            guard let own = figures.machines[machine].map({ KeyFigures($0) }) else { continue }
            rows[index].oee = own.oee
            rows[index].isIdealDoubtful = own.isIdealDoubtful
        }
    }
}

extension LineDocument.Shift {
    init(_ shift: ShiftInstance) {
        self.init(id: shift.id, name: shift.name, interval: shift.interval, breaks: shift.breaks.map(\.interval))
    }
}
