import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// What OEE says of how it comes about, over the answers of a made-up hub.
struct OEEScreenTests {
    @Test("on the figures of a shift that has ended it is said that none runs, but not where one looks back")
    func noShiftNow() throws {
        var start = TestPlant.state()
        let now = TestPlant.now + .seconds(20 * 3600)
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: now)
        let early = ShiftRule(
            id: "early", name: LocalizedText("Early"), from: 360, to: 840, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        start.picture.apply(CalendarDocument(calendar: PlantCalendar(zone: .utc, shifts: [early])), head)
        for language in Language.allCases {
            start.phrases.language = language
            let words = start.phrases[ReviewPhrase.noShiftNow]
            for key in [Key.character("2"), .character("3")] {
                for (keys, isSaid) in [
                    ([key], true), ([key, .character("[")], false), ([key, .character("w")], false),
                ] {
                    var state = ReviewScreenTests.reach(keys, machine: nil, start, now, ReviewRows.empty)
                    let lines = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
                    #expect(lines[1].contains(words) == isSaid, "\(keys): \(lines)")
                }
            }
        }
    }

    @Test("OEE opened says how the quality of several products is weighed, and MTBF and MTTR with their rule")
    func weighted() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        func lines(_ change: @escaping (Row) -> Row) -> [Substring] {
            var state = ReviewScreenTests.reach([.character("o")], machine: "DC-03", hall, now) { query, cursor in
                let rows = ReviewRows.rows(query, now)
                return Page(seq: 4711, some: query.what == .kpi ? rows.map(change) : rows, cursor: cursor)
            }
            return GoldenTests.text(&state, now, Size(120, 40)).split(separator: "\n")
        }
        let one = lines { $0 }
        #expect(one.contains { $0.contains("= GQ ÷ PQ = 318 ÷ 331") })
        #expect(one.contains { $0.contains("MTBF") && $0.contains("= (APT + AUST) ÷ n, n = 1?") })
        #expect(one.contains { $0.contains("MTTR") && $0.contains("= Σ(repair end − start) ÷ n   ? n < 5") })
        let several = lines { row in
            var row = row
            row.add("quality_weighted", true)
            return row
        }
        #expect(several.contains { $0.contains("= Σ PRI·GQ ÷ Σ PRI·PQ = 5:18 ÷ 5:31") })
        let reworked = lines { row in
            var row = row
            row.add("rq", 4.0)
            return row
        }
        #expect(reworked.contains { $0.contains("RQ  rework") } && !one.contains { $0.contains("RQ") })
        let records = lines { row in
            row.members.reduce(into: Row()) { $0.add($1.name, $1.name == "basis" ? .text("records") : $1.value) }
        }
        #expect(records.contains { $0.contains("GQ ÷ PQ") } && !records.contains { $0.contains("MTBF") })
    }

    @Test("a figure is shown whole or not at all, however narrow the screen is", arguments: [40, 60, 72, 80, 90])
    func whole(_ width: Int) throws {
        var (hall, now) = try ReviewScreenTests.hall()
        for language in Language.allCases {
            hall.phrases.language = language
            for scope in [[], [Key.character("g")], [Key.character("g"), .character("g")]] {
                var state = ReviewScreenTests.reach([.character("o")] + scope, machine: "DC-03", hall, now) {
                    ReviewRows.page($0, cursor: $1, now: now)
                }
                let lines = GoldenTests.text(&state, now, Size(width, 24)).split(separator: "\n")
                for line in lines.dropFirst(3).dropLast(2) where line.contains("…") {
                    let before = try #require(line.prefix { $0 != "…" }.last)
                    #expect(!before.isNumber && !".:,÷".contains(before), "\(line)")
                }
            }
        }
    }

    /// OEE of a machine, and what these keys reach from there.
    private static func lines(_ keys: [Key], _ language: Language) throws -> [Substring] {
        var (hall, now) = try ReviewScreenTests.hall()
        hall.phrases.language = language
        var state = ReviewScreenTests.reach([.character("o")] + keys, machine: "DC-03", hall, now) {
            ReviewRows.page($0, cursor: $1, now: now)
        }
        return GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n")
    }

    @Test(
        "what was lost is told in parts, and opens into the time that it took",
        arguments: Language.allCases)
    func lostParts(_ language: Language) throws {
        let phrases = Phrases(language: language)
        for (phrase, parts, row, element) in [
            (ReviewPhrase.lostStopped, "69", 8, "ADET"), (.lostSpeed, "17", 11, "APT"),
        ] {
            let line = try #require(Self.lines([], language).first { $0.contains(phrases[phrase]) })
            #expect(line.contains(" \(parts) "), "\(line)")
            let opened = try Self.lines(Array(repeating: .down, count: row) + [.enter], language)
            #expect(opened[0].contains("\(element) "), "\(opened)")
        }
    }

    @Test("MTBF and MTTR open into the times that they divide", arguments: Language.allCases)
    func reliabilityOpened(_ language: Language) throws {
        func lines(_ row: Int, _ span: [Key] = []) throws -> [Substring] {
            try Self.lines(span + Array(repeating: .down, count: row) + [.enter], language)
        }
        let between = try lines(15)
        #expect(between[0].contains("MTBF · APT + AUST") && between[1].contains("Σ 1:45:00"), "\(between)")
        let slices = between.dropFirst(2)
        #expect(slices.count { $0.contains(" APT ") } == 1 && slices.count { $0.contains(" AUST ") } == 1)
        // Failures in their whole length, as a list of stops has them.
        let repair = try lines(16, [.character("w")])
        #expect(repair[0].contains("MTTR · \(Phrases(language: language)[.failuresBegun])"), "\(repair)")
        #expect(repair[1].contains("0:50") && repair.count { $0.contains("12:40") } == 1, "\(repair)")
        // The one that began before the shift is not of the shift.
        #expect(try !lines(16).contains { $0.contains("12:40") })
    }
}
