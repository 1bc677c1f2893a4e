import Basis
import Records
import Shopfloor
import Store

/// Answers which stops there were, and what for.
struct StopAnswer {
    let store: any RecordStore
    let query: Query

    /// One row a stop, by machine in the order of the plant, then by time; whole, also where it reaches out of the window.
    func stops() throws(StoreError) -> [Row] {
        guard let (versions, now) = try known() else { return [] }
        var rows: [Row] = []
        for machine in machines(of: versions) {
            guard let (book, window) = try book(of: machine, until: now) else { continue }
            for stop in book.stops(in: window) {
                let model = Self.version(versions, at: stop.from).model
                let isUnexplained = stop.isUnexplained(until: now, limit: model.microStop)
                if query.isUnexplained, !isUnexplained { continue }
                rows.append(row(stop, model, isUnexplained, now))
            }
        }
        return rows
    }

    /// By reason, or by machine; the longest first.
    func pareto() throws(StoreError) -> [Row] {
        guard let (versions, now) = try known(), let newest = versions.last?.model else { return [] }
        var whole = StopPareto()
        var rows: [(milliseconds: Int64, row: Row)] = []
        for machine in machines(of: versions) {
            guard let (book, window) = try book(of: machine, until: now) else { continue }
            var own = StopPareto()
            let limit = Self.version(versions, at: window.from).model.microStop
            own.add(book, in: window, now: now, microStop: limit)
            whole.add(book, in: window, now: now, microStop: limit)
            guard own.stops > 0 else { continue }
            var row = Row()
            row.add("machine", machine)
            row.add(milliseconds: own.milliseconds, stops: own.stops)
            rows.append((own.milliseconds, row))
        }
        if query.group == .machine { return rows.sorted { $0.milliseconds > $1.milliseconds }.map(\.row) }
        return whole.byTime.map { row($0, newest.reasons) }
    }

    private func known() throws(StoreError) -> (versions: [ModelVersion], now: Instant)? {
        guard let now = try QueryAnswer(store: store).moment(of: query) else { return nil }
        let versions = try ModelVersion.all(of: try store.models(asOf: query.asOf))
        return versions.isEmpty ? nil : (versions, now)
    }

    private static func version(_ versions: [ModelVersion], at time: Instant) -> ModelVersion {
        versions.last { $0.from <= time } ?? versions[0]
    }

    private func machines(of versions: [ModelVersion]) -> [String] {
        var ids: [String] = []
        for version in versions.reversed() where version.isWithin(query.from, query.to) {
            for machine in version.model.plant.machines where !ids.contains(machine.id) {
                if query.machine ?? machine.id == machine.id, query.line ?? machine.line == machine.line {
                    ids.append(machine.id)
                }
            }
        }
        return ids
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
        return (try StopReading(store: store, asOf: query.asOf).book(of: machine, in: window), window)
    }

    private func row(_ stop: Stop, _ model: PlantModel, _ isUnexplained: Bool, _ now: Instant) -> Row {
        var row = Row()
        row.add("id", stop.id.description)
        row.add("machine", stop.id.machine)
        row.add("from", stop.from)
        row.add("to", stop.to)
        row.add("seconds", Double(stop.milliseconds(until: now)) / 1000)
        row.add("states", stop.states.map(\.rawValue).joined(separator: ", "))
        row.add("reason", stop.reason)
        row.add(name: stop.reason.flatMap { model.reasons[$0]?.name })
        row.add("kind", stop.kind(until: now)?.rawValue)
        row.add("note", stop.note)
        row.add("by", stop.by)
        row.add("version", stop.version)
        row.add("micro", stop.isMicro(until: now, limit: model.microStop))
        row.add("unexplained", isUnexplained)
        return row
    }

    private func row(_ entry: StopPareto.Entry, _ reasons: StopReasonTree) -> Row {
        var row = Row()
        switch entry.cause {
        case .reason(let id, let kind):
            row.add("cause", "reason")
            row.add("reason", id)
            row.add(name: reasons[id]?.name)
            row.add("kind", kind.rawValue)
        case .state(let kind): row.add(cause: "state", kind)
        case .micro: row.add(cause: "micro", nil)
        case .unexplained: row.add(cause: "unexplained", nil)
        }
        row.add(milliseconds: entry.milliseconds, stops: entry.stops)
        return row
    }
}

extension Row {
    /// In both languages; nil where the plant no longer has the reason, or none was given.
    fileprivate mutating func add(name: LocalizedText?) {
        add("name_en", name?.en)
        add("name_zh", name.map { $0[.zh] })
    }

    fileprivate mutating func add(cause: String, _ kind: StopReason.Kind?) {
        add("cause", cause)
        add("reason", Row.Value.none)
        add(name: nil)
        add("kind", kind?.rawValue)
    }

    fileprivate mutating func add(milliseconds: Int64, stops: Int) {
        add("seconds", Double(milliseconds) / 1000)
        add("minutes", Double(milliseconds) / 60_000)
        add("stops", Int64(stops))
    }
}
