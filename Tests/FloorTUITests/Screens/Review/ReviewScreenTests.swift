import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// The screens that look back, over the demo hall with the answers of a made-up hub.
@Suite(.serialized)
struct ReviewScreenTests {
    /// Every screen by the name of its golden frame, and how it is reached.
    static let ways: [(name: String, keys: [Key])] = [
        ("pareto", [.character("2")]), ("pareto-count", [.character("2"), .character("v")]),
        ("stops", [.character("2"), .enter]), ("oee-line", [.character("3")]), ("alarms", [.character("4")]),
        ("alarm-rates", [.character("4"), .character("r")]), ("alarm-form", [.character("4"), .character("s")]),
        ("audit", [.character("5")]), ("entry", [.character("5"), .enter]),
    ]
    /// Those of a machine.
    static let machineWays: [(name: String, keys: [Key])] = [
        ("trend", [.enter]), ("trend-8d", [.enter, .character("w"), .character("w")]), ("oee", [.character("o")]),
        ("slices", [.character("o"), .enter]),
        ("parts", [.character("o")] + Array(repeating: .down, count: 10) + [.enter]),
        ("oee-order", [.character("o"), .end, .enter]), ("cycles", [.character("y")]), ("past", [.character("[")]),
    ]

    static func hall() throws -> (DashboardState, Instant) {
        var (state, now) = try DemoHall.dashboard()
        let calendar = PlantCalendar(
            zone: state.picture.zone,
            shifts: [
                ShiftRule(
                    id: "early", name: LocalizedText("Early", zh: "早班"), from: 360, to: 840,
                    days: .weekdays([1, 2, 3, 4, 5, 6, 7])),
                ShiftRule(
                    id: "late", name: LocalizedText("Late", zh: "晚班"), from: 840, to: 1320,
                    days: .weekdays([1, 2, 3, 4, 5, 6, 7])),
            ], breaks: [BreakRule(name: LocalizedText("Break"), from: 720, to: 750)])
        state.picture.apply(
            CalendarDocument(calendar: calendar), DocumentHead(epoch: 1, number: 9, seq: 4711, at: now))
        return (state, now)
    }

    static func reach(
        _ way: [Key], machine: String?, _ state: DashboardState, _ now: Instant,
        _ page: (Query, Int) -> Page
    ) -> DashboardState {
        var state = state
        if let machine { _ = state.open(machine) }
        state.answer(now: now, page)
        for key in way {
            _ = state.handle(key, now: now)
            state.answer(now: now, page)
        }
        return state
    }

    @Test("each screen has its golden frame, at both sizes and in both languages")
    func golden() throws {
        let (hall, now) = try Self.hall()
        let all = Self.ways.map { ($0.name, $0.keys, nil) } + Self.machineWays.map { ($0.name, $0.keys, "DC-03") }
        for look in GoldenLook.all {
            for (name, keys, machine) in all as [(String, [Key], String?)] {
                var start = hall
                start.phrases.language = look.language
                var state = Self.reach(keys, machine: machine, start, now) {
                    ReviewRows.page($0, cursor: $1, now: now)
                }
                try GoldenFrame.expect(GoldenTests.text(&state, now, look.size), "review-\(name)-\(look.name)")
            }
        }
    }

    @Test("on the smallest screen the journal says what happened, and each title which machine and which screen it is")
    func small() throws {
        let (hall, now) = try Self.hall()
        let page = { (query: Query, cursor: Int) in ReviewRows.page(query, cursor: cursor, now: now) }
        var journal = Self.reach([.character("5")], machine: nil, hall, now, page)
        let lines = GoldenTests.text(&journal, now, Size(40, 20)).split(separator: "\n")
        #expect(lines.contains { $0.contains("Breakdown › Hydraulic") }, "\(lines)")
        for (name, keys) in Self.machineWays where ["oee", "slices", "cycles"].contains(name) {
            var state = Self.reach(keys, machine: "DC-03", hall, now, page)
            let title = GoldenTests.text(&state, now, Size(40, 20)).prefix { $0 != "\n" }
            #expect(title.contains("DC-03"), "\(name): \(title)")
        }
        var stops = Self.reach([.character("2"), .enter], machine: "DC-03", hall, now, page)
        let title = GoldenTests.text(&stops, now, Size(40, 20)).prefix { $0 != "\n" }
        #expect(title.contains("DC-03"), "\(title)")
    }

