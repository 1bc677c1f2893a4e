import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// The cycles of machine A1 of the small plant in its late shift, with the answers of a made-up hub.
struct CyclesScreenTests {
    /// A cycle a minute with so many values each.
    private static func page(_ values: Int) -> (Query, Int) -> Page {
        { query, cursor in
            guard query.what == .cycles, let from = query.from, let to = query.to else {
                return Page(seq: 1, some: [], cursor: cursor)
            }
            let members = (1...values).map { #""value\#($0)":\#($0).5"# }.joined(separator: ",")
            let rows = (0..<Int((to - from).wholeMilliseconds / 60_000)).map { minute in
                var row = Row()
                row.add("time", from + .seconds(60 * Int64(minute)))
                row.add("seconds", .number(60))
                row.add("values", .json(Array("{\(members)}".utf8)))
                return row
            }
            return Page(seq: 1, some: rows, cursor: cursor)
        }
    }

    private static func plant() -> (DashboardState, Instant) {
        var state = TestPlant.state()
        let rules = [("early", LocalizedText("Early"), 360), ("late", LocalizedText("Late"), 840)].map {
            id, name, from in
            ShiftRule(id: id, name: name, from: from, to: from + 480, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        }
        state.picture.apply(CalendarDocument(calendar: PlantCalendar(zone: .utc, shifts: rules)), TestPlant.head)
        return (state, TestPlant.now + .seconds(16 * 3600))
    }

    private static func press(
        _ keys: [Key], _ state: inout DashboardState, _ now: Instant, _ page: (Query, Int) -> Page
    ) {
        for key in keys {
            _ = state.handle(key, now: now)
            state.answer(now: now, page)
        }
    }

    @Test("values that have no room come with →, and go back with ←; which of how many are seen stands above")
    func sideways() throws {
        var (state, now) = Self.plant()
        _ = state.open("A1")
        Self.press([.character("y")], &state, now, Self.page(14))
        var seen: Set<String> = []
        var ends = ""
        for _ in 0..<14 {
            let lines = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
            for word in lines[3].split(separator: " ") where word.hasPrefix("value") { seen.insert(String(word)) }
            #expect(lines[1].contains("values ") && lines[1].contains(" of 14"), "\(lines[1])")
            Self.press([.right], &state, now, Self.page(14))
            ends = state.message ?? ""
        }
        #expect(seen.count == 14 && ends == Phrases(language: .en)[.lastValues], "\(seen)")
        Self.press(Array(repeating: .left, count: 14), &state, now, Self.page(14))
        #expect(state.message == Phrases(language: .en)[.firstValues])
        let first = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
        #expect(first[3].contains("value1 ") && first[1].contains("values 1–"), "\(first)")
        // Where all have room nothing is said of it.
        state.board.reset()
        Self.press([.escape, .character("y")], &state, now, Self.page(2))
        let few = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
        #expect(few[3].contains("value2") && !few[1].contains("values"), "\(few)")
    }

    @Test("the cycles behind the parts of a past shift are those of that shift, none before and none after it")
    func ofSpan() throws {
        var (state, now) = Self.plant()
        _ = state.open("A1")
        let hub = { (query: Query, cursor: Int) in
            query.what == .cycles
                ? Self.page(2)(query, cursor) : ReviewRows.page(query, cursor: cursor, now: now)
        }
        let open = [Key.character("o"), .character("[")] + Array(repeating: .down, count: 10) + [.enter, .enter]
        Self.press(open, &state, now, hub)
        let page = try #require(state.pages.last as? CyclesScreen)
        let span = try #require(page.span(state.context(now)))
        #expect(span.to <= now && span.shift?.id == "early")
        Self.press(Array(repeating: .end, count: 20), &state, now, hub)
        let queries = state.questions(now).map(\.query)
        #expect(queries.first?.to == span.to && queries.last?.from == span.from)
        let head = GoldenTests.text(&state, now, Size(80, 24)).prefix { $0 != "\n" }
        #expect(head.contains("Early 06–14"), "\(head)")
    }

    @Test("how many cycles there are is marked as so many or more until all of the time is loaded")
    func loadedSoFar() throws {
        var (state, now) = Self.plant()
        let context = state.context(now)
        let early = SpanFinder(.machine("A1"), context).neighbour(
            of: SpanFinder(.machine("A1"), context).span(.shift, at: now), -1)
        state.pages = [CyclesScreen(machine: "A1", span: early)]
        state.answer(now: now, Self.page(2))
        #expect(GoldenTests.text(&state, now, Size(80, 24)).contains("120+ cycles"))
        Self.press(Array(repeating: .end, count: 20), &state, now, Self.page(2))
        #expect(GoldenTests.text(&state, now, Size(80, 24)).contains("480 cycles"))
        // The last cycles are all where the machine has none before them.
        for (mark, hasOlder) in [("+", true), ("", false)] {
            state.board.reset()
            state.pages = [CyclesScreen(machine: "A1")]
            state.answer(now: now) { query, cursor in
                guard query.from == nil, query.limit == 1, hasOlder else { return Self.page(2)(query, cursor) }
                var row = Row()
                row.add("time", now - .seconds(86_400))
                return Page(seq: 1, some: [row], cursor: cursor)
            }
            #expect(GoldenTests.text(&state, now, Size(80, 24)).contains("120\(mark) cycles"))
        }
    }

    @Test("of a shift that ended with a long stop the page looks back until it has cycles to show")
    func ofSpanWithoutLast() throws {
        var (state, now) = Self.plant()
        _ = state.open("A1")
        let context = state.context(now)
        let early = SpanFinder(.machine("A1"), context).neighbour(
            of: SpanFinder(.machine("A1"), context).span(.shift, at: now), -1)
        state.pages = [CyclesScreen(machine: "A1", span: early)]
        let hub = { (query: Query, cursor: Int) -> Page in
            (query.to ?? now) > early.from + .seconds(2 * 3600)
                ? Page(seq: 1, some: [], cursor: cursor) : Self.page(2)(query, cursor)
        }
        for _ in 0..<12 {
            state.answer(now: now, hub)
            _ = GoldenTests.text(&state, now, Size(80, 24))
        }
        #expect(GoldenTests.text(&state, now, Size(80, 24)).contains("60+ cycles"))
    }

    @Test("what was counted opens its cycles by Enter, as the last line says; of what was booked Enter says why not")
    func parts() throws {
        var (state, now) = Self.plant()
        _ = state.open("A1")
        let keys = [Key.character("o")] + Array(repeating: .down, count: 10) + [.enter]
        Self.press(keys, &state, now) { ReviewRows.page($0, cursor: $1, now: now) }
        #expect(state.pages.last is QuantityScreen)
        #expect(GoldenTests.text(&state, now, Size(80, 24)).contains("Enter open"))
        for key in [Key.end, .enter] { _ = state.handle(key, now: now) }
        #expect(state.pages.last is QuantityScreen && state.message == state.phrases[.noCyclesBehind])
        for key in [Key.home, .enter] { _ = state.handle(key, now: now) }
        #expect(state.pages.last is CyclesScreen)
    }

    @Test("each cycle says whether it was good, scrap or start-up, beside the mark of what lay out of limits")
    func kinds() throws {
        for language in Language.allCases {
            var (state, now) = Self.plant()
            state.phrases.language = language
            _ = state.open("A1")
            Self.press([.character("y")], &state, now) { query, cursor in
                guard query.what == .cycles, let from = query.from else { return Self.page(2)(query, cursor) }
                let kinds = CycleKind.allCases.map(\.rawValue) + ["other"]
                let rows = kinds.enumerated().map { index, kind in
                    var row = Row()
                    row.add("time", from + .seconds(60 * Int64(index)))
                    row.add("seconds", .number(60))
                    row.add("kind", kind)
                    row.add("die", "D-118")
                    row.add("values", .json(Array(#"{"value1":1.5}"#.utf8)))
                    row.add("out", .json(Array((kind == "scrap" ? #"["value1"]"# : "[]").utf8)))
                    return row
                }
                return Page(seq: 1, some: rows, cursor: cursor)
            }
            let lines = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
            #expect(lines[3].contains(state.phrases[ReviewPhrase.kind]))
            for kind in CycleKind.allCases {
                let name = kind.name[language]
                let line = try #require(lines.dropFirst(4).first { $0.contains(" \(name) ") }, "\(name): \(lines)")
                #expect(line.contains("D-118") && line.contains("1.5") && line.contains("▲") == (kind == .scrap))
            }
        }
    }

    /// What a screen of cycles shows of values with these names, of which the last hour has that one out of limits.
    private static func heads(_ names: [String], out: String, _ keys: [Key]) throws -> [Substring] {
        var (state, now) = plant()
        let hub = { (query: Query, cursor: Int) in
            guard query.what == .cycles, let from = query.from else { return page(2)(query, cursor) }
            let isLast = query.to ?? now > now - .seconds(2 * 3600)
            var row = Row()
            row.add("time", from)
            row.add("seconds", .number(61.5))
            let values = names.map { "\"\($0)\":\($0.hasPrefix("Cycle") ? 61.52 : 7)" }.joined(separator: ",")
            row.add("values", .json(Array("{\(values)}".utf8)))
            row.add("out", .json(Array("[\"\(isLast ? out : names[0])\"]".utf8)))
            return Page(seq: 1, some: [row], cursor: cursor)
        }
        _ = state.open("A1")
        press([.character("y")], &state, now, hub)
        _ = GoldenTests.text(&state, now, Size(80, 24))
        press(keys, &state, now, hub)
        return Array(GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")[3...4])
    }

    @Test("names that begin alike are told apart by their last words, on a second line")
    func names() throws {
        let names = ["Intensification pressure MPa", "Intensification rise time ms", "Oil °C"]
        let heads = try Self.heads(names, out: names[1], [])
        #expect(heads[0].contains("Intensification Intensification"), "what is free is the heads': \(heads)")
        #expect(heads[1].contains("rise time ms"), "\(heads)")
        #expect(heads[1].contains("pressure MPa") && heads[1].contains("Oil °C"), "\(heads)")
    }

    @Test("where no width is free no two heads are cut alike: what they differ in stays")
    func distinctHeads() {
        let halves = ["fixed", "moving"].map { "Die temperature \($0) half °C" }
        let titles = halves + ["Slow shot velocity m/s", "Oil"]
        for width in [7, 9, 12] {
            let heads = CycleTable.heads(titles, widths: titles.map { _ in width })
            #expect(Set(heads).count == titles.count, "\(heads)")
            let lines = heads.flatMap { $0.split(separator: "\n") }
            #expect(lines.allSatisfy { String($0).columns <= width }, "\(heads)")
        }
        let narrow = CycleTable.heads(titles, widths: titles.map { _ in 12 })
        #expect(narrow[0].contains("fixed half") && narrow[1].contains("moving half"), "\(narrow)")
    }

    @Test(
        "what was out of limits stands first, the machine's own cycle time last; each keeps its column in another shift"
    )
    func order() throws {
        let names = ["a", "Cycle time", "b", "c"]
        for keys in [[], [Key.character("[")]] {
            let head = try #require(try Self.heads(names, out: "c", keys).first)
            let seen = head.split(separator: " ").filter { ["a", "b", "c", "time"].contains($0) }
            #expect(seen == ["c", "a", "b", "time"], "\(head)")
        }
    }

    @Test("from a past shift of the machine its cycles are those of that shift")
    func fromPast() throws {
        var (state, now) = Self.plant()
        _ = state.open("A1")
        Self.press([.character("["), .character("y")], &state, now, Self.page(1))
        let page = try #require(state.pages.last as? CyclesScreen)
        #expect(page.span(state.context(now))?.shift?.id == "early")
    }

    @Test("cycles of another day have their date, those of today none")
    func days() {
        let now = TestPlant.now + .seconds(60)
        var (state, _) = Self.plant()
        _ = state.open("A1")
        Self.press([.character("y")], &state, now, Self.page(1))
        let both = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
        #expect(both.contains { $0.hasPrefix("   00:59:00 ") }, "\(both)")
        Self.press([.character("[")], &state, now, Self.page(1))
        let lines = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("   12-31 21:59:00 ") }, "\(lines)")
    }

    @Test("each value out of limits has its sign beside it; v leaves out what was within them")
    func outAlone() throws {
        var (state, now) = Self.plant()
        let plain = Self.page(3)
        func page(_ hasOut: Bool) -> (Query, Int) -> Page {
            { query, cursor in
                var page = plain(query, cursor)
                for index in page.rows.indices {
                    let node = try? JSONTape().read(page.rows[index])
                    guard hasOut, index % 20 == 7, var row = node.flatMap({ Row($0) }) else { continue }
                    row.add("out", .json(Array(#"["value2"]"#.utf8)))
                    page.rows[index] = Page(seq: 1, some: [row], cursor: 0).rows[0]
                }
                return page
            }
        }
        _ = state.open("A1")
        Self.press([.character("y")], &state, now, page(true))
        let all = GoldenTests.text(&state, now, Size(80, 24))
        #expect(all.contains("▲ 2.5") && !all.contains("▲ 1.5"))
        Self.press([.character("v")], &state, now, page(true))
        let rows = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n").filter { $0.contains("60.0") }
        #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("▲ 2.5") })
        state.board.reset()
        Self.press([.escape, .character("y"), .character("v")], &state, now, page(false))
        #expect(GoldenTests.text(&state, now, Size(80, 24)).contains(Phrases(language: .en)[.noneOut]))
    }
}
