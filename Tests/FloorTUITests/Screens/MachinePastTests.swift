import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// What the Machine screen says of a shift that is over, and of one that goes over midnight.
struct MachinePastTests {
    private static func row(_ members: [(String, Row.Value)]) -> Row {
        var row = Row()
        for (name, value) in members { row.add(name, value) }
        return row
    }

    private static func instant(_ text: String) throws -> Instant { try #require(ISO8601.parse(text)) }

    @Test(
        "the time before anything was known is no data, and breaks stand by themselves: as in the figures",
        arguments: Language.allCases)
    func times(_ language: Language) throws {
        var (hall, now) = try ReviewScreenTests.hall()
        hall.phrases.language = language
        // 06:00 to 14:00 with a break at 12:00: nothing known until 06:42, stopped from 11:30 to 12:40.
        let states: [(String, Int64?, Int64?)] = [
            ("no data", nil, 558), ("producing", 558, 270), ("stopped", 270, 200), ("producing", 200, nil),
        ]
        var state = ReviewScreenTests.reach([.character("[")], machine: "DC-03", hall, now) { query, cursor in
            guard query.what == .intervals else { return ReviewRows.empty(query, cursor: cursor) }
            let rows = states.map { state, from, to in
                Self.row([
                    ("machine", .text("DC-03")), ("state", .text(state)),
                    ("from", from.map { .time(now - .seconds($0 * 60)) } ?? .none),
                    ("to", to.map { .time(now - .seconds($0 * 60)) } ?? .none),
                ])
            }
            return Page(seq: 7, some: rows, cursor: cursor)
        }
        let text = GoldenTests.text(&state, now, Size(80, 24))
        let words = [(MachineState.producing, "6:08"), (.stopped, "0:40"), (.noData, "0:42")].map {
            "\(state.phrases[StateLook($0).word]) \($1)"
        }
        let pause = "\(ReportPhrases(language: language)[.breakTime]) 0:30"
        let line = text.split(separator: "\n").map { String($0) }[1]
        #expect((words + [pause]).allSatisfy { line.contains($0) }, "\(line)")
    }

    @Test(
        "after a shift the ribbon still shows all of it, as the list below does, though documents reach half a day back"
    )
    func ended() throws {
        let now = try Self.instant("2026-12-01T20:00:00Z")
        var start = TestPlant.state()
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: now)
        let night = ShiftRule(
            id: "night", name: LocalizedText("Night"), from: 1350, to: 390, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        let calendar = PlantCalendar(zone: .utc, shifts: [night])
        start.picture.apply(CalendarDocument(calendar: calendar), head)
        var row = TestPlant.row("A1", Condition(.idle))
        row.ribbon = [LineDocument.Stretch(from: now - .seconds(12 * 3600), state: .idle)]
        start.picture.apply(LineDocument(line: "A", rows: [row]), head)
        let begin = try Self.instant("2026-11-30T22:30:00Z")
        let stop = begin + .seconds(4 * 3600)
        let states: [(String, Instant?, Instant?)] = [
            ("producing", begin, stop), ("stopped", stop, stop + .seconds(3600)),
            ("producing", stop + .seconds(3600), nil),
        ]
        var state = ReviewScreenTests.reach([], machine: "A1", start, now) { query, cursor in
            guard query.what == .intervals, query.from == begin else { return ReviewRows.empty(query, cursor: cursor) }
            let rows = states.map { state, from, to in
                Self.row([
                    ("machine", .text("A1")), ("state", .text(state)), ("from", from.map { .time($0) } ?? .none),
                    ("to", to.map { .time($0) } ?? .none),
                ])
            }
            return Page(seq: 7, some: rows, cursor: cursor)
        }
        let lines = GoldenTests.text(&state, now, Size(120, 40)).split(separator: "\n").map { String($0) }
        let title = try #require(lines.firstIndex { $0.contains("Night 22:30–06:30") })
        let ribbon = lines[title + 2].drop { $0 != "─" }
        #expect(ribbon == String(repeating: "─", count: 20) + "▲▲▲▲▲" + String(repeating: "─", count: 15), "\(lines)")
        #expect(lines[0].hasSuffix(ReviewPhrase.noShiftNow.texts.en), "\(lines)")
    }

    /// Machine A1 at 80×24 in a night shift from 22:00 on, with these stops.
    private static func night(
        _ now: Instant, _ zone: String, _ language: Language, _ stops: [Row]
    ) throws -> [String] {
        var state = TestPlant.state()
        var plant = TestPlant.plant
        plant.zone = zone
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: now)
        state.phrases.language = language
        state.picture.apply(ModelDocument(plant: plant), head)
        let rule = ShiftRule(
            id: "night", name: LocalizedText("Night", zh: "夜班"), from: 1320, to: 360,
            days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        let calendar = PlantCalendar(zone: try #require(Zone(identifier: zone)), shifts: [rule])
        state.picture.apply(CalendarDocument(calendar: calendar), head)
        state = ReviewScreenTests.reach([], machine: "A1", state, now) { query, cursor in
            query.what == .stops ? Page(seq: 7, some: stops, cursor: cursor) : ReviewRows.empty(query, cursor: cursor)
        }
        return GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n").map { String($0) }
    }

    @Test("a stop of which a break is left out says how long it was in all, where there is room")
    func whole() throws {
        let now = try Self.instant("2026-12-01T02:40:00Z")
        let row = Self.stop(try Self.instant("2026-12-01T00:15:00Z"), minutes: 34, within: 14, isCounted: true)
        let line = try #require(StopLine(row))
        let state = TestPlant.state()
        let span = SpanFinder(zone: .utc, calendar: nil, line: nil).span(.day, at: now)
        func drawn(_ width: Int) -> String {
            var source = StopTable(context: state.context(now), lines: [line], span: span)
            source.width = width
            var table = Table<Int64>(source.columns)
            table.showsHeader = false
            let frame = Frame(Size(width, 1))
            table.draw(in: frame.canvas, source)
            return frame.grid.lines[0]
        }
        #expect(drawn(48).hasPrefix("00:15  0:14 of 0:34 ▲ no reason given"), "\(drawn(48))")
        #expect(drawn(28).hasPrefix("00:15  0:14 ▲ no reason giv"), "\(drawn(28))")
    }

    private static func stop(_ from: Instant, minutes: Int64, within: Int64, isCounted: Bool) -> Row {
        row([
            ("machine", .text("A1")), ("from", .time(from)), ("to", .time(from + .seconds(minutes * 60))),
            ("seconds", .number(Double(minutes * 60))), ("within_s", .number(Double(within * 60))),
            ("counted", .bool(isCounted)), ("states", .text("stopped")), ("cause", .text("unexplained")),
        ])
    }

    @Test(
        "after midnight each stop of a night has its reason at 80 columns, and the date of the night stands once",
        arguments: Language.allCases)
    func night(_ language: Language) throws {
        let now = try Self.instant("2026-12-01T02:40:00Z")
        let lines = try Self.night(
            now, "UTC", language,
            [
                Self.stop(try Self.instant("2026-12-01T02:30:00Z"), minutes: 10, within: 10, isCounted: true),
                Self.stop(try Self.instant("2026-11-30T23:05:00Z"), minutes: 20, within: 20, isCounted: true),
                Self.stop(try Self.instant("2026-11-30T21:18:00Z"), minutes: 89, within: 47, isCounted: false),
            ])
        let reason = language == .en ? "no reason gi" : Phrases(language: language)[.noReason]
        for begin in ["21:18 +0:47", "23:05  0:20", "02:30  0:10"] {
            #expect(lines.contains { $0.contains("\(begin) ▲ \(reason)") }, "\(lines)")
        }
        #expect(lines.count { $0.contains("11-30") } == 1, "\(lines)")
        let earlier = "2 +1 \(ReportPhrases(language: language)[.beganBefore])"
        #expect(lines.contains { $0.contains("\(Phrases(language: language)[.stops]) \(earlier)") }, "\(lines)")
    }

    @Test("in the hour that comes for the second time a stop has its reason, too", arguments: Language.allCases)
    func clockChange(_ language: Language) throws {
        let lines = try Self.night(
            try Self.instant("2026-10-25T03:00:00Z"), "Europe/Berlin", language,
            [
                Self.stop(try Self.instant("2026-10-25T01:30:00Z"), minutes: 10, within: 10, isCounted: true),
                Self.stop(try Self.instant("2026-10-25T00:30:00Z"), minutes: 5, within: 5, isCounted: true),
            ])
        let reason = language == .en ? "no reason" : Phrases(language: language)[.noReason]
        #expect(lines.contains { $0.contains("02:30+01  0:10 ▲ \(reason)") }, "\(lines)")
        #expect(lines.contains { $0.contains("02:30     0:05 ▲ \(reason)") }, "\(lines)")
    }
}
