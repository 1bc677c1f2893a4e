import Basis
import Records
import Shopfloor

/// A report as one page of HTML that needs nothing else: no network, no script, charts as SVG, A4 portrait when printed.
///
/// Each figure carries in `data-query`, `data-row` and `data-member` where it stands in an answer, and the page ends with
/// the commands that give these answers.
struct ReportHTML {
    let report: ShiftReport
    let phrases: ReportPhrases

    init(_ report: ShiftReport, _ language: Language) {
        self.report = report
        phrases = ReportPhrases(language: language)
    }

    var text: String {
        var html = HTMLWriter(zone: report.scope.zone)
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": phrases.language == .en ? "en" : "zh-Hans"]) { html in
            html.newLine()
            html.element("head") { writeHead(to: &$0) }
            html.newLine()
            html.element("body") { writeBody(to: &$0) }
        }
        html.newLine()
        return html.text
    }

    private func writeHead(to html: inout HTMLWriter) {
        html.raw("<meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/>\n")
        // Whatever a text would smuggle in, the page loads nothing and runs nothing.
        html.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>")
        html.newLine()
        html.element("title", "\(phrases.title(report)) · \(report.scope.date)")
        html.newLine()
        html.raw("<style>\n")
        html.raw(ReportStyle.sheet)
        html.raw("\n</style>")
    }

    private func writeBody(to html: inout HTMLWriter) {
        html.newLine()
        ReportStyle.writePatterns(to: &html)
        writeHeader(to: &html)
        if let absence = phrases.absence(report) {
            html.element("section") { $0.element("p", absence) }
            html.newLine()
            return
        }
        writeKeyFigures(to: &html)
        writeRibbon(to: &html)
        writeFigures(.perMachine, .machine, report.machines, to: &html) { $0.text("machine") ?? "" }
        if !report.shifts.isEmpty {
            writeFigures(.perShift, .shift, report.shifts, to: &html) { phrases.shiftName($0, report) }
        }
        writeElements(to: &html)
        html.element("div", ["class": "pair"]) { pair in
            pair.element("section") { writePareto(to: &$0) }
            pair.element("section") { writeHours(to: &$0) }
        }
        html.newLine()
        writeBreakdowns(to: &html)
        writeStops(to: &html)
        writeAlarms(to: &html)
        writeNotes(to: &html)
        writeAlarmNotes(to: &html)
        writeFooter(to: &html)
    }

    // MARK: Head

    private func writeHeader(to html: inout HTMLWriter) {
        let scope = report.scope
        html.element("header") { header in
            header.element("p", ["class": "kicker"]) { line in
                line.element(
                    "span", ["class": "words"],
                    "\(phrases[scope.kind == .shift ? .shiftReport : .dayReport]) · \(scope.siteName(phrases.language))"
                )
                if scope.window != nil {
                    line.element("span", ["class": report.isRunning ? "running" : ""], phrases[phrases.state(report)])
                }
            }
            header.element("h1", phrases.title(report).split(separator: " · ").dropFirst().joined(separator: " · "))
            header.element("p") { line in
                line.element("time", "\(phrases.time(scope)) · \(phrases[.clocks]) \(scope.zone.identifier)")
            }
            header.element("p") { line in
                for part in phrases.standing(report) {
                    line.write(part.text)
                    if let figure = part.figure { line.figure(figure) }
                }
            }
        }
        html.newLine()
    }

    private func writeKeyFigures(to html: inout HTMLWriter) {
        guard let total = report.total else { return }
        html.element("div", ["class": "key"]) { key in
            key.element("div") { block in
                block.element("small", phrases[.oee])
                block.element("div", ["class": "big"]) { $0.figure(total.shown("oee", .percent)) }
            }
            key.element("div") { FactorChart(total: total, phrases: phrases).write(to: &$0) }
            key.element("dl") { list in
                for amount in ReportAmount.allCases {
                    list.element("dt", phrases[amount.title])
                    list.element("dd") { $0.figure(total.shown(amount.member, .count)) }
                }
                guard let coverage = total.figure("coverage", .percent) else { return }
                list.element("dt", phrases[.coverage])
                list.element("dd") { cell in
                    cell.figure(coverage)
                    let star = phrases.star(coverage.member, total)
                    if !star.isEmpty { cell.element("span", ["class": "mark"], star) }
                }
            }
        }
        html.newLine()
    }

    private func writeRibbon(to html: inout HTMLWriter) {
        guard let window = report.scope.window, !report.rows(.slices).isEmpty else { return }
        html.element("section") { section in
            section.element("h2", phrases[.ribbon])
            RibbonChart(report: report, window: window).write(to: &section)
            legend(
                MachineState.allCases.map { state in
                    let glyph = ChartFill.glyph(state).map { $0 + " " } ?? ""
                    return (ChartFill(state), glyph + Phrases(language: phrases.language)[StateLook(state).word])
                }, to: &section)
        }
        html.newLine()
    }

    func legend(_ entries: [(ChartFill, String)], to html: inout HTMLWriter) {
        html.element("p", ["class": "legend"]) { legend in
            for (fill, text) in entries {
                legend.element("span") { entry in
                    entry.element("svg", ["viewBox": "0 0 18 10", "aria-hidden": "true"]) { svg in
                        svg.empty(
                            "rect",
                            [
                                "class": fill.rawValue, "x": "0.5", "y": "0.5", "width": "17", "height": "9",
                                "stroke": "#8b959e", "stroke-width": "0.6",
                            ])
                    }
                    entry.write(text)
                }
            }
        }
    }

    // MARK: Charts

    private func writePareto(to html: inout HTMLWriter) {
        html.element("h2", phrases[.pareto])
        let empty = report.emptyStops.explained
        if report.pareto.isEmpty {
            html.element("p", ["class": "soft"], phrases[empty])
        } else {
            ParetoChart(report: report, phrases: phrases).write(to: &html)
        }
        if empty != .nothingKnown { writeNotKnown(to: &html) }
    }

    private func writeHours(to html: inout HTMLWriter) {
        html.element("h2", phrases[.hours])
        guard report.hours.contains(where: { $0.number("pq") != nil }) else {
            return html.element("p", ["class": "soft"], phrases[.noHours])
        }
        HourChart(report: report).write(to: &html)
        legend(
            [
                (.normal, phrases[.good]), (.bad, phrases[.scrap]), (.warn, phrases[.rework]),
                (.rule, phrases[.ideal]),
            ], to: &html)
    }
}
