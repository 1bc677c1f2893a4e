import Basis
import Records
import Shopfloor

extension ReportText {
    // MARK: Ribbon

    /// Each machine's time in characters, the hours above it.
    var ribbons: [String]? {
        guard let window = report.scope.window, !report.rows(.slices).isEmpty else { return nil }
        let names = report.scope.machines
        let left = 2 + min(14, names.map(\.columns).max() ?? 0) + 2
        let breaks = PlannedBreaks(
            intervals: report.scope.shifts.flatMap(\.breaks).map(\.interval), now: report.knownUntil ?? window.to)
        let ribbon = TextRibbon(window: window, width: Self.width - left, breaks: breaks)
        let lines = names.map { name in
            let cut = name.truncated(toColumns: left - 4)
            return "  " + cut + String(repeating: " ", count: left - 2 - cut.columns)
                + ribbon.line(report.rows(.slices).filter { $0.text("machine") == name })
        }
        return section(
            .ribbon, [String(repeating: " ", count: left) + ribbon.hours(report.scope.zone)] + lines + packed(legend))
    }

    private var legend: [String] {
        let states: [MachineState] = [.producing, .setUp, .maintenance, .waiting, .stopped, .idle, .noData]
        let words = Phrases(language: phrases.language)
        return states.map { "\(TextRibbon.mark($0)) \(words[StateLook($0).word])" }
            + ["\(TextRibbon.mark(StateLook.plannedBreak)) \(words[.plannedBreak])"]
    }

    // MARK: Stops

    var breakdowns: [String]? {
        guard let rows = report.breakdowns else { return nil }
        guard !rows.isEmpty else { return section(.breakdowns, ["  " + phrases[report.emptyBreakdowns]]) }
        var table = TextTable([.left(phrases[.machine]), .right("n"), .right("MTBF"), .right("MTTR"), .right("MTTF")])
        table.rows = rows.map { row in
            [
                phrases.name(row, report),
                shown(row.shown("failures", .count)) + (row.isTrue("few_failures") ? "?" : ""),
                shown(row.shown("mtbf_s", .span)), shown(row.shown("mttr_s", .span)),
                shown(row.shown("mttf_s", .span)),
            ]
        }
        let rule = phrases.reliabilityRule(rows).flatMap { wrapped($0, 2) }.map { "  " + $0 }
        return section(.breakdowns, table.lines(width: Self.width) + rule)
    }

    var stopLists: [[String]] {
        [
            stops(.stopsUnexplained, report.unexplainedStops, empty: report.emptyStops.unexplained),
            stops(.stopsExplained, report.explainedStops, empty: report.emptyStops.explained),
        ]
    }

    private func stops(_ title: ReportPhrase, _ rows: [ReportRow], empty: ReportPhrase) -> [String] {
        let unknown = report.leavesOpen(title, isEmpty: rows.isEmpty, empty) ? notKnown : []
        guard !rows.isEmpty else { return section(title, ["  " + phrases[empty]] + unknown) }
        var table = TextTable([
            .left(phrases[.machine]), .left(phrases[.start]), .right(phrases[.duration]), .wrapped(""),
            .wrapped(phrases[.reason]), .flexible(phrases[.note]),
        ])
        let shownRows = rows.prefix(ShiftReport.mostStops)
        table.rows = shownRows.map { row in
            let part = report.part(of: row).map { "\(phrases[.ofIt]) \(shown($0))" }
            let whole = report.whole(of: row).map { "\(phrases[.inAll]) \(shown($0))" }
            let beside = [part, whole, phrases.reach(row, report)].compactMap(\.self).filter { !$0.isEmpty }
            return [
                row.text("machine") ?? "", shown(report.start(of: row)), shown(row.shown("within_s", .span)),
                beside.joined(separator: phrases[.listed]), "\(phrases.mark(of: row)) \(phrases.cause(row, report))",
                row.text("note") ?? "",
            ]
        }
        let more = part(shownRows.count, of: rows.count)
        return section(title, table.lines(width: Self.width) + more + unknown)
    }

    /// Below a list that has not all.
    private func part(_ shown: Int, of all: Int) -> [String] {
        all > shown ? ["  " + phrases.part(shown, of: all)] : []
    }

    /// What stands below the stops: of how much of the time nobody knows whether there were more.
    var notKnown: [String] { report.unknownTime.map { ["  \(phrases[.notKnown]) \(shown($0))"] } ?? [] }

    // MARK: Alarms and what stands below

    var alarms: [String]? {
        guard report.query(.alarms) != nil else { return nil }
        let rates = phrases.rates(report.alarmRates).map { rate in
            "\(shown(rate.figure)) \(rate.title)" + (rate.within.map { " \(shown($0))" } ?? "")
        }
        guard !report.alarms.isEmpty else { return section(.alarms, ["  " + phrases[report.emptyAlarms]]) }
        var table = TextTable([
            .left(phrases[.machine]), .right(phrases[.times]), .right(phrases[.share]), .wrapped(phrases[.alarm]),
        ])
        let shownRows = report.alarms.prefix(ShiftReport.mostAlarms)
        table.rows = shownRows.map { row in
            [
                row.text("machine") ?? "", shown(row.shown("comings", .count)), shown(row.shown("share", .percent)),
                phrases.alarm(row),
            ]
        }
        let more = part(shownRows.count, of: report.alarms.count)
        return section(.alarms, packed(rates) + table.lines(width: Self.width) + more)
    }

    var notes: [String]? {
        let lines = report.notes.flatMap { note(of: $0, at: "from", phrases.note($0)) }
        return lines.isEmpty ? nil : section(.notes, lines)
    }

    var alarmNotes: [String]? {
        let lines = report.alarmNotes.flatMap { note(of: $0, at: "at", "\(phrases.alarm($0)): \(phrases.note($0))") }
        return lines.isEmpty ? nil : section(.alarmNotes, lines)
    }

    /// Machine and time, and beside them the words.
    private func note(of row: ReportRow, at member: String, _ words: String) -> [String] {
        let place = "\(row.text("machine") ?? "") \(shown(row.shown(member, .clock)))"
        return wrapped(words, 4 + place.columns).enumerated().map { number, line in
            "  " + (number == 0 ? place : String(repeating: " ", count: place.columns)) + "  " + line
        }
    }

    var assumptions: [String]? {
        let lines = phrases.assumptions(report).flatMap { wrapped($0, 2) }
        return section(.assumptions, lines.map { "  " + $0 })
    }

    var sources: [String]? {
        section(
            .sources,
            ["  " + phrases[.lookUp]]
                + report.answers.flatMap { answer in
                    wrapped(answer.query.words, 4).enumerated().map { number, line in
                        (number == 0 ? "  " : "    ") + line
                    }
                })
    }
}
