import Basis
import Records
import Testing
import Widgets

@testable import FloorTUI

/// The last line of screens.
struct HintTests {
    @Test("help and the way back are in the last line of each screen, however narrow; with more room commands, too")
    func stays() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        let ways =
            ReviewScreenTests.ways.map { ($0.keys, String?.none) }
            + ReviewScreenTests.machineWays.map { ($0.keys, "DC-03") } + [([], nil), ([], "DC-03")]
        for language in Language.allCases {
            var start = hall
            start.phrases.language = language
            let phrases = start.phrases
            let (help, command) = ("? \(phrases[.helpKey])", ": \(phrases[.commandKey])")
            for (keys, machine) in ways where keys != [.character("4"), .character("s")] {
                var state = ReviewScreenTests.reach(keys, machine: machine, start, now) {
                    ReviewRows.page($0, cursor: $1, now: now)
                }
                for size in [Size(40, 20), Size(80, 24), Size(120, 40)] {
                    let last = GoldenTests.text(&state, now, size).split(separator: "\n").last ?? ""
                    let isFloor = keys.isEmpty && machine == nil
                    let way = isFloor ? [] : ["Esc \(phrases[.back])"]
                    let more =
                        size.width >= 120
                        ? [command] : isFloor && size.width >= 80 ? [command, "q \(phrases[.quitKey])"] : []
                    for hint in [help] + way + more { #expect(last.contains(hint), "\(hint): \(last)") }
                }
            }
        }
    }

    @Test("on 80 columns each screen still says what it is there for")
    func main() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        let ways: [(keys: [Key], machine: String?, hints: [String])] = [
            ([], "DC-03", ["Enter open", "s reason", "[ earlier", "Esc back", "o OEE"]),
            ([.character("4")], nil, ["a ack", "s shelve", "Enter open", "/ filter", "Esc back"]),
            ([.character("3")], nil, ["Enter open", "[ earlier", "w span", "Esc back"]),
            ([.character("2")], nil, ["Enter open", "[ earlier", "Esc back"]),
        ]
        for way in ways {
            var state = ReviewScreenTests.reach(way.keys, machine: way.machine, hall, now) {
                ReviewRows.page($0, cursor: $1, now: now)
            }
            let last = GoldenTests.text(&state, now, Size(80, 24)).split(separator: "\n").last ?? ""
            for hint in way.hints { #expect(last.contains(hint), "\(hint): \(last)") }
        }
    }

    @Test("of a past shift the last line has the way back first, and no key for stops or alarms that it has none of")
    func pastHints() throws {
        let (hall, now) = try ReviewScreenTests.hall()
        var state = ReviewScreenTests.reach([.character("[")], machine: "DC-03", hall, now) { query, cursor in
            query.what == .stops
                ? ReviewRows.empty(query, cursor: cursor) : ReviewRows.page(query, cursor: cursor, now: now)
        }
        for size in [Size(80, 24), Size(120, 40)] {
            let last = GoldenTests.text(&state, now, size).split(separator: "\n").last ?? ""
            #expect(last.contains("] later"), "\(last)")
            for hint in ["s reason", "x split", "a ack"] { #expect(!last.contains(hint), "\(last)") }
        }
    }
}
