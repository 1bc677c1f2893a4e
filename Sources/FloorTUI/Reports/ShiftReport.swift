import Basis
import Records
import Shopfloor

/// The rows of one question of a report.
struct ReportAnswer: Hashable, Sendable {
    var part: ReportPart
    var query: Query
    var rows: [Row]
}

/// A report of a shift or a day: what was asked, and the rows that came. A pure value: the same rows give the same report,
/// byte for byte, in each of its forms. It reckons nothing; every figure is a member of a row.
struct ShiftReport: Hashable, Sendable {
    var scope: ReportScope
    /// In the order of `ReportPart`.
    var answers: [ReportAnswer]
    /// The moment that was asked about; nil: now.
    var at: Instant?
    /// With `at`: what the hub learned since is included.
    var includesLater: Bool

    func rows(_ part: ReportPart) -> [ReportRow] {
        answers.first { $0.part == part }?.rows.map { ReportRow(part, $0) } ?? []
    }

    func query(_ part: ReportPart) -> Query? { answers.first { $0.part == part }?.query }

    /// The journal's number at which all of it is true, and how far the hub knew; nil: the store is empty.
    var standing: ReportRow? { rows(.standing).first }
    /// The same when the last question was answered; nil where nothing was recorded meanwhile.
    var standingAfter: ReportRow? { rows(.standing).last { $0.number("seq") != standing?.number("seq") } }
    /// The first; a hub that records while it is asked gives another at the end.
    var knownUntil: Instant? { standing?.instant("until") }

    /// Whether the time that it is about has not passed as far as the hub knows.
    var isRunning: Bool {
        guard let window = scope.window, let knownUntil else { return false }
        return window.contains(knownUntil)
    }

    /// Whether nothing of its time had passed as far as the hub knows.
    var isAhead: Bool {
        guard let window = scope.window else { return false }
        return (knownUntil ?? .distantPast) < window.from
    }

    /// Whether nothing at all is known of its time: then nobody can say that there was no stop.
    var isUnknown: Bool {
        guard let total, total.number(PlannedElement.unknown.member) ?? 0 > 0 else { return false }
        return PlannedElement.allCases.allSatisfy { $0 == .unknown || total.number($0.member) == 0 }
    }
    /// Why there is nothing to tell of its time: it has not begun, or nothing was recorded in it; nil where there is something.
    var nothingToTell: ReportPhrase? {
        if isAhead { return .notBegun }
        // Without a calendar it says what is missing.
        let isNothing =
            isUnknown && scope.hasCalendar && !(total?.number("pq") ?? 0 > 0) && rows(.stops).isEmpty && alarms.isEmpty
        return isNothing && alarmNotes.isEmpty ? .nothingKnown : nil
    }
    /// How much of its time is not known, where that is enough to be told; nil also where shift records tell of all of it.
    var unknownTime: ReportFigure? {
        total.flatMap { UnknownTime.sum([$0.row]) == nil ? nil : $0.figure(PlannedElement.unknown.member, .span) }
    }
    /// The figures of the whole.
    var total: ReportRow? { rows(.line).first }
    /// Whether shift records tell of it, or of a part of it: they say nothing of hours, and nothing of stops.
    var isByRecords: Bool { total?.isAssumed ?? false }
    var machines: [ReportRow] { sorted(rows(.machines)) }
    var shifts: [ReportRow] { scope.kind == .day ? rows(.shifts) : [] }
    var hours: [ReportRow] { rows(.hours) }
    var pareto: [ReportRow] { rows(.pareto) }

    /// In the order of the plant file, as everywhere; what is not in it stands behind.
    private func sorted(_ rows: [ReportRow]) -> [ReportRow] {
        let order = Dictionary(uniqueKeysWithValues: scope.machines.enumerated().map { ($1, $0) })
        return rows.enumerated().sorted { a, b in
            let (first, second) = (order[a.element.text("machine") ?? ""], order[b.element.text("machine") ?? ""])
            return (first ?? .max, a.offset) < (second ?? .max, b.offset)
        }.map(\.element)
    }

    /// Machines that broke down, and of several the whole line; nil where nobody recorded any stop.
    var breakdowns: [ReportRow]? {
        guard let total, total.text("basis") != TimeBasis.records.rawValue,
            let failures = total.number("failures")
        else { return nil }
        let machines = machines.filter { $0.number("failures") ?? 0 > 0 }
        return machines + (failures > 0 && machines.count > 1 ? [total] : [])
    }

