import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// The Machine screen of machine A1 of the test plant.
struct MachineScreenTests {
    static let now = TestPlant.now

    static func ago(_ minutes: Int64) -> Instant { now - .seconds(minutes * 60) }

    static func tag(
        _ id: String, _ value: TagValue?, at: Instant = now, _ more: (inout MachineDocument.Tag) -> Void = { _ in }
    ) -> MachineDocument.Tag {
        var tag = MachineDocument.Tag(id: id)
        tag.value = value
        tag.at = at
        more(&tag)
        return tag
    }

    static func driver(
        _ condition: Condition = Condition(.producing), tags: [MachineDocument.Tag] = [],
        alarms: [LineDocument.Notice] = [], intervals: [MachineDocument.Stretch] = [], stops: [StopNotice] = []
    ) -> DashboardDriver {
        let driver = DashboardDriver()
        var document = MachineDocument(
            row: TestPlant.row("A1", condition), tags: tags, counts: [], alarms: alarms, intervals: intervals)
        document.stops = stops
        driver.state.picture.apply(document, DocumentHead(epoch: 1, number: 2, seq: 2, at: now))
        _ = driver.state.open("A1")
        return driver
    }

    static let intervals = [
        MachineDocument.Stretch(from: ago(5), to: nil, condition: Condition(.producing)),
        MachineDocument.Stretch(from: ago(8), to: ago(5), condition: .noData(.silent)),
        MachineDocument.Stretch(from: ago(60), to: ago(8), condition: Condition(.producing)),
        MachineDocument.Stretch(
            from: ago(100), to: ago(60), condition: Condition(.stopped), reason: LocalizedText("No oil", zh: "缺油")),
        MachineDocument.Stretch(from: ago(200), to: ago(100), condition: Condition(.idle)),
        MachineDocument.Stretch(from: ago(220), to: ago(200), condition: Condition(.waiting, native: "FEED_HOLD")),
        MachineDocument.Stretch(from: nil, to: ago(220), condition: .noData(.never)),
    ]

    /// The lines below the heading of the stops, up to the next heading.
    static func stops(_ lines: [String], _ language: Language) -> [String] {
        let title = Phrases(language: language)[.stops]
        guard let start = lines.firstIndex(where: { $0.contains("── \(title)") }) else { return [] }
        return Array(lines.dropFirst(start + 1).prefix { (line: String) in !line.contains("── ") })
    }

    @Test("before the hub answers, a stop that the machine's document knows the given reason of shows it")
    func givenReason() {
        var stop = StopNotice(id: StopID(machine: "A1", from: Self.ago(100)), to: Self.ago(60), state: .stopped)
        stop.reason = "die"
        let lines = Self.stops(Self.driver(intervals: Self.intervals, stops: [stop]).lines(Size(120, 40)), .en)
        #expect(lines[0].hasSuffix("Breakdown › Die") && lines[1].hasSuffix("FEED_HOLD"), "\(lines)")
    }

