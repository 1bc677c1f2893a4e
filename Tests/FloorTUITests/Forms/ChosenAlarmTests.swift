import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("The alarm that a person chose is that of the next key")
struct ChosenAlarmTests {
    /// The alarm whose form a key opens.
    static func subject(of key: Key, _ form: FormDriver) -> String? {
        form.press(key)
        guard case .form(let dialog) = form.driver.state.cover else { return nil }
        return dialog.object
    }

    @Test(
        "the bar stays on its alarm when that goes to another place, and when the rows are asked for anew",
        arguments: "ns")
    func stays(_ key: Character) {
        let form = AlarmFormTests.list(["1", "2", "3"].map { AlarmFormTests.row("A1", $0, .unacknowledged) })
        form.press(.down, .character("a"), .enter)
        _ = form.driver.lines()
        AlarmFormTests.answer([], form)
        _ = form.driver.lines()
        let others = ["1", "3"].map { AlarmFormTests.row("A1", $0, .unacknowledged) }
        AlarmFormTests.answer(others + [AlarmFormTests.row("A1", "2", .acknowledged, version: 8)], form)
        _ = form.driver.lines()
        #expect(Self.subject(of: .character(key), form) == "A1/plc/2")
    }

    @Test("on a machine, too, the selected alarm stays selected when others come before it")
    func staysOnMachine() {
        let form = FormDriver()
        form.press(.down, .enter)
        func tell(_ codes: [String], number: Int64) {
            let notices = codes.map { code in
                var notice = LineDocument.Notice(
                    level: .fault, code: code, text: LocalizedText("pressure low"), last: TestPlant.now)
                notice.care = LineDocument.Notice.Care(item: "plc", state: .unacknowledged, version: 9, note: nil)
                return notice
            }
            let document = MachineDocument(
                row: TestPlant.row("A2", Condition(.stopped)), tags: [], counts: [], alarms: notices, intervals: [])
            form.driver.state.picture.apply(
                document, DocumentHead(epoch: 1, number: number, seq: number, at: TestPlant.now))
            _ = form.driver.lines()
        }
        tell(["one", "two"], number: 5)
        form.press(.backTab, .down)
        tell(["new", "one", "two"], number: 6)
        #expect(Self.subject(of: .character("a"), form) == "A2/plc/two")
    }
}
