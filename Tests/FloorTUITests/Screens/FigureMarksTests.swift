import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// What stands behind figures that are not to be taken as they stand.
struct FigureMarksTests {
    @Test("performance above 100 % marks OEE and effectiveness; times by records mark all that rests on time")
    func rule() {
        let doubtful = FigureMarks(isDoubtful: true)
        #expect(ReportFactor.allCases.map(doubtful.short) == ["?", "", "?", ""])
        let assumed = FigureMarks(isAssumed: true)
        #expect(ReportFactor.allCases.map(assumed.short) == ["*", "*", "*", ""])
        #expect(FigureMarks(isDoubtful: true, isAssumed: true).short(.oee) == "?*")
    }

    @Test("on the Floor the figure stays and its mark stands behind it, in the row and in the line's heading")
    func floor() {
        let driver = DashboardDriver()
        var marked = TestPlant.row("A1", Condition(.producing))
        (marked.oee, marked.isIdealDoubtful) = (1.013, true)
        var plain = TestPlant.row("A2", Condition(.producing))
        plain.oee = 0.82
        var document = LineDocument(line: "A", rows: [marked, plain, TestPlant.row("A3", Condition(.idle))])
        (document.oee, document.isIdealDoubtful) = (0.91, true)
        document.shift = LineDocument.Shift(
            id: "early", name: LocalizedText("Early"),
            interval: Interval(from: TestPlant.now - .seconds(3600), to: TestPlant.now + .seconds(3600)), breaks: [])
        driver.state.picture.apply(document, DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now))
        for size in [Size(80, 24), Size(120, 40)] {
            let lines = driver.lines(size)
            #expect(lines.contains { $0.contains("A1 ") && $0.contains(" 101?") }, "\(lines)")
            #expect(lines.contains { $0.contains("A2 ") && $0.contains(" 82") && !$0.contains("82?") })
            #expect(lines.contains { $0.contains("Line A") && $0.contains("OEE 91 %?") })
        }
    }

    /// One line and one machine of figures, performance as given.
    private static func page(_ effectiveness: Double, _ basis: String) -> (Query, Int) -> Page {
        { query, cursor in
            let row = ReportSample.row([
                "line": .text("A"), "machine": query.group == .machine ? .text("A1") : .none, "order": .text("W-1"),
                "availability": .number(0.9), "effectiveness": .number(effectiveness), "quality": .number(0.97),
                "oee": .number(0.9 * effectiveness * 0.97), "pbt_s": .number(3600), "unknown_s": .number(0),
                "basis": .text(basis), "pri_doubtful": .bool(effectiveness > 1),
                "pri_in_question": .bool(effectiveness > 1.02),
            ])
            return Page(seq: 1, some: query.what == .kpi ? [row] : [], cursor: cursor)
        }
    }

    @Test("in OEE opened, by line, by machine and by order, the mark stands behind the value and says what it means")
    func opened() {
        for (command, name) in [("oee", "Line A"), ("oee A", "A1"), ("oee A", "W-1"), ("oee A1", "OEE ")] {
            let driver = DashboardDriver()
            driver.press(.character(":"))
            driver.type(command)
            driver.press(.enter)
            driver.state.answer(now: TestPlant.now, Self.page(1.04, "signals"))
            for size in [Size(80, 24), Size(40, 30)] {
                let lines = driver.lines(size)
                let row = lines.dropFirst(3).first { $0.contains(name) }
                #expect(row?.contains("90.8 %?") == true, "\(command) \(name): \(lines)")
                #expect(lines[1].contains("PRI? above 100 %"), "\(lines[1])")
            }
            driver.state.board.reset()
            driver.state.answer(now: TestPlant.now, Self.page(1.01, "signals"))
            let few = driver.lines()
            #expect(few.dropFirst(3).contains { $0.contains("88.2 %?") }, "\(few)")
            #expect(few[1].contains("? above 100 %: a cycle began before") && !few[1].contains("PRI?"), "\(few[1])")
            driver.state.board.reset()
            driver.state.answer(now: TestPlant.now, Self.page(0.99, "records"))
            let lines = driver.lines()
            #expect(lines.dropFirst(3).contains { $0.contains("86.4 %*") }, "\(lines)")
            #expect(lines[1].contains("* assumed from shift records") && !lines[1].contains("PRI?"))
        }
    }
}