    // MARK: Stops

    /// Those that somebody or a state explained, the longest first.
    var explainedStops: [ReportRow] { longest { $0.text("kind") != nil } }

    /// Those of which a person is asked why, the longest first.
    var unexplainedStops: [ReportRow] { longest { $0.isTrue("unexplained") } }

    /// How much of a stop is without a reason, where that is not all of it; nil: all, or nothing.
    func part(of stop: ReportRow) -> ReportFigure? {
        guard let within = stop.number("within_s"), let open = stop.number("unexplained_s"), open > 0, open < within
        else { return nil }
        return stop.shown("unexplained_s", .span)
    }

    /// How long a stop was with the breaks in it, where that is another than its duration; nil also where it reaches beyond the
    /// time of the report, which is said of it.
    func whole(of stop: ReportRow) -> ReportFigure? {
        let reach = reach(of: stop)
        guard !reach.beganBefore, !reach.goesOn, let within = stop.number("within_s"),
            let whole = stop.number("seconds"), whole - within >= 1
        else { return nil }
        return stop.shown("seconds", .span)
    }

    /// Whether below a list of stops it is said how much is not known. Whether every stop has a reason is known of the rest alone.
    func leavesOpen(_ title: ReportPhrase, isEmpty: Bool, _ empty: ReportPhrase) -> Bool {
        empty != .nothingKnown && (title == .stopsUnexplained || isEmpty && empty == .noStopKnown)
    }

    /// What stands in place of a list of stops that is empty: where there was no stop, nobody explained any.
    var emptyStops: (unexplained: ReportPhrase, explained: ReportPhrase) {
        // Those that lie in breaks alone are in no Pareto.
        guard pareto.isEmpty, isByRecords || rows(.stops).isEmpty else { return (.noUnexplained, .noStops) }
        if isByRecords { return (.noStopsRecorded, .noStopsRecorded) }
        let none: ReportPhrase = isUnknown ? .nothingKnown : unknownTime == nil ? .noStopAtAll : .noStopKnown
        return (none, none)
    }

    /// What stands where no machine broke down, as far as is known.
    var emptyBreakdowns: ReportPhrase { isUnknown ? .nothingKnown : .noBreakdown }

    /// What stands where no alarm came, as far as is known.
    var emptyAlarms: ReportPhrase { alarmRates?.number("recorded_s") == 0 ? .nothingKnown : .noAlarms }

    /// The stops that stand in lists, the longest first: their places there are the numbers in the ribbon.
    var listedStops: [ReportRow] {
        Array(unexplainedStops.prefix(Self.mostStops) + explainedStops.prefix(Self.mostStops))
    }

    /// More are no help to anybody who reads; all are in JSON and CSV.
    static let mostStops = 15
    static let mostAlarms = 10

    private func longest(_ belongs: (ReportRow) -> Bool) -> [ReportRow] {
        rows(.stops).filter(belongs).enumerated().sorted { a, b in
            let (first, second) = (a.element.number("within_s") ?? 0, b.element.number("within_s") ?? 0)
            return first == second ? a.offset < b.offset : first > second
        }.map(\.element)
    }

    /// When a stop began; with its date where that is before the date of the report.
    func start(of stop: ReportRow) -> ReportFigure {
        let isBefore = stop.instant("from").map { scope.zone.time(at: $0).date < scope.date } ?? false
        return stop.shown("from", isBefore ? .moment : .clock)
    }

    /// Whether a stop began before the report's time, and whether it goes on after: its duration here is a part of it.
    func reach(of stop: ReportRow) -> (beganBefore: Bool, goesOn: Bool) {
        guard let window = scope.window else { return (false, false) }
        // One that still lasts when the time is over goes on after it.
        let goesOn = stop.instant("to").map { window.to < $0 } ?? !isRunning
        return (stop.instant("from").map { $0 < window.from } ?? false, goesOn)
    }

    /// What people wrote of stops, oldest first.
    var notes: [ReportRow] { rows(.stops).filter { $0.text("note")?.isEmpty == false } }

    // MARK: Alarms

    /// The most frequent first.
    var alarms: [ReportRow] { rows(.alarms).filter { $0.text("code") != nil } }

    /// How many came at all.
    var alarmRates: ReportRow? { rows(.alarms).first { $0.text("code") == nil } }

    /// What people wrote of alarms, oldest first; also what was written anew since.
    var alarmNotes: [ReportRow] { rows(.alarmActions).filter { $0.text("note")?.isEmpty == false } }
}
