import Basis
import Records
import Shopfloor
import Store
import Testing
import Widgets

@testable import FloorTUI

@Suite("What stands below the list of alarms: the selected one in full")
struct AlarmFootTests {
    private static let note = "pump changed at 06:40, seal kit ordered, watch the pressure until the next service"

    private static func row(_ machine: String, note: String? = note) -> Row {
        var row = AlarmFormTests.row(machine, "acc_failed_long_code", .acknowledged, note: note, by: "t-2izi8x")
        row.add("acknowledged_at", TestPlant.now - .seconds(120))
        row.add("noted_by", note == nil ? nil : "t-office")
        row.add("noted_at", note == nil ? nil : TestPlant.now - .seconds(60))
        return row
    }

    /// Lines below the rule that names the alarm.
    private static func foot(_ lines: [String], _ name: String) -> [String] {
        guard let rule = lines.firstIndex(where: { $0.contains("── \(name)") }) else { return [] }
        return Array(lines[rule...].dropLast(2))
    }

    @Test("which it is, its text, state, who and when, repeats, and the note whole", arguments: Language.allCases)
    func whole(_ language: Language) {
        let form = AlarmFormTests.list([Self.row("A1")])
        form.driver.state.phrases.language = language
        let phrases = form.driver.state.phrases
        for size in [Size(80, 24), Size(120, 40)] {
            let foot = Self.foot(form.driver.lines(size), "A1 plc acc_failed_long_code")
            let text = foot.flatMap { $0.split(separator: " ") }.joined(separator: " ")
            #expect(text.contains(language == .zh ? "压力低" : "pressure low"))
            let words: [String] = [
                phrases[.alarmAcknowledged], "t-2izi8x (\(phrases[.unsigned])) 12-31 23:58", "×2", "t-office",
            ]
            for word in words { #expect(text.contains(word), "\(word): \(foot)") }
            #expect(text.contains(Self.note), "\(foot)")
        }
    }

    @Test("a shelved one says until when; what is on its way is said, too")
    func shelved() throws {
        var row = AlarmFormTests.row("A1", "1", .shelved, by: "t-9")
        row.add("shelved_by", "t-shop")
        row.add("shelved_until", TestPlant.now + .seconds(3600))
        let form = AlarmFormTests.list([row])
        func text() -> String { Self.foot(form.driver.lines(), "A1 plc 1").joined() }
        #expect(text().contains("shelved · until 01:00 · by t-shop (unsigned)"), "\(text())")
        form.press([.character("n")] + "ok".map(Key.character) + [.tab, .enter])
        form.driver.state.outbox.contents.entries = [try #require(form.queued.last)]
        #expect(text().contains("alarm: note: queued"), "\(text())")
    }

    @Test("rows come first: a full list keeps its lines, on a small screen all of them, and does not move with the bar")
    func rowsFirst() {
        let rows = (1...60).map { Self.row("A\($0)", note: $0 == 2 ? String(repeating: "long ", count: 80) : nil) }
        let form = AlarmFormTests.list(rows)
        func listed(_ size: Size) -> Int {
            form.driver.lines(size).count { $0.contains("pressure low") && $0.contains(" A") }
        }
        let first = listed(Size(80, 24))
        #expect(first >= 10, "\(form.driver.lines(Size(80, 24)))")
        form.press(.down)
        #expect(listed(Size(80, 24)) == first)
        let foot = Self.foot(form.driver.lines(Size(80, 24)), "A2 plc acc_failed_long_code")
        #expect(foot.count == 5 && foot[4].hasSuffix("…"), "what is cut says so: \(foot)")
        #expect(Self.foot(form.driver.lines(Size(80, 16)), "A2").isEmpty)
    }

    @Test("a note is whole where rows leave the lines for it")
    func longNote() {
        let long = (1...60).map { "word\($0)" }.joined(separator: " ")
        let form = AlarmFormTests.list([Self.row("A1", note: long)])
        let foot = Self.foot(form.driver.lines(), "A1").joined(separator: " ")
        for number in 1...60 { #expect(foot.contains("word\(number)"), "\(number)") }
    }

    @Test("where notes have no column a sign says which alarms have one")
    func sign() {
        var rows = [Self.row("A1"), Self.row("A2", note: nil)]
        for item in ["hydraulics", "spray"] {
            rows.append(
                AlarmFormTests.row("A3", "c", .unacknowledged, item: item, since: TestPlant.now - .seconds(200_000)))
        }
        let form = AlarmFormTests.list(rows)
        let lines = form.driver.lines()
        #expect(!lines[3].contains("Note"), "\(lines)")
        #expect(lines.contains { $0.contains("A1") && $0.contains("[note]") }, "\(lines)")
        #expect(!lines.contains { $0.contains("A2") && $0.contains("[note]") })
        #expect(!form.driver.lines(Size(140, 40)).contains { $0.contains("[note]") })
    }

    @Test("no count of the head is lost where there is little room", arguments: Language.allCases)
    func counts(_ language: Language) {
        let states: [AlarmState] = [.unacknowledged, .acknowledged, .returned, .shelved]
        let rows = states.enumerated().flatMap { number, state in
            (0..<12).map { AlarmFormTests.row("A\(number)", "\($0)", state) }
        }
        let form = AlarmFormTests.list(rows)
        form.driver.state.phrases.language = language
        let phrases = form.driver.state.phrases
        for width in [40, 80, 120] {
            let line = form.driver.lines(Size(width, 24))[1]
            let words: String = phrases[width == 40 ? .alarmShelvedShort : .alarmShelved]
            #expect(line.contains("12 \(words)") && line.ranges(of: "12").count == 4, "\(line)")
        }
    }

    @Test("the form that shelves an alarm says that this acknowledges it, too", arguments: Language.allCases)
    func shelving(_ language: Language) {
        let form = AlarmFormTests.list([AlarmFormTests.row("A1", "1", .unacknowledged)])
        form.driver.state.phrases.language = language
        let words: String = form.driver.state.phrases[.shelvingAcknowledges]
        for (key, isSaid) in [(Key.character("s"), true), (.character("a"), false)] {
            form.press(key)
            #expect(form.driver.lines().contains { $0.contains(words) } == isSaid)
            form.press(.escape)
        }
    }
}
