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

    /// - Parameter versions: of the plant file, oldest first.
    /// - Throws: `CommandFailure` (2) that names what there is, for a line, machine or shift that the plant has not.
    func scope(_ versions: [ModelVersion]) throws(CommandFailure) -> ReportScope {
        guard let asked = model(versions) else {
            throw CommandFailure(.failed, "the store holds nothing yet; run a hub or a replay on it first")
        }
        let line = try line(in: asked.plant)
        let (date, shift) = try when(line, versions, asked)
        let ran = versions.shifts(line: line, on: date).filter { shift == nil || $0.shift.id == shift }
        try check(machine, line, [asked.plant] + ran.map(\.model.plant))
        // Where none ran, the plant file of that date says why.
        let model = ran.first?.model ?? versions.model(of: date) ?? asked
        return ReportScope(
            kind: kind, plant: model.plant, reasons: model.reasons, zone: model.calendar.zone, line: line,
            machine: machine, date: date, shift: shift, shifts: ran.map(\.shift),
            holiday: model.calendar.day(line: line, date: date).holiday, hasCalendar: model.calendar.covers(line))
    }

    /// What there was when the time that is asked about lay: the plant file of that date, else the newest.
    private func model(_ versions: [ModelVersion]) -> PlantModel? {
        date.map { versions.model(of: $0) } ?? versions.last?.model
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

    private func check(_ machine: String?, _ line: String, _ plants: [Plant]) throws(CommandFailure) {
        let known = plants.map { plant in plant.machines(of: line).map { plant.machines[$0].id } }
        guard let machine, !known.joined().contains(machine) else { return }
        throw CommandFailure(
            .usage, "line \(line) has no machine \"\(machine)\"; it has \(Self.list(known.first ?? []))")
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }

    // MARK: When

    /// The date, and of a shift report the shift.
    private func when(
        _ line: String, _ versions: [ModelVersion], _ model: PlantModel
    ) throws(CommandFailure) -> (CivilDate, String?) {
        // Until that moment, not at it: at the first instant of a shift the one that has just ended is what there is to tell.
        let last = known - .milliseconds(1)
        let running = versions.shift(line: line, at: last)?.shift
        let today = running?.date ?? model.calendar.zone.time(at: last).date
        if kind == .day { return (date ?? today, nil) }
        let ids = ids(line, versions, model)
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
        if let shift { return (versions.newestShift(shift, line: line, at: known)?.shift.date ?? today, shift) }
        let instance = running ?? versions.lastEnded(line: line, at: known)?.shift
        return (instance?.date ?? today, instance?.id ?? ids.first)
    }

    /// The shifts that can be asked for: those of the plant file, and those that ran by an older one, of the date or lately.
    private func ids(_ line: String, _ versions: [ModelVersion], _ model: PlantModel) -> [String] {
        let planned = model.calendar.shifts.filter { $0.lines.contains(line) }.map(\.id)
        let lately = shift.flatMap { versions.newestShift($0, line: line, at: known)?.shift.id }
        let ran = date.map { versions.shifts(line: line, on: $0).map(\.shift.id) } ?? [lately].compactMap(\.self)
        return planned + ran.filter { !planned.contains($0) }
    }
}
