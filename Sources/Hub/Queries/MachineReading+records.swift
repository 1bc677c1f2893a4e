import Basis
import Records
import Shopfloor
import Store

/// Figures of a plant that lives by shift records: all of them assumed, none measured.
extension MachineReading {
    /// The shifts of which there is a record, and those without one: planned, ended, and nobody said what became of them.
    func recorded(
        _ frames: [Frame], _ version: ModelVersion, _ number: Int, _ bookings: [QuantityBooked]
    ) throws(StoreError) -> [FigureWindow] {
        let (from, to) = (max(query.from ?? .distantPast, version.from), min(query.to ?? known, known, version.to))
        let records = try records.of(machine)
        let byShift = Dictionary(grouping: records, by: \.from)
        let model = version.model
        let planned = frames.compactMap(\.shift)
        let known = known
        // What was worked though it was not planned counts as well.
        let starts = Set(planned.map(\.interval.from))
        let extra = records.filter { !starts.contains($0.from) && from <= $0.from && $0.from < to }.compactMap {
            record in
            model.calendar.worked(
                record.shift, line: model.plant.machines[number].line,
                on: model.calendar.zone.time(at: record.from).date)
        }
        let shifts = Set(planned + extra).sorted { $0.interval.from < $1.interval.from }
        return shifts.compactMap { shift in
            let own = byShift[shift.interval.from] ?? []
            // A record comes when its shift has ended.
            if own.isEmpty, known < shift.interval.to { return nil }
            return window(shift, own, bookings, model, number)
        }
    }

    private func window(
        _ shift: ShiftInstance, _ records: [ProductionRecorded], _ bookings: [QuantityBooked], _ model: PlantModel,
        _ number: Int
    ) -> FigureWindow {
        let element = Self.element(records)
        let line = model.plant.machines[number].line
        var sums = PerformanceSums(basis: .records)
        sums.calendar = shift.interval.to.milliseconds - shift.interval.from.milliseconds
        let pieces = shift.planned.map { interval in
            MachineWindow.Piece(
                slice: TimeSlice(interval: interval, condition: Self.condition(element), order: Self.order(records)),
                element: element)
        }
        for piece in pieces { sums.time[element] += piece.milliseconds }
        sums.time[.plannedDown] = sums.calendar - sums.time.plannedBusy
        sums.setUps = Self.setUps(records)
        var window = FigureWindow(
            machine: machine, line: line, shift: shift, interval: shift.interval, sums: sums, pieces: pieces)
        guard !records.isEmpty else {
            window.parts = [FigureWindow.Part(window, order: nil)]
            return window
        }
        var made = WindowQuantities(records, in: shift.interval)
        let shares = made.parts.map(\.sums.idealProduced)
        made.book(bookings, in: shift.interval, versions, line: line)
        window.sums.quantity = made.sums
        window.entries = made.parts.flatMap(\.entries)
        window.parts = Self.parts(made, shares, window, Dictionary(grouping: records, by: \.order))
        return window
    }

    /// It ran all its planned time where it made a shot; with an order and no shot it was held up; without an order there was
    /// nothing to make; and without a record nobody knows.
    static func element(_ records: [ProductionRecorded]) -> TimeElement {
        if records.isEmpty { return .unknown }
        if records.contains(where: { $0.shots > 0 }) { return .production }
        return records.contains { $0.order != nil } ? .delay : .down
    }

    private static func condition(_ element: TimeElement) -> Condition {
        switch element {
        case .production: Condition(.producing)
        case .delay: Condition(.stopped)
        case .down: Condition(.idle)
        case .setUp, .plannedDown, .outside, .unknown: .noData(.source)
        }
    }

    private static func order(_ records: [ProductionRecorded]) -> RunningOrder {
        let orders = Set(records.compactMap(\.order))
        if records.isEmpty || orders.count > 1 { return .unknown }
        return orders.first.map { .known($0) } ?? .none
    }

    /// Each marked change is one.
    private static func setUps(_ records: [ProductionRecorded]) -> Int64 {
        records.reduce(0) { $0 + Int64($1.changes.count) }
    }

    /// Of a shift with several orders nobody knows when which ran: its time is shared out by their ideal run time, in equal
    /// parts where that is 0. The parts add up to the whole. Orders that only bookings name have no time.
    ///
    /// - Parameter shares: the ideal run time of those that records name; they come first.
    private static func parts(
        _ made: WindowQuantities, _ shares: [Double], _ whole: FigureWindow, _ records: [String?: [ProductionRecorded]]
    ) -> [FigureWindow.Part] {
        if made.parts.count == 1 { return [FigureWindow.Part(whole, order: made.parts[0].order)] }
        let total = shares.reduce(0, +)
        var end = 0.0
        return made.parts.enumerated().map { place, quantity in
            let start = end
            if place < shares.count { end += total > 0 ? shares[place] / total : 1 / Double(shares.count) }
            func cut(_ milliseconds: Int64) -> Int64 {
                Int64((Double(milliseconds) * end).rounded()) - Int64((Double(milliseconds) * start).rounded())
            }
            var sums = PerformanceSums(basis: .records)
            sums.quantity = quantity.sums
            if place < shares.count { sums.setUps = setUps(records[quantity.order] ?? []) }
            let pieces = whole.pieces.map { piece in
                var part = piece
                part.milliseconds = cut(piece.milliseconds)
                part.slice.order = quantity.order.map { .known($0) } ?? .none
                sums.time[part.element] += part.milliseconds
                return part
            }
            sums.time[.plannedDown] = cut(whole.sums.time[.plannedDown])
            sums.calendar = cut(whole.sums.calendar)
            return FigureWindow.Part(
                order: quantity.order, interval: whole.interval, sums: sums,
                pieces: pieces.filter { $0.milliseconds > 0 }, entries: quantity.entries)
        }
    }
}

extension WindowQuantities {
    /// What shift records say, by order.
    init(_ records: [ProductionRecorded], in shift: Interval) {
        let orders = Dictionary(grouping: records, by: \.order)
        self.init(
            orders.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { order, records in
                Part(order: order, interval: shift, entries: records.map { QuantityEntry($0, in: shift) })
            })
    }
}

extension QuantityEntry {
    fileprivate init(_ record: ProductionRecorded, in shift: Interval) {
        self.init(.record, shift, order: record.order)
        (item, die) = (record.item, record.die)
        (produced, good, scrap) = (record.produced, record.good, record.produced - record.good)
        idealSeconds = record.idealCycle?.idealSeconds(cavities: record.cavities)
    }
}
