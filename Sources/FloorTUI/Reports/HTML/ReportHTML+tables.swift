import Basis
import Records
import Shopfloor

extension ReportHTML {
    /// A column of a table: its title, and whether figures stand in it.
    struct Column {
        var title: String
        var isFigure = false
        var symbol: String?
    }

    func table(
        _ columns: [Column], _ name: String = "", to html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
    ) {
        html.element("table", ["class": name]) { table in
            table.element("thead") { head in
                head.element("tr") { row in
                    for column in columns {
                        row.element("th", ["class": column.isFigure ? "n" : ""]) { cell in
                            cell.write(column.title)
                            guard let symbol = column.symbol else { return }
                            cell.raw("<br/>")
                            cell.write(symbol)
                        }
                    }
                }
            }
            table.newLine()
            table.element("tbody") { body(&$0) }
        }
        html.newLine()
    }

    func figureCell(_ figure: ReportFigure, _ row: inout HTMLWriter, mark: String = "") {
        row.element("td", ["class": "n"]) { cell in
            cell.figure(figure)
            if !mark.isEmpty { cell.element("span", ["class": "mark"], mark) }
        }
    }

    /// The ratios and quantities of machines or shifts, one a row.
    func writeFigures(
        _ title: ReportPhrase, _ first: ReportPhrase, _ rows: [ReportRow], to html: inout HTMLWriter,
        _ name: (ReportRow) -> String
    ) {
        guard !rows.isEmpty else { return }
        html.element("section") { section in
            section.element("h2", phrases[title])
            let columns =
                [Column(title: phrases[first])]
                + ReportFactor.allCases.map { Column(title: phrases[$0.title], isFigure: true) }
                + ReportAmount.allCases.map { Column(title: phrases[$0.title], isFigure: true) }
            table(columns, to: &section) { body in
                for row in rows {
                    body.element("tr") { line in
                        line.element("td") { cell in
                            cell.element("span", ["class": "id"], name(row))
                            if row.isAssumed {
                                cell.element("span", ["class": "mark"], " " + phrases[.assumed])
                            }
                        }
                        for factor in ReportFactor.allCases {
                            figureCell(row.shown(factor.member, .percent), &line, mark: phrases.mark(factor, row))
                        }
                        for amount in ReportAmount.allCases { figureCell(row.shown(amount.member, .count), &line) }
                    }
                    body.newLine()
                }
            }
        }
        html.newLine()
    }

    /// The elements of planned busy time: a bar and the seconds.
    func writeElements(to html: inout HTMLWriter) {
        let rows = report.machines
        guard rows.contains(where: { $0.number("pbt_s") != nil }) else { return }
        let longest = rows.compactMap { $0.number("pbt_s") }.max() ?? 0
        html.element("section") { section in
            section.element("h2", phrases[.timeElements])
            let columns =
                [Column(title: phrases[.machine]), Column(title: "")]
                + [Column(title: phrases[.busy], isFigure: true, symbol: "PBT")]
                + PlannedElement.allCases.map {
                    Column(title: phrases[$0.title], isFigure: true, symbol: $0.symbol)
                }
            table(columns, to: &section) { body in
                for row in rows {
                    body.element("tr") { line in
                        line.element("td") { $0.element("span", ["class": "id"], row.text("machine") ?? "") }
                        line.element("td", ["class": "bar"]) { ElementBar(row: row, longest: longest).write(to: &$0) }
                        for member in ["pbt_s"] + PlannedElement.allCases.map(\.member) {
                            figureCell(row.shown(member, .span), &line, mark: phrases.star(member, row))
                        }
                    }
                    body.newLine()
                }
            }
            legend(PlannedElement.allCases.map { (ChartFill($0), phrases[$0.title]) }, to: &section)
        }
        html.newLine()
    }

    // MARK: Stops

