import Basis
package import Records
import Shopfloor
import Telemetry

/// Makes documents from the live state.
extension HubCore {
    /// How much of the past a row's ribbon shows at most.
    static let ribbonSpan = Duration.seconds(12 * 3600)

    package var modelDocument: ModelDocument { ModelDocument(plant: model.plant) }

    package func lineDocument(_ line: String) -> LineDocument {
        LineDocument(line: line, rows: model.plant.machines(of: line).map(row))
    }

    func row(_ machine: Int) -> LineDocument.Row {
        let record = machines[machine]
        var row = LineDocument.Row(
            machine: model.plant.machines[machine].id, condition: record.monitor.condition, since: record.since)
        row.lastHeard = record.monitor.lastHeard
        row.owner = record.currentOwner
        row.shots = record.currentOwner.flatMap { record.counts[$0]?.count.shots }
        row.cycle = record.lastCycle
        row.idealCycle = model.plant.machines[machine].idealCycle
        row.ribbon = Self.ribbon(record.recent.entries, until: clock)
        let active = record.alarms.active
        row.alarms = active.count
        row.alarm = active.first.map { LineDocument.Notice($0, model.machines[machine]) }
        return row
    }

    static func ribbon(_ entries: [RecentConditions.Entry], until now: Instant?) -> [LineDocument.Stretch] {
        let start = now.map { $0 - ribbonSpan }
        var stretches: [LineDocument.Stretch] = []
        for (index, entry) in entries.enumerated() {
            if let start, index + 1 < entries.count, let end = entries[index + 1].from, end < start { continue }
            if stretches.last?.state == entry.condition.state { continue }
            stretches.append(LineDocument.Stretch(from: entry.from, state: entry.condition.state))
        }
        return stretches
    }

    package func machineDocument(_ machine: Int) -> MachineDocument {
        let record = machines[machine]
        let id = model.plant.machines[machine].id
        var tags: [(order: Int, tag: MachineDocument.Tag)] = []
        for (slot, track) in ingest.machines[machine].tracks.enumerated() {
            let presentation = model.presentation(machine: id, tag: track.name)
            if presentation.isHidden { continue }
            let trend = slot < record.trends.count ? clock.map { record.trends[slot].values(at: $0) } : nil
            tags.append((presentation.order, MachineDocument.Tag(track, presentation, trend: trend ?? [])))
        }
        let counts = record.counts.sorted { a, b in
            (a.key == record.currentOwner ? 0 : 1, a.key) < (b.key == record.currentOwner ? 0 : 1, b.key)
        }
        return MachineDocument(
            row: row(machine), tags: MachineDocument.inOrder(tags),
            counts: counts.map { MachineDocument.Count(owner: $0.key, count: $0.value.count) },
            alarms: record.alarms.active.map { LineDocument.Notice($0, model.machines[machine]) },
            intervals: Self.stretches(record.recent.entries, record.raised, model.machines[machine]))
    }

    /// The newest first, at most as many as a screen has rows.
    static func stretches(
        _ entries: [RecentConditions.Entry], _ raised: RaisedAlarms, _ model: MachineModel
    ) -> [MachineDocument.Stretch] {
        let ends = entries.dropFirst().map(\.from) + [nil]
        return zip(entries, ends).suffix(100).reversed().map { entry, end in
            let alarm = entry.condition.state.isStop ? raised.reason(from: entry.from, to: end) : nil
            return MachineDocument.Stretch(
                from: entry.from, to: end, condition: entry.condition, reason: alarm.map(model.text))
        }
    }
}

extension LineDocument.Notice {
    init(_ alarm: Alarm, _ model: MachineModel) {
        self.init(level: alarm.level, code: alarm.id.code, text: model.text(of: alarm), last: alarm.last)
    }
}

extension MachineDocument {
    /// As the plant file has them; those without a name there follow, as they were first heard.
    static func inOrder(_ tags: [(order: Int, tag: Tag)]) -> [Tag] {
        tags.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element.tag)
    }
}

extension MachineDocument.Tag {
    init(_ track: TagTrack, _ presentation: TagPresentation, trend: [Float?]) {
        self.init(id: track.name)
        name = presentation.name
        unit = presentation.unit
        value = track.usable
        at = track.newest?.hasKnownAge == false ? nil : track.usableAt
        isRetained = track.newest?.isRetained ?? false
        flags = track.newest?.flags.words ?? []
        low = presentation.low
        high = presentation.high
        decimals = presentation.decimals
        staleAfter = presentation.staleAfter
        self.trend = trend
    }
}
