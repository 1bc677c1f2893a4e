import Basis
import Records
import Shopfloor
import Store

/// Answers which stops there were, and what for.
struct StopAnswer {
    let store: any RecordStore
    let query: Query
    /// Of the same moment.
    var books = StopBooks()

    /// One row a stop, by machine in the order of the plant, then by time; whole, also where it reaches out of the window.
    func stops() throws(StoreError) -> [Row] {
        guard let (versions, now) = try known() else { return [] }
        let within = try scheduled()
        let (microStops, planned) = (versions.microStops, versions.plannedTime)
        var rows: [Row] = []
        for machine in PerformanceAnswer.machines(of: versions, query) {
            guard let (book, window) = try book(of: machine, until: now) else { continue }
            let reach = Interval(
                from: min(book.stops(in: window).first?.from ?? window.from, window.from), to: window.to)
            let orders = try store.orders(of: machine, in: reach, asOf: query.asOf)
            for stop in book.stops(in: window) {
                let cause = stop.cause(until: now, limit: microStops[stop.from]) { time in
                    within[stop.id]?.milliseconds ?? 0 > 0 || planned?.has(machine, in: time) ?? true
                }
                if query.isUnexplained, cause != .unexplained { continue }
                let model = Self.version(versions, at: stop.from).model
                var row = row(stop, cause, model.reasons, now, within[stop.id] ?? Within())
                // Whatever is said of a stop is said of the order that it began in, also where another runs by now.
                row.add("order", orders[stop.from].id)
                rows.append(row)
            }
        }
        return rows
    }

    /// By reason, or by machine; the longest first. Of the same pieces of time as every figure.
    func pareto() throws(StoreError) -> [Row] {
        guard let newest = try known()?.versions.last?.model else { return [] }
        var whole = StopPareto()
        var machines: [(id: String, pareto: StopPareto)] = []
        for window in try windows() {
            whole.add(window.pieces, begun: window.begun)
            if machines.last?.id != window.machine { machines.append((window.machine, StopPareto())) }
            machines[machines.count - 1].pareto.add(window.pieces, begun: window.begun)
        }
        guard query.group == .machine else { return whole.byTime.map { row($0, newest.reasons) } }
        let rows = machines.filter { !$0.pareto.isEmpty }.map { machine, own in
            var row = Row()
            row.add("machine", machine)
            row.add(milliseconds: own.milliseconds, stops: own.stops)
            addTime(to: &row)
            return (own.milliseconds, row)
        }
        return rows.enumerated().sorted { ($1.element.0, $0.offset) < ($0.element.0, $1.offset) }.map(\.element.1)
    }

    private func windows() throws(StoreError) -> [FigureWindow] {
        try PerformanceAnswer(store: store, query: query, books: books)
            .windows(needsShifts: false, readsQuantities: false)
    }

    /// How much of a stop lies in the time that is asked about, breaks and time outside of shifts left out: what all sums have
    /// of it.
    private struct Within {
        /// By what the parts of it count as: a state may explain some of it.
        var causes: [Stop.Cause: Int64] = [:]
        /// It began in that time, and counts there as a stop.
        var isCounted = false
        /// Until its repair, where MTTR counts it as a failure of that time.
        var failure: Int64?

        var milliseconds: Int64 { causes.values.reduce(0, +) }

        /// What each part counts as, and its seconds, the longest first; nil where all of it counts as one thing.
        var parts: [UInt8]? {
            guard causes.count > 1 else { return nil }
            var json = JSONWriter()
            json.array { json in
                let order = { (cause: Stop.Cause) in cause.word.rawValue + (cause.kind?.rawValue ?? "") }
                for (cause, milliseconds) in causes.sorted(by: {
                    ($1.value, order($0.key)) < ($0.value, order($1.key))
                }) {
                    json.object { json in
                        json.member("cause", cause.word.rawValue)
                        json.member("kind", cause.kind?.rawValue)
                        json.member("seconds", Double(milliseconds) / 1000)
                    }
                }
            }
            return json.bytes
        }
    }

