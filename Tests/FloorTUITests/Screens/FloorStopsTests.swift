import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("Stops without a reason on the Floor")
struct FloorStopsTests {
    private static let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now)

    /// The words of the lower pane, with the hub's answers by the begin of the time that is asked about.
    private static func words(
        calendar: PlantCalendar?, running: LineDocument.Shift? = nil, inRows: Int = 0, _ answers: [Instant: Int64],
        _ language: Language = .en
    ) -> [String] {
        var state = TestPlant.state()
        state.phrases.language = language
        if let calendar { state.picture.apply(CalendarDocument(calendar: calendar), head) }
        for line in ["A", "B"] {
            var row = TestPlant.row("\(line)1", Condition(.producing))
            row.unexplainedStops = line == "A" ? inRows : 0
            var document = LineDocument(line: line, rows: [row])
            document.shift = running
            state.picture.apply(document, head)
        }
        state.answer(now: TestPlant.now) { query, cursor in
            guard query.what == .pareto, let count = query.from.flatMap({ answers[$0] }) else {
                return ReviewRows.empty(query, cursor: cursor)
            }
            let rows = [("unexplained", count), ("micro", 40)].map { cause, stops in
                ReportSample.row(["cause": .text(cause), "stops": .integer(stops), "seconds": .number(60)])
            }
            return Page(seq: 1, some: rows, cursor: cursor)
        }
        return FloorStops(state.context(TestPlant.now)).words(state.context(TestPlant.now))
    }

    private static func calendar(_ from: Int, _ to: Int) -> PlantCalendar {
        let rule = ShiftRule(
            id: "s", name: LocalizedText("Shift"), from: from * 60, to: to * 60, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        return PlantCalendar(zone: .utc, shifts: [rule])
    }

    @Test("a plant without shifts asks for the reasons of today and of yesterday", arguments: Language.allCases)
    func withoutShifts(_ language: Language) {
        let today = TestPlant.now
        let words = Self.words(calendar: nil, [today: 3, today - .seconds(86_400): 2], language)
        let wanted =
            language == .zh
            ? ["? 今天 3 次停机未说明,昨天 2", "? 今天 3 次未说明,昨天 2", "? 今天 3 次停机未说明", "? 今天 3 次未说明"]
            : [
                "? 3 stops without reason today, 2 yesterday", "? 3 no reason today, 2 yesterday",
                "? 3 stops without reason today", "? 3 no reason today",
            ]
        #expect(words == wanted)
    }

    @Test("when no shift runs those of the last one stay in sight, and beside those of a shift that has begun")
    func lastShift() {
        let now = TestPlant.now
        let late = now - .seconds(8 * 3600)
        #expect(
            Self.words(calendar: Self.calendar(16, 23), [late: 16])
                == ["? 16 stops without reason last shift", "? 16 no reason last shift"])
        let running = LineDocument.Shift(
            id: "s", name: LocalizedText("Night"), interval: Interval(from: now, to: now + .seconds(3600)), breaks: [])
        #expect(
            Self.words(calendar: Self.calendar(16, 24), running: running, inRows: 1, [late: 16]).first
                == "? 1 stop without reason this shift, 16 last shift")
        #expect(Self.words(calendar: Self.calendar(16, 24), [:]).isEmpty)
    }

    @Test("they stand in the title of the lower pane, at 80 columns, too", arguments: Language.allCases)
    func inSight(_ language: Language) {
        var state = TestPlant.state()
        state.phrases.language = language
        state.answer(now: TestPlant.now) { query, cursor in
            guard query.what == .pareto else { return ReviewRows.empty(query, cursor: cursor) }
            let row = ReportSample.row(["cause": .text("unexplained"), "stops": .integer(13), "seconds": .number(60)])
            return Page(seq: 1, some: [row], cursor: cursor)
        }
        let text = GoldenTests.text(&state, TestPlant.now, Size(80, 24))
        let words = language == .zh ? "? 今天 13 次停机未说明,昨天 13" : "? 13 stops without reason today, 13 yesterday"
        #expect(text.contains(words), "\(text)")
    }
}
