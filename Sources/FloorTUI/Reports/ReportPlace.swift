import Basis
import Hub
import Records
import Shopfloor

/// Finds what a report is about from what was asked on the command line and from the plant file that was in force.
struct ReportPlace {
    var kind: ReportScope.Kind
    /// nil: the plant's only line.
    var line: String?
    var machine: String?
    /// nil: that of the shift that runs at `known`, or of the newest that has ended.
    var date: CivilDate?
    var shift: String?
    /// How far is known: the moment that is asked about.
    var known: Instant

    /// A version of the plant file, and since when it holds.
    struct Version {
        var from: Instant
        var model: PlantModel

        /// The versions that `show plant` gave.
        ///
        /// - Throws: `CommandFailure` where a stored plant file can no longer be read.
        static func all(_ rows: [Row]) throws -> [Version] {
            try rows.enumerated().map { index, row in
                do {
                    let model = try PlantFile.accepted(row.text("text") ?? "", file: "the store's plant file")
                    return Version(from: index == 0 ? .distantPast : row.time("from") ?? .distantPast, model: model)
                } catch let error as ConfigurationError {
                    throw CommandFailure(.failed, "a stored plant file can no longer be read: \(error.description)")
                }
            }
        }
    }

    /// - Parameter versions: oldest first.
    /// - Throws: `CommandFailure` (2) that names what there is, for a line, machine or shift that the plant has not.
    func scope(_ versions: [Version]) throws(CommandFailure) -> ReportScope {
        guard let newest = versions.last?.model else {
            throw CommandFailure(.failed, "the store holds nothing yet; run a hub or a replay on it first")
        }
        let line = try line(in: newest.plant)
        try check(machine, line, newest.plant)
        let calendar = newest.calendar
        let (date, shift) = try when(line, calendar)
        // A shift is judged by the plant file that was in force when it began.
        for version in versions.reversed() {
            let scope = scope(version.model, line, date, shift)
            if scope.window.map({ version.from <= $0.from }) ?? false { return scope }
        }
        return scope(newest, line, date, shift)
    }

    private func scope(_ model: PlantModel, _ line: String, _ date: CivilDate, _ shift: String?) -> ReportScope {
        let day = model.calendar.day(line: line, date: date)
        return ReportScope(
            kind: kind, plant: model.plant, reasons: model.reasons, zone: model.calendar.zone, line: line,
            machine: machine, date: date, shift: shift,
            shifts: day.shifts.filter { shift == nil || $0.id == shift }, holiday: day.holiday,
            hasCalendar: model.calendar.covers(line))
    }

    // MARK: What there is

    private func line(in plant: Plant) throws(CommandFailure) -> String {
        let known = plant.lines.map(\.id)
        guard let line else {
            if known.count == 1 { return known[0] }
            throw CommandFailure(.usage, "--line is needed: \(Self.list(known))")
        }
        guard known.contains(line) else {
            throw CommandFailure(.usage, "the plant has no line \"\(line)\"; it has \(Self.list(known))")
        }
        return line
    }

    private func check(_ machine: String?, _ line: String, _ plant: Plant) throws(CommandFailure) {
        let known = plant.machines(of: line).map { plant.machines[$0].id }
        guard let machine, !known.contains(machine) else { return }
        throw CommandFailure(.usage, "line \(line) has no machine \"\(machine)\"; it has \(Self.list(known))")
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }

    // MARK: When

    /// The date, and of a shift report the shift.
    private func when(_ line: String, _ calendar: PlantCalendar) throws(CommandFailure) -> (CivilDate, String?) {
        // Until that moment, not at it: at the first instant of a shift the one that has just ended is what there is to tell.
        let last = known - .milliseconds(1)
        let running = calendar.shift(line: line, at: last)
        let today = running?.date ?? calendar.zone.time(at: last).date
        if kind == .day { return (date ?? today, nil) }
        let ids = calendar.shifts.filter { $0.lines.contains(line) }.map(\.id)
        if let shift, !ids.contains(shift), !ids.isEmpty {
            throw CommandFailure(.usage, "line \(line) has no shift \"\(shift)\"; it has \(Self.list(ids))")
        }
        if let date {
            guard let shift = shift ?? (ids.count == 1 ? ids.first : nil) else {
                if ids.isEmpty { return (date, nil) }
                throw CommandFailure(.usage, "with --date, --shift is needed: \(Self.list(ids))")
            }
            return (date, shift)
        }
        if let shift { return (calendar.newestShift(shift, line: line, at: known)?.date ?? today, shift) }
        let instance = running ?? calendar.lastEnded(line: line, at: known)
        return (instance?.date ?? today, instance?.id ?? ids.first)
    }
}
