import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("Entries of the journal in words")
struct JournalEntryTests {
    /// A body of each kind, as the hub writes it.
    private static let bodies: [(kind: String, body: String)] = [
        (
            "stop",
            #"{"machine":"DC-03","from":1767253500000,"to":null,"reason":"hydraulic","kind":"breakdown","#
                + #""note":"seal","cut":null,"merge":null,"by":"t-1","command":52}"#
        ),
        (
            "stop",
            #"{"machine":"DC-03","from":1767253500000,"to":null,"reason":"","kind":null,"note":"","cut":null,"#
                + #""merge":null,"by":"t-1","command":52}"#
        ),
        (
            "stop",
            #"{"machine":"DC-03","from":1767253500000,"to":null,"reason":null,"kind":null,"note":null,"#
                + #""cut":1767253560000,"merge":false,"by":"t-1","command":52}"#
        ),
        (
            "stop",
            #"{"machine":"DC-03","from":1767253500000,"to":null,"reason":null,"kind":null,"note":null,"#
                + #""cut":1767253560000,"merge":true,"by":"t-1","command":52}"#
        ),
        (
            "quantity",
            #"{"machine":"DC-03","at":1767253500000,"shift":null,"order":"4711","scrap":2,"rework":1,"note":"cold","#
                + #""by":"t-1","command":42}"#
        ),
        (
            "quantity",
            #"{"machine":"DC-03","at":null,"shift":"early","order":null,"scrap":2,"rework":0,"note":null,"by":"t-1","#
                + #""command":42}"#
        ),
        (
            "correction",
            #"{"machine":"DC-03","from":1767253500000,"to":1767253560000,"state":"stopped","native":null,"why":null,"#
                + #""replaces":41}"#
        ),
        (
            "produced",
            #"{"machine":"DC-03","shift":"early","from":1767253500000,"to":1767282300000,"order":"4711","item":"GK-11","#
                + #""die":"D-118","shots":1242,"cavities":8,"pq":9936,"gq":9620,"defects":{"scratch":316},"#
                + #""ideal_ms":18000,"changes":["die"]}"#
        ),
        ("clock", #"{"from":2147483648000,"to":1767253500000,"clock_suspect":true}"#),
    ]

    private static func entry(_ kind: String, _ body: String, _ change: (inout Row) -> Void = { _ in }) throws
        -> JournalEntryRow
    {
        var row = Row()
        row.add("seq", Int64(7))
        row.add("at", TestPlant.now)
        row.add("kind", kind)
        change(&row)
        row.add("body", .json(Array(body.utf8)))
        return try #require(JournalEntryRow(row))
    }

    @Test(
        "a shift has its name, no two members one name, and a command whose clock is in doubt words for it",
        arguments: Language.allCases)
    func names(_ language: Language) throws {
        var state = TestPlant.state()
        state.phrases.language = language
        let rule = ShiftRule(
            id: "late", name: LocalizedText("Late", zh: "中班"), from: 840, to: 1320, days: .weekdays([1, 2, 3]))
        state.picture.apply(CalendarDocument(calendar: PlantCalendar(zone: .utc, shifts: [rule])), TestPlant.head)
        let context = state.context(TestPlant.now)
        let quantity = try Self.entry("quantity", #"{"machine":"DC-03","shift":"late","scrap":2,"by":"t-1"}"#)
        #expect(quantity.words(context).contains(language == .en ? "Shift Late" : "班次 中班"))
        let command = try Self.entry(
            "command", #"{"by":"t-1","kind":"alarm.note","outcome":"saved","entered_suspect":true,"text":"x"}"#
        ) { $0.add("by", "t-1") }
        var screen = EntryScreen(entry: command)
        let frame = Frame(Size(80, 24))
        screen.draw(in: frame.canvas, context)
        let text = frame.grid.lines.joined(separator: "\n")
        #expect(text.contains(language == .en ? "clock in doubt" : "录入时刻存疑") && !text.contains("entered_suspect"))
        let names = frame.grid.lines.dropFirst(3).compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(Set(names).count == names.count, "\(names)")
    }

    @Test("an alarm has its text in the screen's language, as on the list of alarms")
    func alarmText() throws {
        let body =
            #"{"machine":"DC-03","item":"plc","code":"118","level":"fault","text":"hydraulic pressure low","#
            + #""first":1767253500000,"last":1767253500000,"lines":3,"active":true,"raised":1,"since":1767253500000}"#
        let entry = try Self.entry("alarm", body) { row in
            row.add("text", "hydraulic pressure low")
            row.add("text_zh", "液压压力低")
        }
        var state = TestPlant.state()
        for (language, text) in [(Language.en, "hydraulic pressure low"), (.zh, "液压压力低")] {
            state.phrases.language = language
            let context = state.context(TestPlant.now)
            #expect(entry.words(context).contains(text))
            #expect(entry.members(context).contains { $0.key == "text" && $0.text == text })
        }
        // A hub of before tells one text alone.
        #expect(try Self.entry("alarm", body).words(state.context(TestPlant.now)).contains("hydraulic pressure low"))
    }

    @Test("an entry opened shows no moment as a number, each word in the screen's language, and its kind once")
    func opened() throws {
        for language in Language.allCases {
            var state = TestPlant.state()
            state.phrases.language = language
            let context = state.context(TestPlant.now)
            for (kind, body) in Self.bodies {
                let members = try Self.entry(kind, body).members(context)
                for member in members where member.key != "bytes" {
                    #expect(!member.text.contains("17672") && !member.text.contains("21474"), "\(member)")
                    let words = member.name + member.text
                    for word in ["stopped", "breakdown", "false", "true"] where language == .zh {
                        #expect(!words.contains(word), "\(member)")
                    }
                }
            }
            var pages = TestPlant.state()
            pages.phrases.language = language
            pages.pages = [EntryScreen(entry: try Self.entry("alarm", #"{"machine":"DC-03","first":1767253500000}"#))]
            let text = GoldenTests.text(&pages, TestPlant.now, Size(100, 30))
            #expect(!text.contains("alarm  alarm") && !text.contains("1767253500000"), "\(text)")
            #expect(!text.contains("T07:45:00"))
        }
    }

    @Test("one shot is one shot")
    func one() throws {
        let context = TestPlant.state().context(TestPlant.now)
        for (shots, words) in [(1, "1 shot"), (2, "2 shots"), (0, "0 shots")] {
            let body = #"{"machine":"DC-03","owner":"D-118","shots":\#(shots),"tries":0}"#
            #expect(try Self.entry("counted", body).words(context).hasSuffix("  \(words)"))
        }
    }

    @Test("a command shows when it was entered, and its bytes as they were sent")
    func command() throws {
        let bytes = #"{\"v\":1,\"entered\":1767253500000,\"set\":{}}"#
        let entry = try Self.entry(
            "command",
            #"{"key":"k1","terminal":"t-1","kind":"stop.explain","id":"DC-03@1767253500000","bytes":"\#(bytes)"}"#)
        var state = TestPlant.state()
        let members = entry.members(state.context(TestPlant.now))
        #expect(members.first { $0.key == "bytes" }?.text.contains("1767253500000") == true)
        #expect(members.first { $0.key == "id" }?.text.contains("1767253500000") == false)
        state.pages = [EntryScreen(entry: entry)]
        #expect(GoldenTests.text(&state, TestPlant.now, Size(100, 30)).contains("(by the terminal's clock)"))
    }

    @Test("the decision of a conflict says which stop it is about, and is found by it", arguments: Language.allCases)
    func decision(_ language: Language) throws {
        var state = TestPlant.state()
        state.phrases.language = language
        let context = state.context(TestPlant.now)
        var row = Row()
        row.add("seq", Int64(7))
        row.add("kind", "command")
        row.add("object", "DC-03@1767253500000")
        let body = #"{"kind":"conflict.resolve","id":"61e7d80f-0000-4000-8000-000000000000","outcome":"saved"}"#
        row.add("body", .json(Array(body.utf8)))
        let entry = try #require(JournalEntryRow(row))
        let words = entry.words(context)
        #expect(words.contains("DC-03") && !words.contains("61e7d80f") && !words.contains("@"), "\(words)")
        #expect(entry.matches("dc-03", context))
    }

    @Test(
        "each kind is worded in both languages: no name of a member, no time in milliseconds, what people wrote as it is"
    )
    func worded() throws {
        for language in Language.allCases {
            var state = TestPlant.state()
            state.phrases.language = language
            let context = state.context(TestPlant.now)
            for (kind, body) in Self.bodies {
                var row = Row()
                row.add("seq", Int64(7))
                row.add("at", TestPlant.now)
                row.add("kind", kind)
                row.add("body", .json(Array(body.utf8)))
                let entry = try #require(JournalEntryRow(row))
                let words = entry.words(context)
                #expect(!words.isEmpty && !words.contains("17672") && !words.contains("21474"), "\(words)")
                for name in ["_ms", "replaces", "defects", "{", "null", "false", "gq", "pq"] {
                    #expect(!words.contains(name), "\(kind) \(name): \(words)")
                }
                for text in ["4711", "GK-11", "D-118", "cold", "seal"] where body.contains(text) {
                    #expect(words.contains(text), "\(text): \(words)")
                }
                if language == .zh {
                    #expect(words.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(words)")
                }
            }
        }
    }
}
