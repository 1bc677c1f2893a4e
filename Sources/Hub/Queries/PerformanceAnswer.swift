import Basis
import Records
import Shopfloor
import Store

/// Answers what the figures are, of machines, shifts, days, orders and lines, and what they are made of.
///
/// Every figure is a sum over machine windows: one machine in one shift, judged by the plant file that was in force when the
/// shift began. So a figure of many is never an average, and all groups agree.
struct PerformanceAnswer {
    let store: any RecordStore
    let query: Query
    /// Of the same moment.
    var books = StopBooks()

    func rows() throws(StoreError) -> [Row] {
        let by = query.group ?? .machineShift
        let windows = try windows(
            needsShifts: by.isOfShifts, fillsCalendar: by.isOfCalendar && query.order == nil)
        if query.isExplained { return windows.flatMap(explanation) }
        return groups(windows).map(Self.row)
    }

    /// The windows that the question is about, by machine in the order of the plant, then by time.
    ///
    /// - Parameters:
    ///   - needsShifts: without a calendar there is none then.
    ///   - readsQuantities: whether parts are asked for, too.
    ///   - fillsCalendar: whether the time outside of shifts is asked for, too.
    func windows(
        needsShifts: Bool, readsQuantities: Bool = true, fillsCalendar: Bool = false
    ) throws(StoreError) -> [FigureWindow] {
        guard let known = try QueryAnswer(store: store).moment(of: query) else { return [] }
        let versions = try ModelVersion.all(of: try store.models(asOf: query.asOf))
        let (records, planned) = (ShiftRecords(store: store, query: query), PlannedShifts())
        let (microStops, plannedTime) = (versions.microStops, versions.plannedTime)
        var windows: [FigureWindow] = []
        for machine in Self.machines(of: versions, query) {
            var reading = MachineReading(
                store: store, query: query, known: known, versions: versions, machine: machine, records: records,
                planned: planned, microStops: microStops, plannedTime: plannedTime)
            (reading.readsQuantities, reading.books) = (readsQuantities, books)
            let own = try reading.windows(needsShifts: needsShifts)
            windows += own
            if fillsCalendar { windows += reading.outside(of: own) }
        }
        return windows
    }

    /// Every machine that a version in the window has, in the order of the newest.
    static func machines(of versions: [ModelVersion], _ query: Query) -> [String] {
        var ids: [String] = []
        for version in versions.reversed() where version.judges(from: query.from, to: query.to) {
            for machine in version.model.plant.machines where !ids.contains(machine.id) {
                guard query.machine.map({ $0 == machine.id }) ?? true, query.line.map({ $0 == machine.line }) ?? true
                else { continue }
                ids.append(machine.id)
            }
        }
        return ids
    }

    /// What is summed to one row.
    struct Group {
        var from: Instant
        var to: Instant
        var sums: PerformanceSums
        var machine: String?
        var line: String?
        var shift: String?
        var date: CivilDate?
        var order: String?
        /// Whether anything was known of a machine at any time of it.
        var isRecorded: Bool
    }

    private struct Key: Hashable {
        var machine: String?
        var line: String?
        var shift: String?
        var date: CivilDate?
        var order: String?
        /// Two lines may have shifts of one name at different times.
        var from: Instant?
    }

    private func groups(_ windows: [FigureWindow]) -> [Group] {
        let by = query.group ?? .machineShift
        var groups: [Key: Group] = [:]
        var order: [Key] = []
        for window in windows.filter({ !$0.isOutside }) {
            for part in parts(of: window) {
                let key = Self.key(window, part.order, by)
                let own = Group(
                    from: part.interval.from, to: part.interval.to, sums: part.sums, machine: key.machine,
                    line: by == .machineShift || by == .machine ? window.line : key.line, shift: key.shift,
                    date: key.date, order: key.order ?? query.order,
                    isRecorded: part.pieces.contains { $0.slice.condition.state != .noData })
                guard var sum = groups[key] else {
                    groups[key] = own
                    order.append(key)
                    continue
                }
                sum.from = min(sum.from, own.from)
                sum.to = max(sum.to, own.to)
                sum.sums = sum.sums + own.sums
                sum.isRecorded = sum.isRecorded || own.isRecorded
                groups[key] = sum
            }
        }
        Self.add(outside: windows.filter(\.isOutside), by, to: &groups, &order)
        let sums = order.compactMap { groups[$0] }
        // By time; what is of one time stays in the order of the plant.
        return sums.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
    }

