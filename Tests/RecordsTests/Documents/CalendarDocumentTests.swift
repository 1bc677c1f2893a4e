import Basis
import Records
import Shopfloor
import Testing

struct CalendarDocumentTests {
    private static let head = DocumentHead(epoch: 1, number: 1, seq: 1, at: Instant(milliseconds: 5))

    @Test("a calendar comes out of its document as it went in: weekdays, rotas, breaks, holidays, lines")
    func calendar() throws {
        let start = try #require(CivilDate(year: 2026, month: 1, day: 1))
        let calendar = PlantCalendar(
            zone: try #require(Zone(identifier: "Europe/Berlin")),
            shifts: [
                ShiftRule(
                    id: "early", name: LocalizedText("Early", zh: "早班"), from: 360, to: 840, days: .weekdays([1, 5])),
                ShiftRule(
                    id: "n", name: LocalizedText("Night"), from: 1320, to: 360,
                    days: .rota(Rota(pattern: [4, 2], start: start)), lines: LineScope(only: ["A"], except: ["B"])),
            ],
            breaks: [BreakRule(name: LocalizedText("Lunch"), from: 600, to: 630, shifts: ["early"])],
            holidays: [Holiday(name: LocalizedText("New Year"), first: start, last: start.adding(days: 1))])
        var json = JSONWriter()
        CalendarDocument(calendar: calendar).write(to: &json, head: Self.head)
        let node = try JSONTape().read(json.bytes)
        #expect(CalendarDocument(node)?.calendar == calendar)
        #expect(DocumentHead(node) == Self.head)
    }
}
