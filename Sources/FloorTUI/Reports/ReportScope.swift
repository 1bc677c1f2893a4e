import Basis
import Shopfloor

/// What a report is about: a line, or one machine of it, over one shift or one day of the plant's calendar.
struct ReportScope: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable { case shift, day }

    var kind: Kind
    var plant: Plant
    var reasons: StopReasonTree
    var zone: Zone
    var line: String
    /// nil: all machines of the line.
    var machine: String?
    /// The plant's date on which the shift, or the shifts of the day, began.
    var date: CivilDate
    /// The id of the shift that was asked for; nil: of a day.
    var shift: String?
    /// In order of time; empty: none is planned there, and the report says so.
    var shifts: [ShiftInstance]
    /// Why there is no shift, where a holiday is why.
    var holiday: LocalizedText?
    /// Whether the plant file has any shift of this line at all.
    var hasCalendar: Bool

    /// The time that the report is about; nil: there is none. Of a line without a calendar a day is that of the date: its
    /// times can be told, and nothing that is divided by planned time.
    var window: Interval? {
        if !hasCalendar, kind == .day { return Self.day(date, zone) }
        guard let first = shifts.first, let last = shifts.last else { return nil }
        return Interval(from: first.interval.from, to: last.interval.to)
    }

    private static func day(_ date: CivilDate, _ zone: Zone) -> Interval? {
        let ends = [0, 1].map { zone.start(of: date.adding(days: $0)) }
        return ends[0] < ends[1] ? Interval(from: ends[0], to: ends[1]) : nil
    }

    /// Ids of the machines, in the order of the plant file.
    var machines: [String] {
        plant.machines(of: line).map { plant.machines[$0].id }.filter { machine == nil || $0 == machine }
    }

    // MARK: Names

    func siteName(_ language: Language) -> String { plant.site.name[language] }

    func lineName(_ language: Language) -> String {
        plant.lines.first { $0.id == line }.map { $0.name[language] } ?? line
    }

    func machineName(_ id: String, _ language: Language) -> String {
        plant.machines.first { $0.id == id }.map { $0.name[language] } ?? id
    }

    /// A reason by its id, as the plant's tree has it now.
    func reasonName(_ id: String, _ language: Language) -> String { reasons.words(id, language) }
}
