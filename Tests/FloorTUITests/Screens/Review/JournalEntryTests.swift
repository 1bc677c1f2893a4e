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
                #expect(JournalPhrase(kind: kind) != nil, "\(kind)")
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
