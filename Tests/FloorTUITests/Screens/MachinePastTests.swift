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
        for begin in ["21:18  0:47", "23:05  0:20", "02:30  0:10"] {
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
