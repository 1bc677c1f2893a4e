import Basis
package import Records
import Shopfloor
package import Store

/// Answers queries from a store: one piece of code for a running hub and for a store at rest.
package struct QueryAnswer: Sendable {
    let store: any RecordStore
    private let books: StopBooks

    /// - Parameter books: what was read already of the moment of all questions.
    package init(store: any RecordStore, books: StopBooks = StopBooks()) {
        (self.store, self.books) = (store, books)
    }

    /// One page of the rows.
    ///
    /// - Parameters:
    ///   - cursor: `next` of the page before; 0 for the first.
    ///   - seq: at which the rows are true.
    package func page(_ query: Query, cursor: Int, seq: Int64) throws(StoreError) -> Page {
        guard query.hasStandingPages, query.fault == nil else {
            return Page(seq: seq, some: try rows(query), cursor: cursor)
        }
        return try store.together { () throws(StoreError) in
            let page =
                try query.what == .audit
                ? entries(query, cursor: cursor, seq: seq) : cycles(query, cursor: cursor, seq: seq)
            if page.rows.isEmpty { try requireKnown(query) }
            return page
        }
    }

    /// The rows, in the shapes that scripts rely on.
    package func rows(_ query: Query) throws(StoreError) -> [Row] {
        if let fault = query.fault { throw StoreError(.notKept, fault) }
        let rows = try store.together { () throws(StoreError) in
            let rows = try allRows(query)
            if Self.saysNothing(rows, query.what) { try requireKnown(query) }
            return rows
        }
        return query.limit.map { Array(rows.prefix($0)) } ?? rows
    }

    /// Whether the rows would be the same where there is nothing of the kind that is asked about.
    private static func saysNothing(_ rows: [Row], _ what: Query.What) -> Bool {
        switch what {
        // The first is of all that is asked about, and there without any alarm.
        case .alarmRates: rows.count <= 1
        case .trend: rows.allSatisfy { $0.integer("n") ?? 0 == 0 }
        default: rows.isEmpty
        }
    }

    private func allRows(_ query: Query) throws(StoreError) -> [Row] {
        switch query.what {
        case .machines: try machines(query)
        case .intervals: try intervals(query).map(Self.row)
        case .time: try time(query)
        case .tags: try store.tags(machine: query.machine).map(Self.row)
        case .counts: try store.counts(machine: query.machine, asOf: query.asOfThen).map(Self.row)
        case .alarms: try alarms(query)
        case .alarmRates: try alarmRates(query)
        case .alarmActions: try alarmActions(query)
        case .conflicts: try conflicts(query)
        case .quantities: try quantities(query)
        case .cycles: try allCycles(query)
        case .trend: try trend(query)
        case .trimmed: try store.trimmed().map(Self.row)
        case .quarantine: try quarantined(query).map(Self.row)
        case .journal: try journal(query)
        case .plant: try plant(query)
        case .kpi: try PerformanceAnswer(store: store, query: query, books: books).rows()
        case .stops: try StopAnswer(store: store, query: query, books: books).stops()
        case .pareto: try StopAnswer(store: store, query: query, books: books).pareto()
        case .rejected: try store.rejected().sorted { $0.key < $1.key }.map(Self.rejected)
        case .audit: try entries(query)
        }
    }

    /// One row a key, in their order; `unknown` for one that was never decided.
    package func status(of keys: [String]) throws(StoreError) -> [Row] {
        zip(keys, try store.commands(keys)).map { key, command in
            var row = Row()
            row.add("key", key)
            row.add("outcome", command?.outcome.rawValue ?? "unknown")
            row.add("seq", command?.seq)
            row.add("reply", command.map { .json($0.reply) } ?? .none)
            return row
        }
    }

    private func intervals(_ query: Query) throws(StoreError) -> [IntervalRow] {
        let window = query.window
        if let window, window.from > window.to { return [] }
        let rows = try store.intervals(
            machine: query.machine, window: window.map { Interval(from: $0.from, to: $0.to) }, asOf: query.asOf)
        let machines = try query.line == nil ? nil : Set(lineMachines(query))
        return rows.filter { row in
            if let from = row.from, from >= query.end { return false }
            if let machines, !machines.contains(row.machine) { return false }
            return query.state == nil || row.condition.state == query.state
        }
    }

    /// The machines of the line that is asked about.
    private func lineMachines(_ query: Query) throws(StoreError) -> [String] {
        PerformanceAnswer.machines(of: try ModelVersion.all(of: try store.models(asOf: query.asOf)), query)
    }

    private func machines(_ query: Query) throws(StoreError) -> [Row] {
        guard let known = try moment(of: query) else { return [] }
        // What the hub knew then it showed, also of a source whose clock is ahead, as far as that is believed.
        let versions = query.at == nil ? [] : try ModelVersion.all(of: store.models(asOf: query.asOf))
        let end = query.end(versions)
        let rows = try store.intervals(
            machine: query.machine, window: Interval(from: known, to: end), asOf: query.asOf)
        // The newest of each machine; they come oldest first.
        let current = zip(rows, rows.dropFirst().map(\.machine) + [""]).filter { $0.machine != $1 }.map(\.0)
        return current.map { interval in
            var row = Row()
            row.add("machine", interval.machine)
            row.add("state", interval.condition.state.rawValue)
            row.add("native", interval.condition.native)
            row.add("why", interval.condition.why?.rawValue)
            row.add("since", interval.from)
            row.add("seconds", interval.from.map { (known - $0).inSeconds })
            return row
        }
    }

    /// Seconds by machine, state and native value, as far as the hub knows: nothing is said of later times.
    private func time(_ query: Query) throws(StoreError) -> [Row] {
        var sums: [TimeKey: Int64] = [:]
        let until = try moment(of: query)
        for interval in try intervals(query) {
            // Before anything was known there is no time to count, unless the question says from when.
            guard let from = [interval.from, query.from].compactMap(\.self).max() ?? interval.to ?? until else {
                continue
            }
            let known = min(interval.to ?? .distantFuture, query.at ?? .distantFuture)
            let end = interval.to == nil ? max(until ?? from, from) : known
            let to = min(end, query.to ?? end)
            let key = TimeKey(interval.machine, interval.condition.state, interval.condition.native)
            if from < to { sums[key, default: 0] += to.milliseconds - from.milliseconds }
        }
        return sums.sorted { $0.key < $1.key }.map { key, milliseconds in
            var row = Row()
            row.add("machine", key.machine)
            row.add("state", key.state.rawValue)
            row.add("native", key.native)
            row.add("seconds", Double(milliseconds) / 1000)
            return row
        }
    }

    private struct TimeKey: Hashable, Comparable {
        var machine: String
        var state: MachineState
        var native: String?

        init(_ machine: String, _ state: MachineState, _ native: String?) {
            self.machine = machine
            self.state = state
            self.native = native
        }

        static func < (a: TimeKey, b: TimeKey) -> Bool {
            (a.machine, a.state.rawValue, a.native ?? "") < (b.machine, b.state.rawValue, b.native ?? "")
        }
    }

    /// The moment that is asked about; nil for an empty store.
    func moment(of query: Query) throws(StoreError) -> Instant? {
        if let at = query.at { at } else { try store.knownUntil() }
    }

    /// Those that had arrived at the moment that is asked about, and within the times.
    private func quarantined(_ query: Query) throws(StoreError) -> [QuarantinedMessage] {
        let last = min(query.at ?? .distantFuture, query.to ?? .distantFuture)
        return try store.quarantined(limit: 10_000).filter { $0.at <= last && $0.at >= query.from ?? .distantPast }
    }
}

extension Query {
    /// Nothing that began at or after it is told: what was learned later of a moment says nothing of the time after it.
    var end: Instant {
        includesLater ? at.map { $0 + .milliseconds(1) } ?? .distantFuture : .distantFuture
    }

    /// The same, as far ahead as a time is believed by the plant files known then: so all that came later is not read in vain.
    func end(_ versions: [ModelVersion]) -> Instant {
        min(end, at.map { $0 + versions.futureLimit + .milliseconds(1) } ?? .distantFuture)
    }

    var asOf: AsOf { includesLater ? .now : at.map(AsOf.at) ?? .now }

    /// Of alarms and running counts nothing is learned later: what stood at a moment is what was known to stand.
    var asOfThen: AsOf { at.map(AsOf.at) ?? .now }

    /// nil: all time.
    var window: (from: Instant, to: Instant)? {
        if from == nil, to == nil { return nil }
        return (from ?? .distantPast, to ?? Instant(milliseconds: .max))
    }
}