    func writeBreakdowns(to html: inout HTMLWriter) {
        guard let rows = report.breakdowns else { return }
        html.element("section") { section in
            section.element("h2", phrases[.breakdowns])
            guard !rows.isEmpty else { return section.element("p", ["class": "soft"], phrases[report.emptyBreakdowns]) }
            let columns =
                [Column(title: phrases[.machine])]
                + ["n", "MTBF", "MTTR", "MTTF"].map {
                    Column(title: $0, isFigure: true)
                }
            table(columns, to: &section) { body in
                for row in rows {
                    body.element("tr") { line in
                        line.element("td") { $0.element("span", ["class": "id"], phrases.name(row, report)) }
                        figureCell(row.shown("failures", .count), &line, mark: row.isTrue("few_failures") ? "?" : "")
                        figureCell(row.shown("mtbf_s", .span), &line)
                        figureCell(row.shown("mttr_s", .span), &line)
                        figureCell(row.shown("mttf_s", .span), &line)
                    }
                    body.newLine()
                }
            }
            section.element("p", ["class": "soft words"], phrases.reliabilityRule(rows).joined(separator: " · "))
        }
        html.newLine()
    }

    func writeStops(to html: inout HTMLWriter) {
        let open = report.unexplainedStops
        stops(.stopsUnexplained, open, from: 0, empty: report.emptyStops.unexplained, to: &html)
        stops(
            .stopsExplained, report.explainedStops, from: min(open.count, ShiftReport.mostStops),
            empty: report.emptyStops.explained, to: &html)
    }

    /// - Parameter from: how many stops are numbered before these.
    private func stops(
        _ title: ReportPhrase, _ rows: [ReportRow], from: Int, empty: ReportPhrase, to html: inout HTMLWriter
    ) {
        html.element("section", ["class": "long"]) { section in
            section.element("h2", phrases[title])
            defer { if report.leavesOpen(title, isEmpty: rows.isEmpty, empty) { writeNotKnown(to: &section) } }
            guard !rows.isEmpty else { return section.element("p", ["class": "soft"], phrases[empty]) }
            let titles: [(ReportPhrase?, Bool)] = [
                (nil, false), (.machine, false), (.start, true), (.duration, true), (nil, false), (.reason, false),
                (.note, false),
            ]
            let columns = titles.map { Column(title: $0.0.map { phrases[$0] } ?? "", isFigure: $0.1) }
            let shown = rows.prefix(ShiftReport.mostStops)
            table(columns, "stops", to: &section) { body in
                for (number, row) in shown.enumerated() {
                    stop(row, number: from + number + 1, to: &body)
                    body.newLine()
                }
            }
            writePart(shown.count, of: rows.count, to: &section)
        }
        html.newLine()
    }

    /// Below a list that has not all.
    private func writePart(_ shown: Int, of all: Int, to section: inout HTMLWriter) {
        guard all > shown else { return }
        section.element("p", ["class": "soft part"], phrases.part(shown, of: all))
    }

    /// Of how much of the time nobody knows whether there were more stops.
    func writeNotKnown(to html: inout HTMLWriter) {
        guard let time = report.unknownTime else { return }
        html.element("p", ["class": "soft"]) { line in
            line.write(phrases[.notKnown] + " ")
            line.figure(time)
        }
    }

    private func stop(_ row: ReportRow, number: Int, to body: inout HTMLWriter) {
        body.element("tr") { line in
            line.element("td", ["class": "ref"], String(number))
            line.element("td") { $0.element("span", ["class": "id"], row.text("machine") ?? "") }
            figureCell(report.start(of: row), &line)
            line.element("td", ["class": "n"]) { cell in
                cell.figure(row.shown("within_s", .span))
                for (word, figure) in [(ReportPhrase.ofIt, report.part(of: row)), (.inAll, report.whole(of: row))] {
                    guard let figure else { continue }
                    cell.element("span", ["class": "mark"]) { span in
                        span.write(" \(phrases[word]) ")
                        span.figure(figure)
                    }
                }
                let reach = phrases.reach(row, report)
                if !reach.isEmpty { cell.element("span", ["class": "mark"], " " + reach) }
            }
            let isOpen = row.isTrue("unexplained")
            line.element("td", ["class": isOpen ? "glyph bad" : "glyph"], phrases.mark(of: row))
            line.element("td", ["class": isOpen ? "bad" : ""]) {
                $0.element("span", ["class": "words"], phrases.cause(row, report))
            }
            line.element("td") { $0.element("span", ["class": "words"], phrases.note(row)) }
        }
    }

