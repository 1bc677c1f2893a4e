import Basis
import Records
import Shopfloor
import Store

/// Figures of a plant that lives by shift records: all of them assumed, none measured.
extension MachineReading {
    /// The shifts of which there is a record, and those without one: planned, ended, and nobody said what became of them.
    func recorded(_ frames: [Frame], _ version: ModelVersion, _ number: Int) throws(StoreError) -> [FigureWindow] {
        let (from, to) = (max(query.from ?? .distantPast, version.from), min(query.to ?? known, known, version.to))
        guard from < to else { return [] }
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
            return window(shift, own, model, number)
        }
    }

    private func window(
        _ shift: ShiftInstance, _ records: [ProductionRecorded], _ model: PlantModel, _ number: Int
    ) -> FigureWindow {
        let element = Self.element(records)
        var sums = PerformanceSums(basis: .records)
        sums.calendar = shift.interval.to.milliseconds - shift.interval.from.milliseconds
        let pieces = shift.planned.map { interval in
            MachineWindow.Piece(
                slice: TimeSlice(interval: interval, condition: Self.condition(element), order: Self.order(records)),
                element: element)
        }
        for piece in pieces { sums.time[element] += piece.slice.milliseconds }
        sums.time[.plannedDown] = sums.calendar - sums.time.plannedBusy
        sums.quantity = Self.quantity(records)
        if records.isEmpty { sums.quantity = nil }
        sums.setUps = Self.setUps(records)
        return FigureWindow(
            machine: machine, line: model.plant.machines[number].line, shift: shift, interval: shift.interval,
            sums: sums, pieces: pieces, byOrder: Self.byOrder(records, sums))
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
        case .setUp, .plannedDown, .unknown: .noData(.source)
        }
    }

    private static func order(_ records: [ProductionRecorded]) -> TimeSlice.Order {
        let orders = Set(records.compactMap(\.order))
        if records.isEmpty || orders.count > 1 { return .unknown }
        return orders.first.map { .known($0) } ?? .none
    }

    /// Each marked change is one.
    private static func setUps(_ records: [ProductionRecorded]) -> Int64 {
        records.reduce(0) { $0 + Int64($1.changes.count) }
    }

    static func quantity(_ records: [ProductionRecorded]) -> QuantitySums {
        records.reduce(into: QuantitySums()) { sums, record in
            sums.add(
                produced: record.produced, good: record.good, scrap: record.produced - record.good,
                idealSeconds: record.idealCycle?.idealSeconds(cavities: record.cavities))
        }
    }

    /// Of a shift with several orders nobody knows when which ran: its time is shared out by their ideal run time, in equal
    /// parts where that is 0. The parts add up to the whole.
    private static func byOrder(
        _ records: [ProductionRecorded], _ whole: PerformanceSums
    ) -> [(order: String?, sums: PerformanceSums)] {
        let orders = Dictionary(grouping: records, by: \.order)
        guard orders.count > 1 else { return [(records.first?.order, whole)] }
        let names = orders.keys.sorted { ($0 ?? "") < ($1 ?? "") }
        let quantities = names.map { quantity(orders[$0] ?? []) }
        let total = quantities.reduce(0) { $0 + $1.idealProduced }
        var share = 0.0
        var parts: [(order: String?, sums: PerformanceSums)] = []
        for (name, quantity) in zip(names, quantities) {
            let start = share
            share += total > 0 ? quantity.idealProduced / total : 1 / Double(names.count)
            var part = PerformanceSums(basis: .records)
            part.quantity = quantity
            part.setUps = setUps(orders[name] ?? [])
            func cut(_ milliseconds: Int64) -> Int64 {
                Int64((Double(milliseconds) * share).rounded()) - Int64((Double(milliseconds) * start).rounded())
            }
            for element in TimeElement.allCases { part.time[element] = cut(whole.time[element]) }
            part.calendar = cut(whole.calendar)
            parts.append((name, part))
        }
        return parts
    }
}
