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
    let planned: PlannedShifts
    /// By which limits stops are judged, and in which time: of all versions, so that they are gathered once for all machines.
    let microStops: MicroStopLimits
    let plannedTime: PlannedTime?
    /// Whether parts are asked for, too; time alone is read faster.
    var readsQuantities = true
    var books = StopBooks()

    /// - Parameter needsShifts: without a calendar there is no window then.
    func windows(needsShifts: Bool) throws(StoreError) -> [FigureWindow] {
        let bookings = readsQuantities ? try bookings() : []
        var windows: [FigureWindow] = []
        var last: Instant?
        for (index, version) in versions.enumerated() where version.judges(from: query.from, to: query.to) {
            guard let number = version.model.plant.machines.firstIndex(where: { $0.id == machine }) else { continue }
            let older = planned.end(of: versions, before: index, line: version.model.plant.machines[number].line)
            let frames = try frames(version, number, after: max(older, last ?? .distantPast), needsShifts)
            last = frames.last?.interval.to ?? last
            switch version.model.timeBasis {
            // Nobody recorded in which hour of a shift a part was made.
            case .records: windows += byHour ? [] : try recorded(frames, version, number, bookings)
            case .signals:
                let cut = byHour ? Self.hours(frames, version.model.calendar.zone) : frames
                windows += try signalled(cut, version.model, number, bookings)
            }
        }
        return windows
    }

    /// Those that counted at the moment that is asked about.
    private func bookings() throws(StoreError) -> [QuantityBooked] {
        let stored: [StoredQuantity]
        if let from = query.from {
            let window = Interval(from: from, to: max(from, query.to ?? known))
            stored = try store.bookings(machine: machine, window: window, asOf: query.asOf)
        } else {
            stored = try store.quantities(machine: machine, asOf: query.asOf)
        }
        return stored.filter { $0.correctedBy == nil }.map(\.booked)
    }

    var byHour: Bool { query.group == .hour }

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
        _ version: ModelVersion, _ number: Int, after last: Instant, _ needsShifts: Bool
    ) throws(StoreError) -> [Frame] {
        guard let begin = try begin(version.model) else { return [] }
        let line = version.model.plant.machines[number].line
        // A row that names a shift is of the whole of it, also where nothing is known of its first hours.
        let first = query.from ?? version.model.calendar.shift(line: line, at: begin)?.interval.from ?? begin
        let from = max(first, last, version.from)
        let to = min(query.to ?? known, known)
        guard from < to else { return [] }
        guard version.model.calendar.covers(line) else {
            let end = min(to, version.to)
            return needsShifts || end <= from ? [] : [Frame(shift: nil, interval: Interval(from: from, to: end))]
        }
        let time = Interval(from: from, to: to)
        return planned.of(version, line: line, overlapping: time).filter(version.judges).compactMap { shift in
            time.intersection(shift.interval).map { Frame(shift: shift.begun(at: last), interval: $0) }
        }
    }

    /// Since when anything is known of the machine, its state or its parts; nil: it was never heard.
    private func begin(_ model: PlantModel) throws(StoreError) -> Instant? {
        if model.timeBasis == .records { return try records.begin(of: machine) }
        if let from = query.from { return from }
        let rows = try store.intervals(machine: machine, window: nil, asOf: query.asOf)
        let states = rows.first { $0.condition.why != .never }?.from
        // A machine whose rules never held may count.
        return if let states { states } else { try store.firstCount(of: machine, asOf: query.asOf) }
    }
}
