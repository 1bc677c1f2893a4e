import Basis
import Records
import Testing

struct PageTests {
    private func row(_ index: Int, bytes: Int) -> Row {
        var row = Row()
        row.add("index", Int64(index))
        row.add("text", String(repeating: "压\"", count: bytes / 5))
        return row
    }

    @Test("pages are at most 64 KB, and together all rows once, in order")
    func pages() throws {
        let rows = (0..<400).map { row($0, bytes: $0 * 7 % 2000) }
        var cursor: Int? = 0
        var found: [[UInt8]] = []
        while let next = cursor {
            let page = Page(seq: 1, some: rows, cursor: next)
            var json = JSONWriter()
            page.write(to: &json)
            #expect(json.bytes.count <= Page.maximumBytes)
            found += page.rows
            cursor = page.next
        }
        let all = rows.map { row in
            var json = JSONWriter()
            row.write(to: &json)
            return json.bytes
        }
        #expect(found == all)
    }

    @Test("a row that is too large for a page goes alone; a cursor that points nowhere gives an empty last page")
    func edges() {
        let rows = [row(0, bytes: 10), row(1, bytes: 100_000), row(2, bytes: 10)]
        #expect(Page(seq: 1, some: rows, cursor: 0).next == 1)
        #expect(Page(seq: 1, some: rows, cursor: 1).rows.count == 1 && Page(seq: 1, some: rows, cursor: 1).next == 2)
        for cursor in [3, 99, Int.max] {
            #expect(Page(seq: 1, some: rows, cursor: cursor) == Page(seq: 1, rows: [], next: nil))
        }
        #expect(Page(seq: 1, some: rows, cursor: -7).rows.count == 1)
    }
}
