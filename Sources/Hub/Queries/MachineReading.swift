import Basis
import Records
import Shopfloor
import Store

/// Reads what the figures of one machine are made of, and makes its windows.
struct MachineReading {
    let store: any RecordStore
    let query: Query
    /// As far as the hub knows; nothing is said of later times.
    let known: Instant
    let versions: [ModelVersion]
    let machine: String
    let records: ShiftRecords

    /// - Parameter needsShifts: without a calendar there is no window then.
    func windows(needsShifts: Bool) throws(StoreError) -> [FigureWindow] {
        var windows: [FigureWindow] = []
        var last: Instant?
        for version in versions where version.isWithin(query.from, query.to) {
            guard let number = version.model.plant.machines.firstIndex(where: { $0.id == machine }) else { continue }
            let frames = try frames(version, number, after: last, needsShifts)
            last = frames.last?.interval.to ?? last
            switch version.model.timeBasis {
            // Nobody recorded in which hour of a shift a part was made.
            case .records: windows += byHour ? [] : try recorded(frames, version, number)
            case .signals:
                let cut = byHour ? Self.hours(frames, version.model.calendar.zone) : frames
                windows += try signalled(cut, version.model, number)
            }
        }
        return windows
    }

    private var byHour: Bool { query.group == .hour }

    private static func hours(_ frames: [Frame], _ zone: Zone) -> [Frame] {
        frames.flatMap { frame in
            frame.interval.hours(in: zone).map { Frame(shift: frame.shift, interval: $0) }
        }
    }

    /// A window before it is filled.
    struct Frame {
        var shift: ShiftInstance?
        var interval: Interval
    }

    /// The shifts that began while a version was in force, cut to what is asked about and known.
    ///
    /// - Parameter after: the end of the last shift of the version before, which goes on as it began.
    private func frames(
        _ version: ModelVersion, _ number: Int, after last: Instant?, _ needsShifts: Bool
    ) throws(StoreError) -> [Frame] {
        guard let begin = try begin(version.model) else { return [] }
        let line = version.model.plant.machines[number].line
        // A row that names a shift is of the whole of it, also where nothing is known of its first hours.
        let first = query.from ?? version.model.calendar.shift(line: line, at: begin)?.interval.from ?? begin
        let from = max(first, last ?? .distantPast, version.from)
        let to = min(query.to ?? known, known)
        guard from < to else { return [] }
        guard version.model.calendar.covers(line) else {
            let end = min(to, version.to)
            return needsShifts || end <= from ? [] : [Frame(shift: nil, interval: Interval(from: from, to: end))]
        }
        // A shift goes on by the version in which it began.
        let reach = max(from, version.from)
        return version.model.calendar.shifts(line: line, overlapping: Interval(from: reach, to: to)).compactMap {
            shift in
            guard shift.interval.from < version.to, version.from <= shift.interval.from || version.from == .distantPast
            else { return nil }
            let cut = Interval(from: from, to: to).intersection(shift.interval)
            return cut.map { Frame(shift: shift, interval: $0) }
        }
    }

    /// Since when anything is known of the machine; nil: it was never heard.
    private func begin(_ model: PlantModel) throws(StoreError) -> Instant? {
        if model.timeBasis == .records { return try records.begin(of: machine) }
        if let from = query.from { return from }
        let rows = try store.intervals(machine: machine, window: nil, asOf: query.asOf)
        return rows.first { $0.condition.why != .never }?.from
    }

    // MARK: - From signals

    private func signalled(
        _ frames: [Frame], _ model: PlantModel, _ number: Int
    ) throws(StoreError) -> [FigureWindow] {
        guard let first = frames.first, let last = frames.last else { return [] }
        let window = Interval(from: first.interval.from, to: last.interval.to)
        let book = try StopReading(store: store, asOf: query.asOf).book(of: machine, in: window)
        let quantities = try quantities(frames.map(\.interval), model, number)
        return zip(frames, quantities).map { frame, quantity in
            let planned = frame.shift?.planned ?? [frame.interval]
            var window = MachineWindow(
                slices: book.slices(in: frame.interval), window: frame.interval, planned: planned, stops: book.stops,
                microStop: model.microStop)
            window.add(quantity, isPlanned: frame.shift != nil)
            var sums = window.sums
            sums.idealQuantity = Self.ideal(sums, model.yield(machine: number, die: nil))
            return FigureWindow(
                machine: machine, line: model.plant.machines[number].line, shift: frame.shift, interval: frame.interval,
                sums: sums, pieces: window.pieces, byOrder: [(nil, sums)])
        }
    }

    /// What the planned busy time would have given without any loss: at the ideal cycle of what was made, or where nothing
    /// was, at the machine's.
    private static func ideal(_ sums: PerformanceSums, _ yield: (idealCycle: Duration?, cavities: Int)) -> Double? {
        guard sums.isPlanned, let quantity = sums.quantity, quantity.unpriced == 0 else { return nil }
        let each =
            quantity.produced > 0
            ? quantity.idealProduced / quantity.produced
            : yield.idealCycle?.idealSeconds(cavities: Double(yield.cavities))
        return each.flatMap { $0 > 0 ? Double(sums.time.plannedBusy) / 1000 / $0 : nil }
    }

    /// By window, what was made in it; nil where nothing counts.
    private func quantities(
        _ windows: [Interval], _ model: PlantModel, _ number: Int
    ) throws(StoreError) -> [QuantitySums?] {
        guard model.machines[number].cycle != nil else { return windows.map { _ in nil } }
        let borders = windows.flatMap { [$0.from, $0.to] }
        let counts = try store.counts(machine: machine, before: borders, asOf: query.asOf)
        guard let first = windows.first, let last = windows.last else { return [] }
        let whole = Interval(from: first.from, to: last.to)
        let bookings = try store.bookings(machine: machine, window: whole, asOf: query.asOf).map(\.booked)
        let line = model.plant.machines[number].line
        return windows.indices.map { index in
            var quantity = model.quantity(
                of: number, from: Dictionary(counts[2 * index].map { ($0.owner, $0.count) }) { first, _ in first },
                to: counts[2 * index + 1].map { ($0.owner, $0.count) })
            quantity.book(bookings, in: windows[index], model.calendar, line: line)
            return quantity
        }
    }
}
