import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// The lists that look back, a minute after midnight, with rows of before.
struct AfterMidnightTests {
    private static let now = TestPlant.now + .seconds(60)

    private static func lines(
        _ keys: [Key], machine: String? = nil, _ language: Language, _ size: Size = Size(80, 24),
        _ page: (Query, Int) -> Page = { ReviewRows.page($0, cursor: $1, now: now) }
    ) -> [String] {
        var state = TestPlant.state()
        state.phrases.language = language
        state = ReviewScreenTests.reach(keys, machine: machine, state, now, page)
        return GoldenTests.text(&state, now, size).split(separator: "\n").map { String($0) }
    }

    private static func row(_ members: [(String, Row.Value)]) -> Row {
        var row = Row()
        for (name, value) in members { row.add(name, value) }
        return row
    }

    @Test(
        "slices of time, stops and alarms say on which day and when they began, and what they were",
        arguments: Language.allCases)
    func begins(_ language: Language) {
        let phrases = Phrases(language: language)
        let slices = Self.lines([.character("o"), .enter], machine: "A1", language)
        let producing = phrases[StateLook(.producing).word]
        #expect(slices.contains { $0.contains("12-31 16:01  1:20:00 APT") && $0.contains(producing) }, "\(slices)")
        let stops = Self.lines([.character("2"), .enter], language) { query, cursor in
            guard query.what == .stops else { return ReviewRows.page(query, cursor: cursor, now: Self.now) }
            let row = Self.row([
                ("machine", .text("A1")), ("from", .time(Self.now - .seconds(12_000))), ("to", .time(Self.now)),
                ("seconds", .number(12_000)), ("within_s", .number(60)), ("counted", .bool(false)),
                ("reason", .text("hydraulic")), ("kind", .text("breakdown")),
            ])
            return Page(seq: 7, some: [row], cursor: cursor)
        }
        // The group in front of it may be cut.
        let hydraulic = language == .zh ? "液压、气动" : "Hydraulic, pneu"
        #expect(
            stops.contains { $0.contains("12-31 20:41 00:01") && $0.contains("0:01   3:20") && $0.contains(hydraulic) },
            "\(stops)")
        #expect(stops[1].contains("+1 \(ReportPhrases(language: language)[.beganBefore])"), "\(stops)")
        let alarms = Self.lines([.character("4")], language)
        #expect(alarms.contains { $0.contains("12-31 23:45 118") && $0.contains("hydraulic") }, "\(alarms)")
    }

    @Test(
        "of a command the journal's row has which stop it is about and what became of it", arguments: Language.allCases)
    func journal(_ language: Language) {
        let stop = StopID(machine: "DC-11", from: Self.now - .seconds(4200))
        let body =
            #"{"key":"k1","terminal":"t-2izi8x","kind":"stop.explain","id":"\#(stop)","outcome":"saved"}"#
        let entry = Self.row([
            ("seq", .integer(7)), ("at", .time(Self.now - .seconds(4000))), ("kind", .text("command")),
            ("by", .text("t-2izi8x")), ("command", .integer(7)), ("body", .json(Array(body.utf8))),
        ])
        let lines = Self.lines([.character("5")], language) { query, cursor in
            query.what == .audit
                ? Page(seq: 7, some: [entry], cursor: cursor) : ReviewRows.empty(query, cursor: cursor)
        }
        let phrases = Phrases(language: language)
        let words =
            "\(phrases[.kindExplainStop])  DC-11 12-31 22:51  \(JournalPhrase(outcome: "saved").map { phrases[$0] } ?? "")"
        #expect(
            lines.contains { $0.contains("12-31 22:54") && $0.contains(words) && $0.contains("t-2izi8x") }, "\(lines)")
    }

    @Test("where terminals are told as authors the head says that they did not sign", arguments: Language.allCases)
    func unsigned(_ language: Language) {
        let word = Phrases(language: language)[.unsignedTitle].lowercased()
        for (keys, column) in [
            ([Key.character("2"), .enter], "t-line"), ([.character("4")], "t-line"), ([.character("5")], "t-office"),
        ] {
            for size in [Size(80, 24), Size(120, 40)] {
                let lines = Self.lines(keys, language, size)
                #expect(lines.contains { $0.contains(column) } && lines[3].lowercased().contains(word), "\(lines)")
            }
        }
        let stop = Self.row([
            ("id", .text("A@1")), ("machine", .text("A")), ("from", .time(Instant(milliseconds: 1))),
            ("reason_by", .text("t-line")),
        ])
        #expect(RowText.table(StopText.rows([stop], language), what: .stops, width: 120).lowercased().contains(word))
    }

    @Test(
        "a cause with time and no stop has its footnote where there is room, and rows go before it",
        arguments: Language.allCases)
    func footnote(_ language: Language) {
        func lines(_ stops: Int64, _ size: Size) -> [String] {
            Self.lines([.character("2")], language, size) { query, cursor in
                let bar = Self.row([("cause", .text("micro")), ("seconds", .number(60)), ("stops", .integer(stops))])
                return query.what == .pareto
                    ? Page(seq: 7, some: [bar], cursor: cursor) : ReviewRows.empty(query, cursor: cursor)
            }
        }
        let note = String(ReportPhrases(language: language)[.countedElsewhere].prefix(8))
        let size = Size(80, 24)
        #expect(lines(0, size).contains { $0.contains(note) } && !lines(1, size).contains { $0.contains(note) })
        #expect(!lines(0, Size(40, 8)).contains { $0.contains(note) })
    }
}
