import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// A plant that lives by shift records: no machine signals anything, and none need.
struct RecordsPlantTests {
    /// The small plant; A1 and A2 have records of the shift before, B1 an older one and one that makes no sense.
    static func driver(_ language: Language = .en, heard: [LineDocument.Row] = []) -> DashboardDriver {
        let driver = DashboardDriver()
        driver.state = DashboardState(language: language)
        driver.state.link = .live
        let head = TestPlant.head
        let unheard = Set(TestPlant.plant.machines.map(\.id)).subtracting(heard.map(\.machine))
        driver.state.picture.apply(
            ModelDocument(plant: TestPlant.plant, timeBasis: .records, unheard: unheard), head)
        for line in TestPlant.plant.lines {
            let rows = TestPlant.plant.machines.filter { $0.line == line.id }.map { machine in
                heard.first { $0.machine == machine.id }
                    ?? LineDocument.Row(
                        // Its record was heard, and says no state.
                        machine: machine.id, condition: .noData(machine.id == "A1" ? .source : .never), since: nil)
            }
            driver.state.picture.apply(LineDocument(line: line.id, rows: rows), head)
        }
        let rules = [("early", LocalizedText("Early", zh: "早班"), 0), ("late", LocalizedText("Late", zh: "中班"), 960)]
            .map { id, name, from in
                ShiftRule(
                    id: id, name: name, from: from, to: from == 0 ? 960 : 1440,
                    days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
            }
        driver.state.picture.apply(
            CalendarDocument(calendar: PlantCalendar(zone: .utc, shifts: rules)), head)
        driver.state.answer(now: TestPlant.now) { query, cursor in
            Page(seq: 1, some: query.what == .kpi ? Self.rows.filter { $0.isOf(query.machine) } : [], cursor: cursor)
        }
        return driver
    }

    private static func row(_ machine: String, daysAgo: Int64, made: Int64?, oee: Double?, e: Double) -> Row {
        let to = TestPlant.now - .seconds(86_400 * (daysAgo - 1))
        let good: Row.Value = made.map { .integer($0 - 16) } ?? .none
        return ReportSample.row([
            "from": .time(to - .seconds(8 * 3600)), "to": .time(to), "shift": .text("late"), "machine": .text(machine),
            "pq": made.map { .integer($0) } ?? .none, "gq": good, "sq": made == nil ? .none : .integer(16),
            "oee": oee.map { .number($0) } ?? .none, "effectiveness": .number(e), "pri_doubtful": .bool(e > 1),
            "pri_in_question": .bool(e > 1),
            "basis": .text("records"),
        ])
    }

    private static let rows = [
        row("B1", daysAgo: 3, made: 120, oee: 0.5, e: 0.6), row("A1", daysAgo: 2, made: 9000, oee: 0.7, e: 0.8),
        row("B1", daysAgo: 1, made: nil, oee: nil, e: 0), row("A1", daysAgo: 1, made: 9936, oee: 0.82, e: 0.85),
        row("A2", daysAgo: 1, made: 4016, oee: 1.07, e: 1.1),
    ]

    @Test("nobody is called, and no machine is said to be without data", arguments: Language.allCases)
    func calm(_ language: Language) {
        let driver = Self.driver(language)
        #expect(driver.state.picture.attentionCount == 0 && driver.state.picture.counts.isEmpty)
        for size in [Size(40, 20), Size(80, 24), Size(120, 40), Size(200, 60)] {
            let frame = driver.frame(size)
            let text = frame.grid.lines.dropLast().joined(separator: "\n")
            #expect(!text.contains(driver.state.phrases[.noData]) && !text.contains("? "), "\(text)")
            #expect(text.contains(driver.state.phrases[.nothingNeedsSomeone]))
            #expect(frame.grid.lines[1].contains(driver.state.phrases[.recordsOnly]))
        }
    }

    @Test("each machine's row has the newest shift of which there is a record, with its figures marked as assumed")
    func newest() {
        let driver = Self.driver()
        let lines = driver.lines()
        func row(_ id: String) -> String { lines.first { $0.contains(" \(id) ") } ?? "" }
        #expect(
            row("A1").contains("12-31 Late 16–24") && row("A1").contains("9,936   9,920") && row("A1").contains("82*"))
        #expect(row("A2").contains("107?*"), "\(row("A2"))")
        #expect(row("B1").contains("12-29 Late 16–24") && row("B1").contains("120"))
        #expect(row("B2").contains("–") && !row("B2").contains("Late"))
        let small = driver.lines(Size(40, 20))
        #expect(small.contains { $0.contains("A1") && $0.contains("Late 16–24") && $0.contains("82*") }, "\(small)")
    }

    @Test("a machine that does signal is told as everywhere: its silence and its stops need someone")
    func heard() {
        var silent = LineDocument.Row(machine: "A1", condition: .noData(.silent), since: TestPlant.now)
        silent.lastHeard = TestPlant.now - .seconds(600)
        let driver = Self.driver(heard: [silent, TestPlant.row("A2", Condition(.stopped))])
        let found = driver.state.picture.attention(first: 9).map { driver.state.picture.rows[$0.row].machine }
        #expect(found == ["A2", "A1"])
        let lines = driver.lines(Size(120, 40))
        #expect(lines.contains { $0.contains("A1") && $0.contains("no data") })
        #expect(lines.contains { $0.contains("A3") && $0.contains("by records") })
    }

    @Test("shift records tell of no stops, and where stops are looked for that is said", arguments: Language.allCases)
    func stops(_ language: Language) {
        let driver = Self.driver(language)
        driver.press(.character("2"))
        driver.state.answer(now: TestPlant.now, ReviewRows.empty)
        let words = language == .en ? "Shift records tell of no stops" : "班次记录不记停机"
        #expect(driver.lines().contains { $0.contains(words) })
    }

    @Test("in a plant that signals, a machine that was never heard is without data")
    func signals() {
        let driver = Self.driver()
        driver.state.picture.apply(
            ModelDocument(plant: TestPlant.plant), DocumentHead(epoch: 1, number: 5, seq: 5, at: TestPlant.now))
        #expect(driver.state.picture.attentionCount == 5)
    }

    @Test("the machine's screen says that it sends nothing, and what the newest record says")
    func machine() {
        let driver = Self.driver()
        driver.press(.enter)
        driver.state.answer(now: TestPlant.now) { query, cursor in
            Page(seq: 1, some: query.what == .kpi ? Self.rows.filter { $0.isOf(query.machine) } : [], cursor: cursor)
        }
        let lines = driver.lines(Size(120, 40))
        #expect(lines[1].contains("by shift records") && !lines.joined().contains("no data"))
        #expect(lines[2].contains("Last record 12-31 Late 16–24   OEE 82.0 %*   Parts 9,936   Good 9,920   Scrap 16"))
        #expect(lines.contains { $0.contains("This machine sends no values") })
        driver.press(.character("["))
        driver.state.answer(now: TestPlant.now) { query, cursor in
            let row = ReportSample.row(["state": .text("no data"), "from": .time(TestPlant.now - .seconds(86_400))])
            return Page(seq: 1, some: query.what == .intervals ? [row] : [], cursor: cursor)
        }
        #expect(!driver.lines(Size(120, 40)).joined().contains("no data"))
        driver.press(.character("]"), .character("o"))
        driver.state.answer(now: TestPlant.now, ReviewRows.empty)
        #expect(driver.lines().contains { $0.contains("A shift's record comes when it has ended") })
    }
}

extension Row {
    fileprivate func isOf(_ machine: String?) -> Bool { machine == nil || text("machine") == machine }
}