    private func scheduled() throws(StoreError) -> [StopID: Within] {
        var sums: [StopID: Within] = [:]
        for window in try windows() {
            for piece in window.pieces where piece.isScheduled {
                guard let stop = piece.slice.stop, let cause = piece.cause else { continue }
                sums[stop, default: Within()].causes[cause, default: 0] += piece.milliseconds
            }
            for stop in window.begun.keys { sums[stop, default: Within()].isCounted = true }
            for (stop, repair) in window.failures { sums[stop, default: Within()].failure = repair }
        }
        return sums
    }

    private func known() throws(StoreError) -> (versions: [ModelVersion], now: Instant)? {
        guard let now = try QueryAnswer(store: store).moment(of: query) else { return nil }
        let versions = try ModelVersion.all(of: try store.models(asOf: query.asOf))
        return versions.isEmpty ? nil : (versions, now)
    }

    private static func version(_ versions: [ModelVersion], at time: Instant) -> ModelVersion {
        versions.last { $0.from <= time } ?? versions[0]
    }

    /// nil where nothing is known of the machine in that time.
    private func book(of machine: String, until now: Instant) throws(StoreError) -> (StopBook, Interval)? {
        let end = min(query.to ?? now, now)
        let begin: Instant
        if let from = query.from {
            begin = from
        } else {
            let rows = try store.intervals(machine: machine, window: nil, asOf: query.asOf)
            guard let first = rows.compactMap(\.from).first else { return nil }
            begin = first
        }
        guard begin < end else { return nil }
        let window = Interval(from: begin, to: end)
        return (try books.book(of: machine, in: window, else: StopReading(store: store, query: query)), window)
    }

    private func row(
        _ stop: Stop, _ cause: Stop.Cause, _ reasons: StopReasonTree, _ now: Instant, _ within: Within
    ) -> Row {
        var row = Row()
        row.add("id", stop.id.description)
        row.add("machine", stop.id.machine)
        row.add("from", stop.from)
        row.add("to", stop.to)
        row.add("seconds", Double(stop.milliseconds(until: now)) / 1000)
        row.add("within_s", Double(within.milliseconds) / 1000)
        row.add("unexplained_s", Double(within.causes[.unexplained] ?? 0) / 1000)
        row.add("counted", within.isCounted)
        row.add("parts", within.parts.map(Row.Value.json) ?? .none)
        row.add("failure_s", within.failure.map { Double($0) / 1000 })
        row.add("states", stop.states.map(\.rawValue).joined(separator: ", "))
        row.add("reason", stop.reason)
        row.add(name: stop.reason.flatMap { reasons[$0]?.name })
        row.add("kind", cause.kind?.rawValue)
        row.add("reason_by", stop.reasonBy)
        row.add("continues", stop.continues?.description)
        row.add("note", stop.note)
        row.add("noted_by", stop.noteBy.isEmpty ? nil : stop.noteBy.joined(separator: " · "))
        row.add("by", stop.by)
        row.add("version", stop.version)
        row.add("cause", cause.word.rawValue)
        row.add("micro", cause == .micro)
        row.add("unexplained", cause == .unexplained)
        return row
    }

    /// The time that is summed up; null where it is not asked for: since the store began, as far as the hub knows.
    private func addTime(to row: inout Row) {
        row.add("from", query.from)
        row.add("to", query.to)
    }

    private func row(_ entry: StopPareto.Entry, _ reasons: StopReasonTree) -> Row {
        var row = Row()
        row.add("cause", entry.cause.word.rawValue)
        row.add("reason", entry.cause.reason)
        row.add(name: entry.cause.reason.flatMap { reasons[$0]?.name })
        row.add("kind", entry.cause.kind?.rawValue)
        row.add(milliseconds: entry.milliseconds, stops: entry.stops)
        addTime(to: &row)
        return row
    }
}

extension Row {
    /// In both languages; nil where the plant no longer has the reason, or none was given.
    fileprivate mutating func add(name: LocalizedText?) {
        add("name_en", name?.en)
        add("name_zh", name.map { $0[.zh] })
    }

    fileprivate mutating func add(milliseconds: Int64, stops: Int64) {
        add("seconds", Double(milliseconds) / 1000)
        add("minutes", Double(milliseconds) / 60_000)
        add("stops", stops)
    }
}
