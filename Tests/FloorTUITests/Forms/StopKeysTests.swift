import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// What the keys for stops are about on each screen.
struct StopKeysTests {
    private let from = TestPlant.now - .seconds(180)

    @Test("x splits the stop that lasts, on the machine's screen")
    func split() {
        let form = FormDriver()
        form.press(.down, .enter, .character("x"))
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form: \(form.driver.lines())")
            return
        }
        #expect(dialog.kind == .splitStop && dialog.object == "A2@\(from.milliseconds)")
    }

    @Test("where no stop is selected the keys say so, and speak of no machine that is not looked at")
    func nothingSelected() {
        for key in ["s", "x"] as [Character] {
            let form = FormDriver()
            form.driver.state.pages = [StopListScreen(scope: .plant, times: SpanChoice([.week]), .all)]
            form.press(.character(key))
            #expect(form.message == ReviewPhrase.noStopHere.texts.en && form.driver.state.cover == nil)
        }
    }

    @Test("the head of a machine says why it stands, as people told it", arguments: Language.allCases)
    func reason(_ language: Language) {
        let driver = DashboardDriver()
        driver.state.phrases.language = language
        var row = TestPlant.row("A2", Condition(.stopped, native: "STOP"), minutes: 3)
        row.stop?.reason = "hydraulic"
        row.stop?.kind = .breakdown
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now)
        driver.state.picture.apply(LineDocument(line: "A", rows: [row]), head)
        _ = driver.state.open("A2")
        let words = row.stop.map { StopCause($0).words(driver.state.context(TestPlant.now)) } ?? ""
        #expect(driver.lines()[1].contains("\(words) · ") && !words.isEmpty, "\(driver.lines()[1])")
    }
}
