import Basis
import Records
import Testing

@testable import FloorTUI

@Suite("Rows that come in pages")
struct HubRowsTests {
    private func page(_ seq: Int64, _ numbers: ClosedRange<Int>, next: Int?) -> Page {
        Page(seq: seq, rows: numbers.map { Array(#"{"n":\#($0)}"#.utf8) }, next: next)
    }

    private func numbers(_ rows: [Row]) -> [Int64?] { rows.map { $0.integer("n") } }

    @Test("pages of two answers are not put together: it is asked anew")
    func anew() throws {
        var asked: [Int] = []
        let rows = try HubClient.rows(Query(.intervals)) { cursor in
            asked.append(cursor)
            if asked.count == 1 { return page(1, 1...2, next: 2) }
            return cursor == 0 ? page(2, 0...1, next: 2) : page(2, 2...3, next: nil)
        }
        #expect(asked == [0, 2, 0, 2] && numbers(rows) == [0, 1, 2, 3])
    }

    @Test("a hub that keeps no answer until its last page is not asked for ever")
    func never() {
        var seq: Int64 = 0
        #expect(throws: CommandFailure.self) {
            _ = try HubClient.rows(Query(.intervals)) { _ in
                seq += 1
                return page(seq, 1...2, next: 2)
            }
        }
        #expect(seq < 20)
    }

    @Test("the journal goes on while it is read, and each page holds")
    func journal() throws {
        var seq: Int64 = 0
        let rows = try HubClient.rows(Query(.audit)) { cursor in
            seq += 1
            return cursor == 0 ? page(seq, 1...2, next: 2) : page(seq, 3...4, next: nil)
        }
        #expect(numbers(rows) == [1, 2, 3, 4])
    }
}
