package import Basis
package import Records
import Shopfloor
package import Store
import Telemetry

/// Makes documents from a store, as they stood at a moment: for a screen without a running hub.
package struct StoredDocuments {
    private let store: any RecordStore
    private let model: PlantModel
    /// Of the plant file, oldest first.
    private let versions: [ModelVersion]
    private let microStops: MicroStopLimits
    private let plannedTime: PlannedTime
    private let asOf: AsOf
    /// The same as a question asks it.
    private let question: Query
    /// What began at or after it is not shown: what the hub knew then, it showed, also of a source whose clock is ahead.
    private let end: Instant
    /// The moment that the documents show.
    package let now: Instant

    /// - Parameters:
    ///   - at: nil: as far as the store knows.
    ///   - includesLater: what is known now of that moment, not what was known then.
    /// - Throws: `missing` for a store that holds nothing yet.
    package init(store: any RecordStore, model: PlantModel, at: Instant?, includesLater: Bool) throws(StoreError) {
        let known: Instant? = if let at { at } else { try store.knownUntil() }
        guard let known else {
            throw StoreError(.missing, "the store holds nothing yet; run a hub or a replay on it first")
        }
        self.store = store
        self.model = model
        now = known
        var question = Query(.kpi)
        question.at = at
        question.includesLater = includesLater
        self.question = question
        let asOf = question.asOf
        self.asOf = asOf
        let versions = try ModelVersion.all(of: try store.models(asOf: asOf))
        self.versions = versions.isEmpty ? [ModelVersion](model) : versions
        microStops = self.versions.microStops
        plannedTime = self.versions.plannedTime ?? PlannedTime(model)
        end = question.end(self.versions)
    }

    package var modelDocument: ModelDocument { model.document }
    package var calendarDocument: CalendarDocument { CalendarDocument(calendar: model.calendar) }
    package var reasonsDocument: ReasonsDocument {
        ReasonsDocument(tree: model.reasons, microStop: model.microStop)
    }

    /// - Parameters:
    ///   - machine: nil: of all lines; else of that machine's only.
    ///   - books: takes what was read of stops, for questions of the same moment.
    package func lineDocuments(
        of machine: String? = nil, keeping books: inout StopBooks
    ) throws(StoreError) -> [LineDocument] {
        try store.together { () throws(StoreError) in
            let wanted = machine.flatMap { id in model.plant.machines.first { $0.id == id }?.line }
            let alarms = Dictionary(grouping: try store.standingAlarms(asOf: question.asOfThen), by: \.id.machine)
            let counts = Dictionary(grouping: try store.counts(machine: nil, asOf: question.asOfThen), by: \.machine)
            return try model.plant.lines.filter { wanted ?? $0.id == $0.id }.map { line throws(StoreError) in
                // All machines of a line work by the same shift; to find it is not cheap.
                let shift = versions.shift(line: line.id, at: now)?.shift
                let rows = try model.plant.machines(of: line.id).map { number throws(StoreError) in
                    let id = model.plant.machines[number].id
                    let stops = try stops(of: number, in: shift, keeping: &books)
                    return try row(of: number, stops, alarms[id] ?? [], counts[id] ?? [])
                }
                var document = LineDocument(line: line.id, rows: rows)
                if let shift { document.add(try figures(of: line.id, in: shift, books), of: model.plant) }
                return document
            }
        }
    }

    private func row(
        of number: Int, _ stops: Stops, _ alarms: [Alarm], _ counts: [CountRow]
    ) throws(StoreError) -> LineDocument.Row {
        let machine = model.plant.machines[number]
        // What was read for its stops reaches further back than its ribbon: to read that by itself is as long again.
        let entries = stops.book.stretches.filter { $0.to ?? .distantFuture > now - HubCore.ribbonSpan }.map {
            RecentConditions.Entry(from: $0.from, condition: $0.condition)
        }
        let current = entries.last
        var row = LineDocument.Row(
            machine: machine.id, condition: current?.condition ?? .noData(.never), since: current?.from)
        let count = counts.max { ($0.last ?? .distantPast) < ($1.last ?? .distantPast) }
        row.owner = count?.owner
        row.shots = count?.count.shots
        row.idealCycle = machine.idealCycle
        row.order = try order(of: number)
        row.ribbon = HubCore.ribbon(entries, until: now)
        row.add(AlarmBook(machine: machine.id, alarms: alarms), model.machines[number])
        row.add(entries)
        row.add(stops.shown)
        return row
    }

    /// Nothing is read where no tag says it.
    private func order(of number: Int) throws(StoreError) -> String? {
        guard model.machines[number].order != nil else { return nil }
        let instant = Interval(from: now, to: now + .milliseconds(1))
        return try store.orders(of: model.plant.machines[number].id, in: instant, asOf: asOf).current.id
    }

    /// The stops of a machine, and what documents show of them.
    private typealias Stops = (book: StopBook, shown: StopDocuments)

    /// With the conditions of the ribbon and of the shift at least.
    private func stops(
        of number: Int, in shift: ShiftInstance?, keeping books: inout StopBooks
    ) throws(StoreError) -> Stops {
        let machine = model.plant.machines[number]
        let from = min(shift?.interval.from ?? now, now - HubCore.ribbonSpan)
        let read = Interval(from: from, to: end)
        let book = try books.keeping(machine.id, in: read, else: StopReading(store: store, query: question))
        let shown = StopDocuments(book, shift: shift, now: now, microStop: microStops, planned: plannedTime)
        return (book, shown)
    }

    /// Of the shift that runs at the moment.
    private func figures(
        of line: String, in shift: ShiftInstance, _ books: StopBooks
    ) throws(StoreError) -> HubCore.LineFigures {
        var query = question
        query.line = line
        query.from = shift.interval.from
        query.to = now
        var figures = HubCore.LineFigures(at: now, shift: shift, sums: PerformanceSums(), machines: [:])
        for window in try PerformanceAnswer(store: store, query: query, books: books).windows(needsShifts: true) {
            guard let machine = model.plant.machines.firstIndex(where: { $0.id == window.machine }) else { continue }
            figures.sums = figures.machines.isEmpty ? window.sums : figures.sums + window.sums
            figures.machines[machine] = window.sums
        }
        return figures
    }

    /// nil when the plant has no machine of that id. The values of its tags are not kept; their names are.
    package func machineDocument(
        _ id: String, keeping books: inout StopBooks
    ) throws(StoreError) -> MachineDocument? {
        guard let index = model.plant.machines.firstIndex(where: { $0.id == id }) else { return nil }
        return try store.together { () throws(StoreError) in try document(of: index, id, keeping: &books) }
    }

    /// Those of a machine that stand, or may. Which version a person saw then decides nothing now.
    private func alarms(of id: String) throws(StoreError) -> [StoredAlarm] {
        if question.asOfThen == .now {
            return try store.alarmList(machines: [id], limit: nil).filter { $0.alarm.isActive != false }
        }
        let care = try store.alarmCare(asOf: question.asOfThen)
        return try store.standingAlarms(asOf: question.asOfThen).filter { $0.id.machine == id }.map { alarm in
            let known = care[alarm.id] ?? AlarmCare()
            return StoredAlarm(alarm: alarm, care: known, raisedSeq: 0)
        }
    }

    private func document(
        of index: Int, _ id: String, keeping books: inout StopBooks
    ) throws(StoreError) -> MachineDocument {
        let window = Interval(from: now - RecentConditions.horizon, to: end)
        let intervals = try store.intervals(machine: id, window: window, asOf: asOf)
        let counts = try store.counts(machine: id, asOf: question.asOfThen)
        let alarms = try alarms(of: id)
        let tags: [(Int, MachineDocument.Tag)] = try store.tags(machine: id).compactMap { row in
            let presentation = model.presentation(machine: id, tag: row.tag)
            if presentation.isHidden { return nil }
            let track = TagTrack(name: row.tag, policy: TagPolicy())
            return (presentation.order, MachineDocument.Tag(track, presentation, trend: []))
        }
        let shift = versions.shift(line: model.plant.machines[index].line, at: now)?.shift
        let stops = try stops(of: index, in: shift, keeping: &books)
        let row = try row(of: index, stops, alarms.map(\.alarm), counts)
        var raised = RaisedAlarms()
        for alarm in try store.alarmEvents(machine: id, since: window.from, asOf: question.asOfThen)
        where alarm.id.machine == id {
            raised.take(alarm)
        }
        // The one that counts now first, as a running hub shows them.
        let current = counts.filter { $0.owner == row.owner } + counts.filter { $0.owner != row.owner }
        var document = MachineDocument(
            row: row, tags: MachineDocument.inOrder(tags),
            counts: current.prefix(HubCore.shown).map { MachineDocument.Count(owner: $0.owner, count: $0.count) },
            alarms: AlarmBook(machine: id, alarms: alarms.map(\.alarm)).notices(
                first: HubCore.shown, model.machines[index]
            ) { id in
                alarms.first { $0.alarm.id == id }.map { ($0.care, $0.version) } ?? (AlarmCare(), 0)
            },
            intervals: HubCore.stretches(
                intervals.map { RecentConditions.Entry(from: $0.from, condition: $0.condition) }, raised,
                model.machines[index]))
        document.stops = stops.shown.notices
        return document
    }
}
