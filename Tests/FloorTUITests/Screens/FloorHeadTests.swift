import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("The shift in the head of the Floor")
struct FloorHeadTests {
    private static func shift(_ id: String, _ hours: Int64) -> LineDocument.Shift {
        let now = TestPlant.now
        return LineDocument.Shift(
            id: id, name: LocalizedText(id), interval: Interval(from: now, to: now + .seconds(hours * 3600)), breaks: []
        )
    }

    /// Title, and the headings of both lines.
    private static func lines(_ a: LineDocument.Shift?, _ b: LineDocument.Shift?) -> (String, a: String, b: String) {
        let driver = DashboardDriver()
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now)
        for (line, shift) in [("A", a), ("B", b)] {
            var document = LineDocument(line: line, rows: [TestPlant.row("\(line)1", Condition(.producing))])
            document.shift = shift
            driver.state.picture.apply(document, head)
        }
        let lines = driver.lines(Size(100, 30))
        return (
            lines[0], lines.first { $0.contains("Line A") } ?? "", lines.first { $0.contains("Line B") } ?? ""
        )
    }

    @Test("a shift that all lines work stands in the head alone")
    func same() {
        let lines = Self.lines(Self.shift("Early", 8), Self.shift("Early", 8))
        #expect(lines.0.contains("Early 00–08") && !lines.a.contains("Early") && !lines.b.contains("Early"))
    }

    @Test("where lines work at different times each says its own, and the head none")
    func different() {
        let lines = Self.lines(Self.shift("Early", 8), Self.shift("Long", 12))
        #expect(!lines.0.contains("Early") && !lines.0.contains("Long"))
        #expect(lines.a.contains("Early 00–08") && lines.b.contains("Long 00–12"))
    }

    @Test("where shifts are planned and none runs now the head says so, and where none are planned it does not")
    func noneNow() {
        let driver = DashboardDriver()
        let words = ReviewPhrase.noShiftNow.texts
        #expect(!driver.lines()[0].contains(words.en))
        let early = ShiftRule(
            id: "early", name: LocalizedText("Early"), from: 360, to: 840, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        driver.state.picture.apply(
            CalendarDocument(calendar: PlantCalendar(zone: .utc, shifts: [early])),
            DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now))
        #expect(driver.lines()[0].hasSuffix(words.en))
        #expect(driver.lines(Size(40, 20))[0].hasSuffix(words.en))
        driver.state.phrases.language = .zh
        #expect(driver.lines()[0].hasSuffix(words.zh))
    }

    @Test("a line without shift says so below a head that has one")
    func none() {
        let lines = Self.lines(Self.shift("Early", 8), nil)
        #expect(lines.0.contains("Early 00–08") && !lines.a.contains("Early"))
        #expect(lines.b.contains(Phrases(language: .en)[.noShift]))
    }
}
