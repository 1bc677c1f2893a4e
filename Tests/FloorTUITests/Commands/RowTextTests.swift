import Basis
import Records
import TestSupport
import Testing

@testable import FloorTUI

struct RowTextTests {
    private static let rows = [String(repeating: "shop/press-9/", count: 3), "shop"].map { topic in
        var row = Row()
        row.add("at", Instant(milliseconds: 0))
        row.add("topic", topic)
        row.add("detail", String(repeating: "the plant has no machine ", count: 5))
        row.add("bytes", Int64(57))
        row.add("head", String(repeating: "{\"ts\": 1}", count: 12))
        return row
    }

    @Test(
        "on a terminal rows are cut to its width, the longest texts first, and every column stays", arguments: 60...200)
    func cut(_ width: Int) {
        let lines = RowText.table(Self.rows, what: .quarantine, width: width).split(separator: "\n").map(String.init)
        #expect(lines.count == 3 && lines.allSatisfy { $0.columns <= width })
        #expect(lines[1].contains("1970-01-01T00:00:00.000Z") && lines[1].contains("57") && lines[0].hasSuffix("head"))
    }

    @Test("S5: whatever people and machines say, each row is one line, and as JSON reads back as it was")
    func hostile() throws {
        var random = SplitMix(state: 5)
        let texts = (0..<2000).map { _ in HostileText.next(&random) }
        let rows = texts.map { text in
            var row = Row()
            row.add("machine", text)
            row.add("note", text)
            return row
        }
        let lines = RowText.table(rows, what: .stops).utf8.split(separator: 10, omittingEmptySubsequences: false)
        #expect(lines.count == 1 + texts.count && !lines.joined().contains { $0 < 0x20 || $0 == 0x7F })
        let json = RowText.json(rows)
        #expect(json.count { $0 < 0x20 } == 1)
        let tape = JSONTape()
        let read = try tape.read(json)
        for (number, text) in texts.enumerated() { #expect(read[number]?["note"]?.string == text) }
    }

    @Test("where no terminal is, nothing is cut")
    func whole() {
        let text = RowText.table(Self.rows, what: .quarantine)
        #expect(!text.contains("…") && text.contains(String(repeating: "{\"ts\": 1}", count: 12)))
    }

    @Test("the two sides of a conflict are words; what is none stays as it is")
    func conflict() {
        var row = Row()
        let fields =
            #"{"reason":{"yours":"die","theirs":null,"by":"t-4","at":0},"at":{"yours":5,"theirs":7,"by":"t-4","at":0}}"#
        row.add("fields", .json(Array(fields.utf8)))
        let by = "(t-4 1970-01-01T00:00:00.000Z)"
        let times = "1970-01-01T00:00:00.005Z ≠ 1970-01-01T00:00:00.007Z"
        #expect(RowText.table([row], what: .conflicts).hasSuffix("reason: die ≠ – \(by); at: \(times) \(by)"))
        var other = Row()
        other.add("fields", .json(Array("[1]".utf8)))
        #expect(RowText.table([other], what: .conflicts).hasSuffix("[1]"))
    }
}
