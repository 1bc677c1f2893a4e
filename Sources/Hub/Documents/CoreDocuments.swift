import Basis
package import Records
import Shopfloor
import Telemetry

/// Makes documents from the live state.
extension HubCore {
    /// How much of the past a row's ribbon shows at most.
    static let ribbonSpan = Duration.seconds(12 * 3600)

    package var modelDocument: ModelDocument { model.document }
    package var calendarDocument: CalendarDocument { CalendarDocument(calendar: model.calendar) }

    package var reasonsDocument: ReasonsDocument {
        ReasonsDocument(tree: model.reasons, microStop: model.microStop)
    }

    package func lineDocument(_ line: String) -> LineDocument {
        var document = LineDocument(line: line, rows: model.plant.machines(of: line).map(row))
        document.add(figures[line], of: model.plant)
        return document
    }

    func row(_ machine: Int) -> LineDocument.Row {
        let record = machines[machine]
        var row = LineDocument.Row(
            machine: model.plant.machines[machine].id, condition: record.monitor.condition, since: record.since)
        row.lastHeard = record.monitor.lastHeard
        row.owner = record.currentOwner
        row.shots = record.currentOwner.flatMap { record.counts[$0]?.count.shots }
        row.cycle = record.lastCycle
        row.order = record.orders.line.current.id
        row.idealCycle = model.plant.machines[machine].idealCycle
        row.ribbon = Self.ribbon(record.recent.entries, until: clock)
        row.waitsFor = waitsFor(machine)
        row.add(record.alarms, model.machines[machine])
        row.add(record.recent.entries)
        stopDocuments(of: machine).map { row.add($0) }
        return row
    }

    /// nil before the first time is known.
    private func stopDocuments(of machine: Int) -> StopDocuments? {
        clock.map { now in
            let shift = figures[model.plant.machines[machine].line]?.shift
            return StopDocuments(
                stopBook(of: machine), shift: shift?.interval.contains(now) == true ? shift : nil, now: now,
                microStop: microStops, planned: plannedTime)
        }
    }

    /// What the machine's state waits for though it is heard, at most as many as a line of a screen has room for.
    private func waitsFor(_ machine: Int) -> [String] {
        let rules = model.machines[machine]
        if machines[machine].monitor.awaitsCycle {
            switch rules.cycle?.pulse {
            case .message(let source): return [source]
            case .increase: return rules.cycle?.counter.map { [rules.tagNames[$0]] } ?? []
            case nil: return []
            }
        }
        return machines[machine].monitor.awaitedTags(ingest.machines[machine]).prefix(3).map { rules.tagNames[$0] }
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
            let trend = slot < record.courses.count ? clock.map { record.courses[slot].trend.values(at: $0) } : nil
            tags.append((presentation.order, MachineDocument.Tag(track, presentation, trend: trend ?? [])))
        }
        let counts = record.counts.sorted { a, b in
            (a.key == record.currentOwner ? 0 : 1, a.key) < (b.key == record.currentOwner ? 0 : 1, b.key)
        }
        var document = MachineDocument(
            row: row(machine), tags: MachineDocument.inOrder(tags),
            counts: counts.prefix(Self.shown).map { MachineDocument.Count(owner: $0.key, count: $0.value.count) },
            alarms: alarmNotices(of: machine),
            intervals: Self.stretches(record.recent.entries, record.raised, model.machines[machine]))
        document.stops = stopDocuments(of: machine)?.notices ?? []
        return document
    }

    /// No screen has more rows.
    static let shown = 100

    /// The newest first, at most as many as a screen has rows.
    static func stretches(
        _ entries: [RecentConditions.Entry], _ raised: RaisedAlarms, _ model: MachineModel
    ) -> [MachineDocument.Stretch] {
        let ends = entries.dropFirst().map(\.from) + [nil]
        return zip(entries, ends).suffix(shown).reversed().map { entry, end in
            let alarm = entry.condition.state.isStop ? raised.reason(from: entry.from, to: end) : nil
            return MachineDocument.Stretch(
                from: entry.from, to: end, condition: entry.condition, reason: alarm.map(model.text))
        }
    }
}

extension PlantModel {
    var document: ModelDocument {
        let unheard = zip(plant.machines, machines).filter { timeBasis == .records && $1.rules.rules.isEmpty }
        return ModelDocument(plant: plant, timeBasis: timeBasis, unheard: Set(unheard.map(\.0.id)))
    }
}

extension LineDocument.Notice {
    init(_ alarm: Alarm, _ model: MachineModel) {
        self.init(
            level: alarm.level, code: alarm.id.code, text: model.text(of: alarm), last: alarm.last,
            since: alarm.since)
        isKnown = alarm.isActive != nil
    }
}

extension AlarmBook {
    /// Those that stand, then those of which nobody knows whether they do, then those that went before anybody saw them; of
    /// each what needs somebody most first.
    func notices(
        first limit: Int, _ model: MachineModel, _ care: (AlarmID) -> (care: AlarmCare, version: Int64)
    ) -> [LineDocument.Notice] {
        let gone = alarms.values.filter { $0.isActive == false }.map { AlarmOnList($0, care($0.id).care) }
        let standing = [active, unknown].flatMap { alarms in alarms.map { AlarmOnList($0, care($0.id).care) }.sorted() }
        return (standing + gone.filter { $0.state == .returned }.sorted()).prefix(limit).map { listed in
            var notice = LineDocument.Notice(listed.alarm, model)
            notice.care = LineDocument.Notice.Care(
                item: listed.alarm.id.item, state: listed.state, version: care(listed.alarm.id).version,
                note: listed.care.note)
            return notice
        }
    }
}

extension LineDocument.Row {
    mutating func add(_ book: AlarmBook, _ model: MachineModel) {
        let (active, unknown) = (book.active, book.unknown)
        alarms = active.count
        unknownAlarms = unknown.count
        alarm = (active.first ?? unknown.first).map { LineDocument.Notice($0, model) }
    }

    /// What was known before a gap, from the conditions of the last hours.
    mutating func add(_ entries: [RecentConditions.Entry]) {
        guard let (known, until) = RecentConditions.beforeGap(entries) else { return }
        before = LineDocument.Known(
            state: known.condition.state, native: known.condition.native, since: known.from, until: until)
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
        wasReadBefore = track.newest == nil && track.statistics.readings > 0
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
