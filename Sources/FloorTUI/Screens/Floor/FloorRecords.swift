import Basis
import Records
import Shopfloor

/// What is known of machines that send no signals: the figures of the newest shift of which there is a record.
struct FloorRecords {
    /// By machine.
    private var newest: [String: KeyFigureRow] = [:]

    /// Nothing is known.
    init() {}

    /// - Parameter machine: nil: of all.
    init(_ context: ScreenContext, machine: String? = nil) {
        guard let query = Self.query(context, machine: machine) else { return }
        // In order of time. Of a shift without a record the hub knows no parts.
        for figures in context.board.answer(query).rows.lazy.map(KeyFigureRow.init) where figures.produced != nil {
            if let machine = figures.machine { newest[machine] = figures }
        }
    }

    /// nil where the plant does not live by records.
    static func query(_ context: ScreenContext, machine: String? = nil) -> Query? {
        guard context.picture.isByRecords, let now = context.now else { return nil }
        let zone = context.picture.zone
        let first = zone.time(at: now).date.adding(days: -daysBack)
        var query = Query(.kpi)
        query.machine = machine
        query.from = zone.start(of: first)
        return query
    }

    /// Over a long weekend the last shift is still found.
    private static let daysBack = 4

    /// nil where there is none of the last days.
    func newest(of machine: String) -> KeyFigureRow? { newest[machine] }
}

extension KeyFigureRow {
    /// `Late 14–22`; with its date where that is not today's, `11-30 Late 14–22`.
    func shiftWords(_ context: ScreenContext) -> String {
        guard let interval else { return "–" }
        let zone = context.picture.zone
        let date = zone.time(at: interval.from).date
        let isToday = context.now.map { zone.time(at: $0).date == date } ?? false
        let name = shift.map(context.shiftName)
        let day = isToday ? nil : String("\(date)".suffix(5))
        return [day, name, context.hours(interval)].compactMap(\.self).joined(separator: " ")
    }
}