    /// Adds what lies in no shift, which does not change of which time the row of a shift is. A day has a row also where it has
    /// no shift in the time that is asked about.
    private static func add(
        outside windows: [FigureWindow], _ by: FigureGroup, to groups: inout [Key: Group], _ order: inout [Key]
    ) {
        var free: Set<Key> = []
        for window in windows {
            let key = key(window, nil, by)
            if groups[key] == nil {
                guard by == .day, window.isFree else { continue }
                groups[key] = Group(
                    from: window.interval.from, to: window.interval.to, sums: PerformanceSums(), date: key.date,
                    isRecorded: false)
                order.append(key)
                free.insert(key)
            }
            guard var sum = groups[key] else { continue }
            sum.sums = sum.sums + window.sums
            if free.contains(key) {
                (sum.from, sum.to) = (min(sum.from, window.interval.from), max(sum.to, window.interval.to))
            }
            groups[key] = sum
        }
    }

    /// What of a window is asked about, apart where it is summed apart.
    func parts(of window: FigureWindow) -> [FigureWindow.Part] {
        if let order = query.order { return window.parts.filter { $0.order == order } }
        return query.group == .order ? window.parts : [FigureWindow.Part(window, order: nil)]
    }

    private static func key(_ window: FigureWindow, _ order: String?, _ by: FigureGroup) -> Key {
        let shift = window.shift
        return switch by {
        case .hour: Key(line: window.line, shift: shift?.id, date: shift?.date, from: window.interval.from)
        case .machineShift:
            Key(machine: window.machine, shift: shift?.id, date: shift?.date, from: window.interval.from)
        case .shift: Key(shift: shift?.id, date: shift?.date, from: shift?.interval.from)
        case .day: Key(date: shift?.date ?? window.outside)
        case .order: Key(order: order)
        case .machine: Key(machine: window.machine)
        case .line: Key(line: window.line)
        }
    }
}

/// One machine in one shift, or in the whole window that is asked about where it has no calendar.
struct FigureWindow {
    var machine: String
    var line: String
    /// nil: there is no calendar, or it is time outside of all shifts.
    var shift: ShiftInstance?
    /// The plant's date of time outside of all shifts; nil: it is none.
    var outside: CivilDate?
    /// It is of a date that has no shift of its line in the time that is asked about.
    var isFree = false
    var interval: Interval
    var sums: PerformanceSums
    /// What its times are made of, and what its parts.
    var pieces: [MachineWindow.Piece]
    /// Stops that begin in it, and what each counts as.
    var begun: [StopID: Stop.Cause] = [:]
    /// Those of them that MTTR divides; see `MachineWindow.failures`.
    var failures: [StopID: Int64] = [:]
    var entries: [QuantityEntry] = []
    /// By order, in order of time; they add up to the whole.
    var parts: [Part] = []

    var isOutside: Bool { outside != nil }

    /// What of it was for one order.
    struct Part {
        /// nil: none, or none is known.
        var order: String?
        var interval: Interval
        var sums: PerformanceSums
        var pieces: [MachineWindow.Piece]
        var entries: [QuantityEntry]
    }
}

extension FigureWindow {
    /// Adds what people booked of it though nobody knows what was made.
    mutating func add(uncounted bookings: [QuantityBooked]) {
        for booked in bookings where booked.parts > 0 {
            var entry = QuantityEntry(.booking, interval, order: booked.order)
            (entry.scrap, entry.rework) = (Double(booked.scrap), Double(booked.rework))
            entries.append(entry)
            sums.add(uncounted: booked)
            let place = place(of: booked)
            parts[place].entries.append(entry)
            parts[place].sums.add(uncounted: booked)
        }
    }

    /// Of orders that only people name, by their bookings, no time is known.
    mutating func addPart(
        of order: String?, _ interval: Interval, _ quantity: QuantitySums?, _ entries: [QuantityEntry]
    ) {
        var sums = PerformanceSums(basis: .signals)
        (sums.quantity, sums.isPlanned, sums.ideal) = (quantity, shift != nil, IdealParts())
        parts.append(Part(order: order, interval: interval, sums: sums, pieces: [], entries: entries))
    }

    /// The part of the order that it names, or else of its time; of a whole shift the first.
    private mutating func place(of booked: QuantityBooked) -> Int {
        if let order = booked.order {
            if let known = parts.firstIndex(where: { $0.order == order }) { return known }
            addPart(of: order, interval, nil, [])
            return parts.count - 1
        }
        guard case .at(let time) = booked.when else { return 0 }
        return parts.firstIndex { $0.interval.contains(time) } ?? 0
    }
}

extension PerformanceSums {
    fileprivate mutating func add(uncounted booked: QuantityBooked) {
        uncountedScrap += booked.scrap
        uncountedRework += booked.rework
    }
}

extension FigureWindow.Part {
    /// All of a window.
    init(_ window: FigureWindow, order: String?) {
        self.init(
            order: order, interval: window.interval, sums: window.sums, pieces: window.pieces, entries: window.entries)
    }
}
