import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Questions about cycles")
struct CycleQueryTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.cycles = (1...2500).map { (number: Int64) in
            var row = CycleRow(number: number, machine: "m", at: Instant(milliseconds: number * 1000))
            row.tags = ["speed", "oil"]
            row.values = [Double(number) / 4, nil]
            if number == 2 { (row.kind, row.out, row.owner, row.milliseconds) = (.scrap, [0], "D-1", 61_500) }
            return row
        }
        try store.commit(batch)
    }

    private func query(_ change: (inout Query) -> Void = { _ in }) -> Query {
        var query = Query(.cycles)
        query.machine = "m"
        change(&query)
        return query
    }

    private func json(_ row: Row) -> String {
        var json = JSONWriter()
        row.write(to: &json)
        return json.text
    }

    @Test("a row is what scripts expect, missing values null")
    func row() throws {
        let rows = try QueryAnswer(store: store).rows(query())
        #expect(rows.count == 2500)
        #expect(
            json(rows[1])
                == #"{"machine":"m","time":"1970-01-01T00:00:02.000Z","order":null,"die":"D-1","kind":"scrap","seconds":61.5,"#
                + #""cycles":1,"values":{"speed":0.5,"oil":null},"out":["speed"]}"#)
    }

    @Test("pages of cycles join to all rows, each once, none larger than a page may be")
    func pages() throws {
        let answer = QueryAnswer(store: store)
        let all = try answer.rows(query()).map(json)
        var found: [String] = []
        var cursor: Int? = 0
        while let from = cursor {
            let page = try answer.page(query(), cursor: from, seq: 1)
            #expect(page.rows.reduce(0) { $0 + $1.count } <= Page.maximumBytes)
            found += page.rows.map { String(decoding: $0, as: UTF8.self) }
            cursor = page.next
        }
        #expect(found == all)
        #expect(try answer.page(query(), cursor: 1_000_000, seq: 1).next == nil)
        #expect(try answer.page(query { $0.machine = "none" }, cursor: 0, seq: 1).rows.isEmpty)
    }

    @Test("cycles and trends are within from and to, the end not among them")
    func window() throws {
        let answer = QueryAnswer(store: store)
        let within = query { ($0.from, $0.to) = (Instant(milliseconds: 10_000), Instant(milliseconds: 13_000)) }
        #expect(try answer.rows(within).count == 3)
        var trend = within
        (trend.what, trend.tag, trend.buckets) = (.trend, "speed", 1)
        #expect(
            try answer.rows(trend).map(json) == [
                #"{"from":"1970-01-01T00:00:10.000Z","to":"1970-01-01T00:00:13.000Z","n":3,"min":2.5,"max":3,"mean":2.75}"#
            ])
    }

    @Test("what cannot be answered is refused with what to do", arguments: [Query.What.cycles, .trend, .trimmed])
    func refused(what: Query.What) throws {
        var query = Query(what)
        query.at = Instant(milliseconds: 1)
        #expect(query.fault != nil)
        #expect(throws: StoreError.self) { try QueryAnswer(store: store).rows(query) }
    }

    @Test("tag and number of stretches travel with the question")
    func travels() throws {
        var trend = Query(.trend)
        (trend.machine, trend.tag, trend.buckets) = ("m", "speed", 7)
        (trend.from, trend.to) = (Instant(milliseconds: 1), Instant(milliseconds: 2))
        var json = JSONWriter()
        Ask.rows(trend, cursor: 3).write(to: &json)
        let tape = JSONTape()
        #expect(try Ask(tape.read(json.bytes)) == .rows(trend, cursor: 3))
    }
}
