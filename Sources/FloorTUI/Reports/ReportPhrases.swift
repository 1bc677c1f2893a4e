import Basis
import Records
import Shopfloor

/// The texts of a report in one language, and the sentences that are made of rows.
struct ReportPhrases: Hashable, Sendable {
    var language: Language

    subscript(phrase: ReportPhrase) -> String {
        switch language {
        case .en: phrase.texts.en
        case .zh: phrase.texts.zh
        }
    }

    // MARK: Head

    /// `Shift report · Casting · Early`.
    func title(_ report: ShiftReport) -> String {
        let scope = report.scope
        let parts = [
            self[scope.kind == .shift ? .shiftReport : .dayReport], scope.lineName(language),
            scope.machine.map { scope.machineName($0, language) },
            scope.shift.map { id in scope.shifts.first?.name[language] ?? id },
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    /// `Friday 2026-11-27, 06:00–14:00`; of a day the time from its first shift to the end of its last.
    func time(_ scope: ReportScope) -> String {
        let day = "\(self[.weekday(scope.date)]) \(scope.date)"
        guard let window = scope.window else { return day }
        let (from, to) = (scope.zone.time(at: window.from), scope.zone.time(at: window.to))
        // Of a night in which the clocks are set, only the offset tells how long it was.
        let isEven = from.offset == to.offset
        let clocks = [from, to].map { isEven ? $0.hourMinute : $0.hourMinuteAndOffset }
        return "\(day), \(clocks.joined(separator: "–"))"
    }

    func state(_ report: ShiftReport) -> ReportPhrase { report.isAhead ? .ahead : report.isRunning ? .running : .ended }

    /// Whose knowledge it is: `As of seq 1,204, the hub knew until 2026-11-27 14:02:11`.
    func standing(_ report: ShiftReport) -> [(text: String, figure: ReportFigure?)] {
        guard let row = report.standing, report.knownUntil != nil else { return [] }
        var parts: [(String, ReportFigure?)] = [
            (self[.asOfSeq] + " ", row.shown("seq", .count))
        ]
        // A running hub went on recording while it answered.
        if let last = report.standingAfter { parts.append((" – ", last.shown("seq", .count))) }
        parts.append(
            ((language == .en ? ", " : ",") + self[.knownUntil] + " ", row.shown("until", .moment)))
        if report.includesLater, let at = report.at {
            let moment = report.scope.zone.time(at: at).dateAndClock
            parts.append((", \(self[.laterIncluded]) \(moment)", nil))
        }
        return parts
    }

    func subtitles(_ report: ShiftReport) -> [String] {
        let scope = report.scope
        let standing = standing(report).map { $0.text + ($0.figure?.text(scope.zone) ?? "") }.joined()
        let state = scope.window == nil ? nil : self[self.state(report)]
        return [
            [time(scope), state].compactMap(\.self).joined(separator: " · "),
            "\(scope.siteName(language)), \(self[.clocks]) \(scope.zone.identifier)", standing,
        ].filter { !$0.isEmpty }
    }

    /// Why there is nothing to report; nil where there is.
    func absence(_ report: ShiftReport) -> String? {
        let scope = report.scope
        guard scope.window == nil else {
            return report.standing == nil ? self[.nothingKnown] : report.nothingToTell.map { self[$0] }
        }
        guard scope.hasCalendar else { return self[.noCalendar] }
        let text = scope.shift.map { "\(self[.noShift]): \($0)" } ?? self[.noShiftOfDay]
        return scope.holiday.map { "\(text) (\($0[language]))" } ?? text
    }

    // MARK: Rows

    func shiftName(_ row: ReportRow, _ report: ShiftReport) -> String {
        let id = row.text("shift") ?? ""
        return report.scope.shifts.first { $0.id == id }?.name[language] ?? id
    }

    /// `06:00–07:00`.
    func span(_ row: ReportRow, _ report: ShiftReport) -> String {
        [row.instant("from"), row.instant("to")].compactMap { $0.map { report.scope.zone.time(at: $0).hourMinute } }
            .joined(separator: "–")
    }

    /// What stands beside a figure that is not to be taken as it stands.
    func mark(_ factor: ReportFactor, _ row: ReportRow) -> String { star(factor.member, row) + doubt(factor, row) }

    /// Beside what rests on time that nobody measured; what is undefined rests on nothing.
    func star(_ member: String, _ row: ReportRow) -> String {
        row.number(member) == nil ? "" : FigureMarks(isAssumed: row.isAssumed).short(member: member)
    }

    /// `PRI?` or `?` beside an effectiveness above 100 %, which is not cut.
    func doubt(_ factor: ReportFactor, _ row: ReportRow) -> String {
        let mark = factor == .effectiveness ? FigureMarks.doubt(row.isTrue) : ""
        return mark.isEmpty ? "" : " " + mark
    }

    /// What a stop, or a row of the Pareto, was for.
    func cause(_ row: ReportRow, _ report: ShiftReport) -> String {
        StopCause(row.row).words(Phrases(language: language), ofMany: row.number("stops") ?? 1 != 1) {
            report.scope.reasonName($0, language)
        }
    }

    /// The glyph that stands for what a stop was for, so that it is told without colour.
    func mark(of row: ReportRow) -> String {
        let cause = StopCause(row.row)
        return cause.kind?.mark ?? (cause.asksForReason ? "!" : "·")
    }

    /// That a stop began before the report's time, goes on after it, or still lasts, and that it is the rest of the one
    /// before; empty where all of it lies within.
    func reach(_ row: ReportRow, _ report: ShiftReport) -> String {
        let reach = report.reach(of: row)
        let words: [ReportPhrase?] = [
            reach.beganBefore ? .beganBefore : nil, reach.goesOn ? .goesOn : row.instant("to") == nil ? .lasts : nil,
        ]
        let rest = row.text("continues").map { _ in Phrases(language: language)[ReviewPhrase.continued] }
        return (words.map { $0.map { self[$0] } } + [rest]).compactMap(\.self).joined(separator: self[.listed])
    }
}

extension StopReason.Kind {
    /// Only what fails has a full triangle; the rest is quieter.
    var mark: String {
        switch self {
        case .breakdown: "▲"
        case .waiting: "◆"
        case .setUp: "◇"
        case .quality: "△"
        case .planned, .speed, .noOrder: "·"
        }
    }
}

extension ReportPhrases {
    /// How many of a list are shown.
    func part(_ shown: Int, of all: Int) -> String {
        language == .zh ? "列出前 \(shown) 项,共 \(all) 项" : "the first \(shown) of \(all)"
    }

    func alarmText(_ row: ReportRow) -> String {
        LocalizedText(row.text("text") ?? "", zh: row.text("text_zh"))[language]
    }

    /// `shot pressure low (442)`.
    func alarm(_ row: ReportRow) -> String {
        let words = alarmText(row)
        let code = row.text("code") ?? ""
        return words.isEmpty ? code : "\(words) (\(code))"
    }

    /// A note, and whose it is.
    func note(_ row: ReportRow) -> String {
        guard let words = row.text("note"), !words.isEmpty else { return "" }
        // Of a stop others may have said other things since.
        let author = row.text("noted_by") ?? row.text("by")
        return author.map { "\(words) (\(self[.by]) \($0))" } ?? words
    }

    /// The member that says of which time a figure of alarms is.
    private static let within: [ReportPhrase: String] = [.alarmRate: "recorded_s", .alarmPeak: "window_s"]

    /// How often alarms came: figures with what they are, and of which time.
    func rates(_ row: ReportRow?) -> [(title: String, figure: ReportFigure, within: ReportFigure?)] {
        let chatters: ReportPhrase = row?.number("chatters") == 1 ? .alarmChatter : .alarmChatters
        let floods: ReportPhrase = row?.number("floods") == 1 ? .alarmFlood : .alarmFloods
        let members: [(ReportPhrase, String, ReportFigure.Form)] = [
            (.alarmComings, "comings", .count), (.alarmRate, "per_day", .rate), (.alarmPeak, "peak", .count),
            (floods, "floods", .count), (chatters, "chatters", .count), (.alarmStale, "stale", .count),
        ]
        // None came, as far as is known; of no time at all that says nothing.
        if row?.number("recorded_s") == 0, row?.number("comings") == 0 { return [] }
        return members.compactMap { phrase, member, form in
            // What stands now says nothing of a time that is over.
            if phrase == .alarmStale, row?.number(member) == nil { return nil }
            return row?.figure(member, form).map {
                (self[phrase], $0, Self.within[phrase].flatMap { row?.figure($0, .span) })
            }
        }
    }

    /// What stands below the figures of breakdowns: the rule that made them, and that few say little.
    func reliabilityRule(_ rows: [ReportRow]) -> [String] {
        let hasFew = rows.contains { $0.isTrue("few_failures") }
        return [Reliability.rule[language]] + (hasFew ? [Phrases(language: language)[.fewFailures]] : [])
    }

    /// Of a machine its id, of the whole line its name.
    func name(_ row: ReportRow, _ report: ShiftReport) -> String {
        row.text("machine") ?? report.scope.lineName(language)
    }

    /// What a reader must know of the figures.
    func assumptions(_ report: ShiftReport) -> [String] {
        let figures = [report.total].compactMap(\.self) + report.machines + report.shifts
        var lines = [self[.formulas]]
        let assumed = report.machines.filter(\.isAssumed)
        lines.append(
            assumed.isEmpty
                ? self[.assumedNothing]
                : "\(self[.assumedRecords]) " + assumed.compactMap { $0.text("machine") }.joined(separator: ", "))
        let doubts = figures.map { FigureMarks.doubt($0.isTrue) }
        lines += Phrases(language: language).meanings(ofDoubts: doubts)
        if report.scope.shifts.contains(where: { !$0.breaks.isEmpty }) { lines.append(self[.workedBreaks]) }
        if figures.contains(where: { $0.isTrue("quality_weighted") }) { lines.append(self[.qualityWeighted]) }
        if report.pareto.contains(where: { $0.number("stops") == 0 }) { lines.append(self[.countedElsewhere]) }
        let reaches = report.listedStops.map(report.reach)
        if reaches.contains(where: { $0.beganBefore || $0.goesOn }) { lines.append(self[.cutStops]) }
        if report.listedStops.contains(where: { report.whole(of: $0) != nil }) { lines.append(self[.wholeStops]) }
        if report.unexplainedStops.contains(where: { report.part(of: $0) != nil }) { lines.append(self[.partStops]) }
        let isUndefined = figures.contains { row in
            ReportFactor.allCases.contains { row.row[$0.member] == Row.Value.none }
        }
        let isUnrecorded = report.hours.contains { $0.row["pq"] == Row.Value.none }
        if isUndefined || isUnrecorded { lines.append(self[.undefined]) }
        if !report.scope.hasCalendar { lines.append(self[.noCalendar]) }
        return lines
    }
}