    @Test("of a plant without any record each screen says why it is empty, in a sentence")
    func empty() throws {
        for language in Language.allCases {
            for (name, keys) in Self.ways where !["stops", "entry", "pareto-count", "alarm-form"].contains(name) {
                var start = TestPlant.state()
                start.phrases.language = language
                var state = Self.reach(keys, machine: nil, start, TestPlant.now, ReviewRows.empty)
                let text = GoldenTests.text(&state, TestPlant.now, Size(80, 24))
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines[3...5].joined().contains { $0 == "." || $0 == "。" }, "\(name): \(text)")
            }
        }
    }

    @Test("every size from 40×10 is drawn within its frame, with keys and time in their places")
    func sizes() throws {
        let (hall, now) = try Self.hall()
        for (name, keys) in Self.ways + Self.machineWays {
            let machine = Self.machineWays.contains { $0.name == name } ? "DC-03" : nil
            var state = Self.reach(keys, machine: machine, hall, now) { ReviewRows.page($0, cursor: $1, now: now) }
            for size in [Size(40, 10), Size(40, 20), Size(61, 17), Size(200, 60), Size(300, 100)] {
                let lines = GoldenTests.text(&state, now, size).split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.prefix(size.height).allSatisfy { String($0).columns <= size.width }, "\(name) \(size)")
                #expect(lines[size.height - 2].contains("live"), "\(name) \(size)")
            }
            #expect(GoldenTests.text(&state, now, Size(20, 5)).contains("40×10"))
        }
    }

    @Test("in ASCII no screen has anything else, but what machines and people wrote")
    func ascii() throws {
        let (hall, now) = try Self.hall()
        for (name, keys) in Self.ways + Self.machineWays {
            let machine = Self.machineWays.contains { $0.name == name } ? "DC-03" : nil
            var state = Self.reach(keys, machine: machine, hall, now) { ReviewRows.page($0, cursor: $1, now: now) }
            let terminal = HeadlessTerminal(Size(100, 30), glyphs: .ascii, theme: .standard)
            let frame = Frame(Size(100, 30), glyphs: .ascii)
            state.draw(in: frame, now: now)
            terminal.draw(frame)
            let others = terminal.grid.text.unicodeScalars.filter { !$0.isASCII }
            #expect(others.isEmpty, "\(name)")
        }
    }

    @Test("Esc goes back step by step: first the filter, then each screen, then the machine")
    func back() {
        let driver = DashboardDriver()
        driver.press(.enter, .character("4"), .character("/"))
        driver.type("oil")
        driver.press(.enter)
        #expect(driver.state.pages.last?.filter == "oil")
        driver.press(.escape)
        #expect(driver.state.pages.last?.filter == "")
        driver.press(.escape)
        #expect(driver.state.pages.isEmpty && driver.state.machine != nil)
        driver.press(.escape)
        #expect(driver.state.machine == nil)
    }

    @Test("where nothing can be filtered :filter says so, and sets nothing that is not seen")
    func noFilter() {
        let driver = DashboardDriver()
        driver.press(.character("2"), .character(":"))
        driver.type("filter x")
        driver.press(.enter)
        #expect(driver.state.message != nil)
        driver.press(.escape)
        #expect(driver.state.pages.isEmpty)
        driver.press(.enter, .character(":"))
        driver.type("filter x")
        driver.press(.enter)
        #expect(driver.state.message != nil && driver.state.floor.filter == "")
    }

    @Test("a filter of the journal goes back through it until it has found a page, and says how far it looked")
    func filterGoesBack() {
        let driver = DashboardDriver()
        driver.press(.character("5"))
        /// A hub with so many entries, of which one long ago was of B9.
        func hub(_ query: Query, _ cursor: Int) -> Page {
            guard query.what == .audit else { return ReviewRows.empty(query, cursor: cursor) }
            let first = cursor == 0 ? 3000 : Int64(cursor)
            let rows = (0..<min(200, first)).map { index in
                var row = Row()
                row.add("seq", first - index)
                row.add("at", TestPlant.now - .seconds(3000 - first + index))
                row.add("kind", "state")
                row.add("machine", first - index == 1500 ? "B9" : "A1")
                row.add("body", .json(Array(#"{"state":"stopped"}"#.utf8)))
                return row
            }
            var page = Page(seq: 3000, some: rows, cursor: 0)
            page.next = first > 200 ? Int(first - 200) : nil
            return page
        }
        driver.state.answer(now: TestPlant.now, hub)
        driver.press(.character("/"))
        driver.type("b9")
        driver.press(.enter)
        for _ in 0..<20 {
            _ = driver.lines()
            driver.state.answer(now: TestPlant.now, hub)
        }
        let lines = driver.lines()
        #expect(lines.contains { $0.contains("B9") }, "\(lines)")
        driver.press(.escape, .character("/"))
        driver.type("nowhere")
        driver.press(.enter)
        #expect(driver.lines().contains { $0.contains("Nothing matches the filter") })
    }

    @Test("digits open their screens from everywhere, of the machine that is looked at")
    func digits() {
        let driver = DashboardDriver()
        driver.press(.character("2"))
        #expect((driver.state.pages.last as? ParetoScreen)?.scope == .plant)
        driver.press(.character("1"), .enter, .character("4"))
        #expect(driver.state.pages.last is AlarmScreen && driver.state.pages.count == 1)
        driver.press(.character("3"))
        #expect((driver.state.pages.last as? OEEScreen)?.scope == .machine("A1"))
        #expect(driver.press(.character("1")) == [.watch(nil)])
        #expect(driver.state.pages.isEmpty && driver.state.machine == nil)
    }

    @Test("commands open screens of a line or a machine, and complete their names")
    func commands() {
        let driver = DashboardDriver()
        driver.press(.character(":"))
        driver.type("pareto B")
        driver.press(.enter)
        #expect((driver.state.pages.last as? ParetoScreen)?.scope == .line("B"))
        #expect(driver.state.candidates("alarms a") == ["alarms A", "alarms A1", "alarms A2", "alarms A3"])
        driver.press(.character(":"))
        driver.type("oee nowhere")
        driver.press(.enter)
        #expect(driver.state.message?.contains("nowhere") == true)
    }

    @Test("a screen asks the hub once, shows how long it waits after a second, and why there is no answer")
    func waiting() throws {
        let driver = DashboardDriver()
        driver.press(.character("5"))
        let start = ContinuousClock.now
        let effects = driver.state.ask(now: TestPlant.now, at: start)
        guard case .ask(let asking)? = effects.first else {
            Issue.record("nothing is asked")
            return
        }
        #expect(driver.state.ask(now: TestPlant.now, at: start + .milliseconds(900)).isEmpty)
        #expect(!driver.lines().contains { $0.contains("0 s") })
        _ = driver.state.ask(now: TestPlant.now, at: start + .seconds(3))
        #expect(driver.lines().contains { $0.contains("asking the hub … 3 s") })
        let refusal = Page(seq: 0, rows: [], next: nil, error: "too many questions")
        _ = driver.state.take(refusal, rows: [], number: asking.number, at: start, now: nil)
        #expect(driver.lines().contains { $0.contains("no answer: too many questions") })
    }

    @Test("rows of a lost link stay, and say so; nothing is asked meanwhile")
    func lost() {
        let driver = DashboardDriver()
        driver.press(.character("5"))
        // The screen was looked at ten minutes before the link was lost: what it shows is of then, not of now.
        let then = TestPlant.now - .seconds(600)
        driver.state.answer(now: then) { ReviewRows.page($0, cursor: $1, now: then) }
        driver.state.link = .silent(since: TestPlant.now)
        let lines = driver.lines()
        #expect(lines.contains { $0.contains("link lost: as it was at 2025-12-31 23:50:00") }, "\(lines)")
        #expect(lines.contains { $0.contains("E-STOP") })
        #expect(driver.state.ask(now: TestPlant.now, at: .now + .seconds(60)).isEmpty)
    }
}