    @Test("stops stand below the ribbon with their reasons, the longest first; producing, idle and no data are none")
    func stopsLongestFirst() {
        let driver = Self.driver(intervals: Self.intervals)
        let lines = Self.stops(driver.lines(Size(120, 40)), .en)
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix("0:40 ▲ No oil") && lines[1].hasSuffix("0:20 ◆ FEED_HOLD"))
        driver.state.phrases.language = .zh
        #expect(Self.stops(driver.lines(Size(120, 40)), .zh).first?.hasSuffix("0:40 ▲ 缺油") == true)
    }

    @Test("stops, states and alarms of before midnight have date and time, at 80 columns too")
    func beforeMidnight() {
        let alarm = LineDocument.Notice(
            level: .fault, code: "7", text: LocalizedText("door open"), last: Self.ago(90))
        let driver = Self.driver(alarms: [alarm], intervals: Self.intervals)
        for (size, row) in [
            (Size(80, 24), "22:20  0:40 ▲ 12-31 No oil"), (Size(120, 40), "12-31 22:20  0:40 ▲ No oil"),
        ] {
            let lines = driver.lines(size)
            #expect(Self.stops(lines, .en).first?.hasSuffix(row) == true, "\(lines)")
            #expect(lines.contains { $0.contains("12-31 22:30 7 door open") }, "\(lines)")
        }
    }

    @Test(
        "the date of states stands once above them, and today's not at all: each has room for its length and its word")
    func stateWord() {
        var driver = Self.driver(intervals: [Self.intervals[2], Self.intervals[4]])
        let lines = driver.lines(Size(80, 24))
        #expect(lines.contains { $0.hasSuffix("23:00  0:52   producing") }, "\(lines)")
        #expect(lines.contains { $0.hasSuffix("20:40  1:40   idle") }, "\(lines)")
        #expect(lines.count { $0.hasSuffix("  2025-12-31") } == 1, "\(lines)")
        let before = Condition(.producing)
        driver = Self.driver(intervals: [MachineDocument.Stretch(from: Self.now, to: nil, condition: before)])
        #expect(driver.lines(Size(80, 24)).contains { $0.hasSuffix("00:00   0 s   producing") })
    }

    @Test("a stop that is over is grey; only the one that lasts has its colour")
    func calm() {
        var intervals = Self.intervals
        intervals[0].condition = Condition(.stopped)
        let frame = Self.driver(Condition(.stopped), intervals: intervals).frame(Size(120, 40))
        let roles = { (text: String) -> Set<Role> in
            guard let y = frame.grid.lines.lastIndex(where: { $0.contains(text) && $0.contains("▲") }) else {
                return []
            }
            return Set((60..<119).map { frame.grid[$0, y].style.role })
        }
        #expect(!roles("No oil").contains(.critical))
        #expect(roles("0:05 ▲").contains(.critical))
    }

    @Test(
        "A22: that the age of a retained value is not known, or its time, is there to read beside any course",
        arguments: Language.allCases)
    func retained(_ language: Language) {
        let course = [Float?](repeating: 7, count: 30)
        for name in ["pressure", "intensification pressure in bar"] {
            let unknown = Self.tag(name, .number(7.5)) { ($0.isRetained, $0.at, $0.trend) = (true, nil, course) }
            let known = Self.tag("level", .number(7.5)) { ($0.isRetained, $0.trend) = (true, course) }
            let driver = Self.driver(tags: [unknown, known])
            driver.state.phrases.language = language
            for size in [Size(80, 24), Size(120, 40)] {
                let lines = driver.lines(size)
                let row = lines.first { $0.contains(" \(name.prefix(8))") } ?? ""
                #expect(row.contains("○") && row.contains(driver.state.phrases[.ageUnknown]), "\(lines)")
                let words = "\(driver.state.phrases[.retained]) 00:00"
                #expect(lines.contains { $0.contains(" level ") && $0.contains(words) }, "\(lines)")
            }
        }
    }

    @Test("a list of more rows than are seen says which are seen and of how many")
    func extent() {
        let driver = Self.driver(tags: (1...34).map { Self.tag("t\($0)", .number(Double($0))) })
        #expect(driver.lines().contains { $0.contains(" 1–18 of 34 ") })
        _ = driver.press(.end)
        #expect(driver.lines().contains { $0.contains(" 17–34 of 34 ") })
        driver.state.phrases.language = .zh
        #expect(driver.lines().contains { $0.contains(" 17–34 / 34 ") })
        #expect(!Self.driver(tags: [Self.tag("t", .number(1))]).lines().contains { $0.contains(" of 1 ") })
    }

    @Test("bits are words of people, not of programs, in both languages", arguments: Language.allCases)
    func bits(_ language: Language) {
        let driver = Self.driver(tags: [Self.tag("door", .bool(true)), Self.tag("fault", .bool(false))])
        driver.state.phrases.language = language
        let lines = driver.lines()
        #expect(lines.contains { $0.contains("door") && $0.contains(" \(Phrases(language: language)[.on])") })
        #expect(lines.contains { $0.contains("fault") && $0.contains(" \(Phrases(language: language)[.off])") })
        #expect(!lines.contains { $0.contains("true") || $0.contains("false") })
    }

    @Test("a screen made of a store says once why no value is on it; a live one does not")
    func notKept() {
        let driver = Self.driver(tags: [MachineDocument.Tag(id: "oil"), MachineDocument.Tag(id: "metal")])
        let start = "The store keeps no single values"
        #expect(!driver.lines().contains { $0.contains(start) })
        driver.state.link = .recorded
        #expect(driver.lines().filter { $0.contains(start) }.count == 1)
    }

    @Test("looked back at, the screen shows nothing of now: neither state nor values nor alarms, and keys act on none")
    func pastIsPast() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        for (language, size) in [(Language.en, Size(80, 24)), (.zh, Size(120, 40)), (.en, Size(40, 20))] {
            var start = hall
            start.phrases.language = language
            var state = ReviewScreenTests.reach([.character("[")], machine: "DC-03", start, now) {
                ReviewRows.page($0, cursor: $1, now: now)
            }
            let row = try #require(state.picture.row(of: "DC-03").map { state.picture.rows[$0] })
            let text = GoldenTests.text(&state, now, size)
            let alarm = try #require(row.alarm).text[language]
            for word in [alarm, try #require(row.owner), Numbers.grouped(try #require(row.shots))] {
                #expect(!text.contains(word), "\(word): \(text)")
            }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let words = state.phrases[StateLook(.producing).word]
            #expect(lines[1].hasPrefix(" \(words) ") && lines[1].contains(state.phrases[StateLook(.stopped).word]))
            _ = state.handle(.character("a"), now: now)
            #expect(state.cover == nil && state.message == state.phrases[.noAlarmHere])
            _ = state.handle(.character("s"), now: now)
            #expect(state.cover == nil)
        }
    }

    @Test(
        "what is wrong with a value is a word of the screen's language, and whole before its age",
        arguments: Language.allCases)
    func flags(_ language: Language) {
        let missing = Self.tag("level", nil, at: Self.ago(200)) { $0.flags = ["missing"] }
        let driver = Self.driver(tags: [missing, Self.tag("oil", .number(7))])
        driver.state.phrases.language = language
        for link in [LinkState.live, .hubLost(since: Self.now)] {
            driver.state.link = link
            for size in [Size(80, 24), Size(120, 40)] {
                let row = driver.lines(size).first { $0.contains(" level ") } ?? ""
                #expect(row.contains(language == .en ? "missing" : "缺失"), "\(row)")
            }
        }
    }

    @Test("while the machine is silent its values keep a question mark and their age, though link and hub are back")
    func silent() {
        let driver = Self.driver(
            .noData(.silent),
            tags: [
                Self.tag("oil", .number(41), at: Self.ago(5)), Self.tag("metal", .number(660), at: Self.now),
                Self.tag("door", .bool(true), at: Self.ago(7)),
            ])
        let lines = driver.lines()
        #expect(lines.contains { $0.hasPrefix(" ? oil") && $0.contains("0:05 ago") })
        #expect(lines.contains { $0.hasPrefix(" ? door") && $0.contains("0:07 ago") })
        // It came after the last sign of the machine: from a source that still speaks.
        #expect(lines.contains { $0.hasPrefix("   metal") && !$0.contains("ago") })
    }

    @Test("a bar, or the word that a value was never seen, has its place at 80 columns, however wide the values are")
    func limits() {
        let oil = Self.tag("oil", .number(41)) {
            $0.low = 20
            $0.high = 60
            $0.unit = "L/min"
            $0.name = LocalizedText("Flow of the cooling water of the moving half")
        }
        let program = Self.tag("program", .text("O1234-ROUGHING-LEFT")) { $0.trend = [1, 2, 3] }
        let driver = Self.driver(tags: [oil, program, MachineDocument.Tag(id: "die")])
        #expect(!driver.lines(Size(40, 20)).contains { $0.contains("Limits") && $0.contains("…") })
        let lines = driver.lines()
        #expect(lines.contains { $0.contains("Flow") && $0.contains("█") })
        #expect(lines.contains { $0.hasPrefix(" – die") && $0.contains(Phrase.notSeen.texts.en) })
    }

    @Test("of a value that came before the hub began it is not said that it never was", arguments: Language.allCases)
    func readBefore(language: Language) {
        var oil = MachineDocument.Tag(id: "oil")
        (oil.unit, oil.wasReadBefore) = ("L/min", true)
        let metal = Self.tag("metal", .number(660)) { ($0.low, $0.high, $0.trend) = (600, 700, [1, 2, 3]) }
        let driver = Self.driver(tags: [oil, metal, MachineDocument.Tag(id: "die")])
        driver.state.phrases.language = language
        let phrases = driver.state.phrases
        for (size, before) in [(Size(80, 24), Phrase.awaited), (Size(160, 40), .notSeenSinceStart)] {
            let lines = driver.lines(size)
            #expect(lines.contains { $0.hasPrefix(" – oil") && $0.contains(phrases[before]) }, "\(lines)")
            #expect(lines.contains { $0.hasPrefix(" – die") && $0.contains(phrases[.notSeen]) }, "\(lines)")
        }
    }

    @Test("names of values are whole before limits have more room than a bar or an age needs")
    func names() {
        let names = ["Intensification pressure", "Slow shot velocity V1", "Hydraulic oil temperature"]
        let tags = names.enumerated().map { index, name in
            Self.tag("v\(index)", .number(75.8)) {
                ($0.low, $0.high, $0.unit) = (70, 80, "MPa")
                $0.name = LocalizedText(name)
                $0.trend = [1, 2, 3]
            }
        }
        let driver = Self.driver(tags: tags)
        for (width, whole) in [(80, 2), (90, 3), (100, 3)] {
            let lines = driver.lines(Size(width, 30))
            #expect(names.count { name in lines.contains { $0.contains(name) } } >= whole, "\(lines)")
            #expect(lines.contains { $0.contains("│") && $0.contains("75.8") }, "a bar: \(lines)")
        }
    }

    @Test("Tab goes to the stops and the alarms, whose rows then scroll; on a narrow screen the stops take the place")
    func panes() {
        let intervals = (1...60).map { number in
            MachineDocument.Stretch(
                from: Self.ago(Int64(number) * 4), to: Self.ago(Int64(number) * 4 - 2), condition: Condition(.stopped))
        }
        let alarm = LineDocument.Notice(level: .fault, code: "7", text: LocalizedText("Hot"), last: Self.now)
        let driver = Self.driver(alarms: [alarm], intervals: intervals)
        _ = driver.lines()
        _ = driver.press(.tab, .end)
        #expect(driver.lines().contains { $0.contains("of 60 ") && $0.contains("–60 ") })
        #expect(driver.lines(Size(40, 20)).contains { $0.contains(Phrase.stops.texts.en) })
        _ = driver.press(.tab)
        #expect(driver.state.machine?.pane == .alarms)
        _ = driver.press(.tab)
        #expect(driver.state.machine?.pane == .values)
        #expect(!driver.lines(Size(40, 20)).contains { $0.contains(Phrase.stops.texts.en) })
    }

    @Test("ages go in steps up to a minute, then in minutes; a day and more has its date")
    func ages() {
        let context = Self.driver().state.context(Self.now)
        let ages: [(Int64, String)] = [
            (3, "0 s ago"), (7, "5 s ago"), (29, "10 s ago"), (59, "30 s ago"), (119, "0:01 ago"), (7200, "2:00 ago"),
            (90_000, "2025-12-30 23:00"),
        ]
        for (seconds, text) in ages { #expect(context.age(Self.now - .seconds(seconds)) == text) }
        #expect(context.age(nil) == Phrase.ageUnknown.texts.en)
    }
}
