import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("The screens of alarms")
struct AlarmScreenTests {
    @Test(
        "an alarm of which nobody knows whether it stands has its text whole at 80 columns, and the words for it at 120"
    )
    func unknownAlarm() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        var state = ReviewScreenTests.reach([.character("4")], machine: nil, hall, now) {
            ReviewRows.page($0, cursor: $1, now: now)
        }
        let narrow = GoldenTests.text(&state, now, Size(80, 24))
        #expect(narrow.contains("? DC-05") && narrow.contains("spray nozzle clogged"), "\(narrow)")
        let wide = GoldenTests.text(&state, now, Size(140, 40))
        #expect(wide.contains("spray nozzle clogged [not known whether it stands]"), "\(wide)")
    }

    @Test("at 80 columns an alarm keeps its code beside author and note, and says once who it was")
    func codeAndAuthor() {
        var rows = [AlarmFormTests.row("A1", "PLC-700.5-12", .acknowledged, note: "seal leaks", by: "t-2izi8x")]
        rows[0].add("noted_by", "t-2izi8x")
        rows.append(AlarmFormTests.row("A2", "118", .acknowledged, note: "seal too", by: "t-2izi8x"))
        rows[1].add("noted_by", "t-office")
        let form = AlarmFormTests.list(rows)
        let lines = form.driver.lines()
        #expect(lines.contains { $0.contains(" Code ") && $0.contains(" Note") }, "\(lines)")
        let both = ["A1", "A2"].map { id in lines.first { $0.contains(id) && $0.contains("seal") } ?? "" }
        #expect(both[0].contains("PLC-700.5-12") && both[0].ranges(of: "t-2izi8x").count == 1, "\(both)")
        #expect(both[1].contains("118"), "\(both)")
        let wide = form.driver.lines(Size(160, 40)).first { $0.contains("A2") } ?? ""
        #expect(wide.contains("seal too (t-office)"), "\(wide)")
    }

    @Test("texts have the room that is free beside author and note; who shelved an alarm is whole at 80 columns")
    func room() {
        var rows = [AlarmFormTests.row("A1", "PLC-700.5-12-LONG", .shelved)]
        rows[0].add("shelved_by", "t-2izi8x")
        rows[0].add("shelved_until", TestPlant.now + .seconds(3600))
        rows.append(AlarmFormTests.row("A2", "118", .acknowledged, note: "seal", by: "t-office"))
        let form = AlarmFormTests.list(rows)
        let narrow = form.driver.lines().first { $0.contains("A1 ") } ?? ""
        #expect(narrow.contains("t-2izi8x"), "\(narrow)")
        let wide = form.driver.lines(Size(160, 40)).first { $0.contains("A1 ") } ?? ""
        #expect(wide.contains("PLC-700.5-12-LONG") && wide.contains("t-2izi8x") && !wide.contains("…"), "\(wide)")
    }

    @Test("where the chart of alarms has fewer columns than stretches of time, its title says what a column is")
    func denseRates() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        let keys: [Key] = [.character("4"), .character("r")]
        var shift = ReviewScreenTests.reach(keys, machine: nil, hall, now) { ReviewRows.page($0, cursor: $1, now: now) }
        #expect(!GoldenTests.text(&shift, now, Size(80, 24)).contains("a column is"))
        let more: [Key] = keys + [.character("w")]
        var day = ReviewScreenTests.reach(more, machine: nil, hall, now) { ReviewRows.page($0, cursor: $1, now: now) }
        let text = GoldenTests.text(&day, now, Size(80, 24))
        #expect(text.contains("Alarms in each 10 min · a column is the most in one of them"), "\(text)")
    }

    @Test("rates of less than an hour are none; without alarms there is no chart, and no title of one")
    func fewRates() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        func text(_ change: @escaping (inout Row) -> Void) -> String {
            var state = ReviewScreenTests.reach([.character("4"), .character("r")], machine: nil, hall, now) {
                query, cursor in
                guard query.what == .alarmRates, query.isExplained != true else {
                    return ReviewRows.page(query, cursor: cursor, now: now)
                }
                var rows = ReviewRows.rows(query, now)
                if !rows.isEmpty { change(&rows[0]) }
                return Page(seq: 1, some: rows, cursor: cursor)
            }
            return GoldenTests.text(&state, now, Size(120, 40))
        }
        let short = text { row in
            row.replace("per_day", .none)
            row.replace("recorded_s", .number(480))
        }
        #expect(short.contains("54 came  0:08 recorded  ") && !short.contains("a day in"), "\(short)")
        let none = text { $0.replace("comings", .integer(0)) }
        #expect(!none.contains("Alarms in each"), "\(none)")
    }

    @Test("ten thousand alarms are drawn in a frame's time, the open ones first")
    func manyAlarms() {
        let driver = DashboardDriver()
        driver.press(.character("4"))
        driver.state.answer(now: TestPlant.now) { query, cursor in
            guard query.what == .alarms else { return ReviewRows.empty(query, cursor: cursor) }
            let rows = (0..<10_000).map { number in
                var row = ReviewRows.rows(Query(.alarms), TestPlant.now)[number / 2000]
                row.replace("id", .text("x/y/\(number)"))
                return row
            }
            return Page(seq: 1, some: rows, cursor: cursor)
        }
        let alarms = driver.lines()
        #expect(alarms[3...6].contains { $0.contains("active, not acknowledged") })
        #expect(alarms[1].contains("+ active, not acknowledged"), "more are there than are here: \(alarms[1])")
        let start = ContinuousClock.now
        for _ in 0..<10 {
            driver.press(.pageDown)
            _ = driver.lines()
        }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test("whoever goes down the alarm list gets the next page, in the hub's order, as in other lists")
    func alarmPages() throws {
        let driver = DashboardDriver()
        driver.press(.character("4"))
        func answer() {
            driver.state.answer(now: TestPlant.now) { query, cursor in
                let rows = (0..<900).map { number in
                    var row = ReviewRows.rows(Query(.alarms), TestPlant.now)[0]
                    row.replace("id", .text("x/y/\(number)"))
                    row.replace("text", .text("alarm \(number)"))
                    return row
                }
                return query.what == .alarms
                    ? Page(seq: 1, some: rows, cursor: cursor) : ReviewRows.empty(query, cursor: cursor)
            }
        }
        answer()
        #expect(driver.lines()[2].contains("+"))
        for _ in 0..<4 {
            driver.press(.end)
            answer()
        }
        driver.press(.end)
        #expect(driver.lines().contains { $0.contains("alarm 899") })
        #expect(!driver.lines()[2].contains("+"))
        driver.press(.character("/"))
        driver.type("alarm 777")
        driver.press(.enter)
        #expect(driver.lines().contains { $0.contains("alarm 777") })
    }

    @Test("rates of alarms: r opens them, their times go by [ ] and w, Enter the alarms of the machine")
    func rates() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        var state = ReviewScreenTests.reach([.character("4"), .character("r")], machine: nil, hall, now) {
            ReviewRows.page($0, cursor: $1, now: now)
        }
        #expect(state.pages.last is AlarmRatesScreen)
        let text = GoldenTests.text(&state, now, Size(80, 24))
        #expect(
            text.contains("162 a day (≤ 150)") && text.contains("Chatter 2") && text.contains("1 stale")
                && text.contains("die temperature high"), "none of the facts leaves where there is little room: \(text)"
        )
        #expect(
            GoldenTests.text(&state, now, Size(120, 40)).contains("162 a day in 8:00 recorded (goal ≤ 150)"))
        for key in [Key.character("w"), .character("["), .down, .enter] {
            _ = state.handle(key, now: now)
            state.answer(now: now) { ReviewRows.page($0, cursor: $1, now: now) }
        }
        #expect((state.pages.last as? AlarmScreen)?.scope == .machine("DC-08"))
        _ = state.handle(.escape, now: now)
        #expect(state.pages.last is AlarmRatesScreen)
        for key in ":rates DC-02".map(Key.character) + [.enter] { _ = state.handle(key, now: now) }
        #expect((state.pages.last as? AlarmRatesScreen)?.scope == .machine("DC-02"))
        _ = state.handle(.escape, now: now)
        #expect(state.pages.last is AlarmScreen)
    }
}

extension Row {
    fileprivate mutating func replace(_ name: String, _ value: Value) {
        let members = members
        self = Row()
        for member in members { add(member.name, member.name == name ? value : member.value) }
    }
}
