import Basis
import Shopfloor
import TestSupport
import Testing

@testable import Records

@Suite("Schemas of asks, pages and the clock")
struct QuestionSchemaTests {
    private static func check(_ name: String) throws -> JSONSchemaCheck {
        try JSONSchemaCheck(try #require(WireSchema.all.first { $0.name == name }).bytes)
    }

    private static func bytes(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        write(&json)
        return json.bytes
    }

    /// Narrowed by these.
    private static func query(_ what: Query.What, _ filters: Set<Query.Filter>) -> Query {
        var query = Query(what)
        for filter in filters {
            switch filter {
            case .machine: query.machine = "press-4"
            case .line: query.line = "L"
            case .order: query.order = "4711"
            case .by: query.group = .machine
            case .explain: query.isExplained = true
            case .unexplained: query.isUnexplained = true
            case .state: query.state = .stopped
            case .kind: query.kind = "alarm"
            case .from: query.from = Instant(milliseconds: 1000)
            case .to: query.to = Instant(milliseconds: 2000)
            case .at: query.at = Instant(milliseconds: 3000)
            case .tag: query.tag = "pressure"
            case .buckets: query.buckets = 60
            }
        }
        return query
    }

    private static func ask(_ query: Query) -> [UInt8] { bytes { Ask.rows(query, cursor: 0).write(to: &$0) } }

    @Test(
        "every question fits, with nothing but its kind and with all that it can be narrowed by",
        arguments: Query.What.allCases)
    func rows(_ what: Query.What) throws {
        let least: Set<Query.Filter> = what == .trend ? [.machine, .tag, .from, .to] : []
        for filters in [least, what.filters] {
            var query = Self.query(what, filters)
            #expect(query.fault == nil)
            #expect(try Self.check("ask").faults(ofWritten: Self.ask(query)).isEmpty, "\(filters)")
            query.limit = 5
            query.includesLater = true
            #expect(try Self.check("ask").faults(ofWritten: Self.ask(query)).isEmpty)
        }
    }

    @Test("a question that has no answer does not fit", arguments: Query.What.allCases)
    func unanswerable(_ what: Query.What) throws {
        for filter in Query.Filter.allCases where !what.filters.contains(filter) {
            let query = Self.query(what, what.filters.union([filter]))
            #expect(query.fault != nil)
            #expect(try !Self.check("ask").faults(of: Self.ask(query)).isEmpty, "\(filter)")
        }
        for filter in Query.Filter.allCases where what == .trend && what.filters.contains(filter) && filter != .buckets
        {
            let query = Self.query(what, what.filters.subtracting([filter]))
            #expect(query.fault != nil)
            #expect(try !Self.check("ask").faults(of: Self.ask(query)).isEmpty, "without \(filter)")
        }
        var byLine = Query(.pareto)
        byLine.group = .line
        #expect(byLine.fault != nil)
        #expect(try !Self.check("ask").faults(of: Self.ask(byLine)).isEmpty)
    }

    @Test("the other asks fit, and what the reader refuses does not")
    func others() throws {
        for ask in [Ask.watch(machine: "press-4"), .documents, .status(keys: ["k1", "k2"], cursor: 3)] {
            #expect(try Self.check("ask").faults(ofWritten: Self.bytes { ask.write(to: &$0) }).isEmpty)
        }
        for text in [
            #"{"v":1,"ask":"watch"}"#, #"{"v":1,"ask":"status"}"#, #"{"v":1,"ask":"rows"}"#, #"{"v":1,"ask":"dance"}"#,
            #"{"v":1,"ask":"rows","what":"orders"}"#, #"{"v":1,"ask":"rows","what":"intervals","state":"asleep"}"#,
            #"{"v":1,"ask":"rows","what":"kpi","by":"moon"}"#, #"{"v":2,"ask":"documents"}"#,
        ] {
            #expect(try !Self.check("ask").faults(of: Array(text.utf8)).isEmpty, "\(text)")
            #expect(Ask(try JSONTape().read(Array(text.utf8))) == nil, "\(text)")
        }
    }

    @Test("pages fit, with rows, with more behind them, and with why there are none")
    func pages() throws {
        var row = Row()
        row.add("machine", "press-4")
        row.add("since", Instant(milliseconds: 1000))
        row.add("values", .numbers([Row.Number("pressure", nil)]))
        for page in [
            Page(seq: 5, some: [row, row], cursor: 0), Page(seq: 5, some: [row], isAll: false, cursor: 0),
            Page(seq: 0, rows: [], next: nil, error: "too many questions"),
        ] {
            #expect(try Self.check("page").faults(ofWritten: Self.bytes { page.write(to: &$0) }).isEmpty)
        }
        for text in [#"{"v":1,"rows":[],"next":null}"#, #"{"v":1,"seq":5,"rows":{},"next":null}"#] {
            #expect(try !Self.check("page").faults(of: Array(text.utf8)).isEmpty, "\(text)")
            #expect(Page(try JSONTape().read(Array(text.utf8))) == nil, "\(text)")
        }
    }

    @Test("the clock fits")
    func clock() throws {
        let clock = ClockMessage(now: Instant(milliseconds: 1_477_872_000_000), speed: 60.5)
        #expect(try Self.check("clock").faults(ofWritten: Self.bytes { clock.write(to: &$0) }).isEmpty)
        for text in [#"{"v":1,"speed":1}"#, #"{"v":1,"now":"noon","speed":1}"#, #"{"v":1,"now":1}"#] {
            #expect(try !Self.check("clock").faults(of: Array(text.utf8)).isEmpty, "\(text)")
            #expect(ClockMessage(try JSONTape().read(Array(text.utf8))) == nil, "\(text)")
        }
    }
}