    // MARK: Alarms and below

    func writeAlarms(to html: inout HTMLWriter) {
        guard report.query(.alarms) != nil else { return }
        html.element("section") { section in
            section.element("h2", phrases[.alarms])
            let rates = phrases.rates(report.alarmRates)
            if !rates.isEmpty {
                section.element("p", ["class": "soft"]) { line in
                    for (number, rate) in rates.enumerated() {
                        if number > 0 { line.write(" · ") }
                        line.figure(rate.figure)
                        line.write(" " + rate.title)
                        guard let within = rate.within else { continue }
                        line.write(" ")
                        line.figure(within)
                    }
                }
            }
            guard !report.alarms.isEmpty else {
                return section.element("p", ["class": "soft"], phrases[report.emptyAlarms])
            }
            let columns = [
                Column(title: phrases[.machine]), Column(title: phrases[.times], isFigure: true),
                Column(title: phrases[.share], isFigure: true), Column(title: phrases[.alarm]),
            ]
            let shown = report.alarms.prefix(ShiftReport.mostAlarms)
            table(columns, "alarms", to: &section) { body in
                for row in shown {
                    body.element("tr") { line in
                        line.element("td") { $0.element("span", ["class": "id"], row.text("machine") ?? "") }
                        figureCell(row.shown("comings", .count), &line)
                        figureCell(row.shown("share", .percent), &line)
                        line.element("td") { $0.element("span", ["class": "words"], phrases.alarm(row)) }
                    }
                    body.newLine()
                }
            }
            writePart(shown.count, of: report.alarms.count, to: &section)
        }
        html.newLine()
    }

    /// What people wrote of stops that stand in no list above.
    func writeNotes(to html: inout HTMLWriter) {
        let listed = Set(report.listedStops)
        writeNotes(.notes, report.notes.filter { !listed.contains($0) }, at: "from", to: &html) { phrases.note($0) }
    }

    /// What people wrote of alarms, and when.
    func writeAlarmNotes(to html: inout HTMLWriter) {
        writeNotes(.alarmNotes, report.alarmNotes, at: "at", to: &html) { row in
            "\(phrases.alarm(row)): \(phrases.note(row))"
        }
    }

    private func writeNotes(
        _ title: ReportPhrase, _ rows: [ReportRow], at member: String, to html: inout HTMLWriter,
        _ words: (ReportRow) -> String
    ) {
        guard !rows.isEmpty else { return }
        html.element("section") { section in
            section.element("h2", phrases[title])
            for row in rows {
                section.element("p") { line in
                    line.element("span", ["class": "id"], row.text("machine") ?? "")
                    line.write(" ")
                    line.figure(row.shown(member, .clock))
                    line.write("  ")
                    line.element("span", ["class": "words"], words(row))
                }
            }
        }
        html.newLine()
    }

    func writeFooter(to html: inout HTMLWriter) {
        html.element("footer") { footer in
            for line in phrases.assumptions(report) { footer.element("p", ["class": "words"], line) }
            footer.element("p", phrases[.lookUp])
            footer.element("ol") { list in
                for answer in report.answers {
                    list.element("li") { item in
                        item.element("code", ["id": answer.part.rawValue], answer.query.words)
                    }
                }
            }
        }
        html.newLine()
    }
}
