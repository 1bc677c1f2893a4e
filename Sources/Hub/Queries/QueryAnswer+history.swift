import Basis
import Records
import Shopfloor
import Store

/// Cycles and the course of values.
extension QueryAnswer {
    /// Rows that are read at once.
    private static let slice = 1000
    /// More than fit into a page.
    private static let pageful = 400

    /// One page of cycles, of which a year has half a million a machine: no more is read than it takes.
    func cycles(_ query: Query, cursor: Int, seq: Int64) throws(StoreError) -> Page {
        let first = max(0, cursor)
        let rows = try cycles(query, from: first, limit: Self.pageful)
        return Page(seq: seq, some: rows, first: first, isAll: rows.count < Self.pageful, cursor: cursor)
    }

    func allCycles(_ query: Query) throws(StoreError) -> [Row] {
        var rows: [Row] = []
        while true {
            let more = try cycles(query, from: rows.count, limit: Self.slice)
            rows += more
            if more.count < Self.slice { return rows }
        }
    }

    private func cycles(_ query: Query, from first: Int, limit: Int) throws(StoreError) -> [Row] {
        let window = query.window
        if let window, window.from > window.to { return [] }
        let cycles = try store.cycles(
            machine: query.machine, window: window.map { Interval(from: $0.from, to: $0.to) }, offset: first,
            limit: limit)
        var rows: [Row] = []
        var orders: [String: MachineOrders] = [:]
        let times = cycles.map(\.at)
        for cycle in cycles {
            if orders[cycle.machine] == nil, let from = times.min(), let last = times.max() {
                let window = Interval(from: from, to: last + .milliseconds(1))
                orders[cycle.machine] = try store.orders(of: cycle.machine, in: window, asOf: .now)
            }
            rows.append(Self.row(cycle, order: cycle.order ?? orders[cycle.machine]?[cycle.at].id))
        }
        return rows
    }

    func trend(_ query: Query) throws(StoreError) -> [Row] {
        guard let machine = query.machine, let tag = query.tag, let from = query.from, let to = query.to, from < to
        else {
            return []
        }
        let buckets = min(max(1, query.buckets ?? 120), Query.maximumBuckets)
        return try store.trend(machine: machine, tag: tag, window: Interval(from: from, to: to), buckets: buckets)
            .map(Self.row)
    }

    /// - Parameter order: that its machine ran then, by all that is known now: what was learned late counts.
    static func row(_ cycle: CycleRow, order: String?) -> Row {
        var row = Row()
        row.add("machine", cycle.machine)
        row.add("time", cycle.at)
        row.add("order", order)
        row.add("die", cycle.owner)
        row.add("kind", cycle.kind.rawValue)
        row.add("seconds", cycle.milliseconds.map { Double($0) / 1000 })
        row.add("cycles", cycle.cycles)
        row.add("values", .numbers(zip(cycle.tags, cycle.values).map { Row.Number($0, $1) }))
        row.add("out", .texts(cycle.out.map { cycle.tags[$0] }))
        return row
    }

    static func row(_ bucket: TrendBucket) -> Row {
        var row = Row()
        row.add("from", bucket.from)
        row.add("to", bucket.to)
        row.add("n", bucket.count)
        row.add("min", bucket.least)
        row.add("max", bucket.greatest)
        row.add("mean", bucket.mean)
        return row
    }

    static func row(_ trimmed: TrimRow) -> Row {
        var row = Row()
        row.add("what", trimmed.what)
        row.add("kept", trimmed.kept)
        row.add("oldest", trimmed.oldest)
        row.add("trimmed", trimmed.trimmed)
        return row
    }
}
