package import Basis
import Records
package import Shopfloor
package import Store
import Telemetry

/// The hub's decisions, without clock, network or disk: messages and ticks in; states, counts, alarms and events out.
///
/// Same inputs, same outputs: that is how a recording is replayed. Belongs to one thread.
package struct HubCore {
    /// The plant in force.
    package internal(set) var model: PlantModel
    /// The plant files by which shifts are judged that may still run, oldest first; the newest is `model`.
    var versions: [ModelVersion]
    /// As the plant files have it that were in force while stops began that are known here.
    var microStops: MicroStopLimits
    /// Likewise.
    var plannedTime: PlannedTime
    /// Counts the starts of the store.
    package let epoch: Int64
    /// The newest time that the hub knows of; nil before the first message or tick.
    package internal(set) var clock: Instant?
    /// What is recorded now is marked: the clock of the hub's machine is not believed.
    package var isClockSuspect: Bool
    /// The number of the newest event.
    package internal(set) var seq: Int64

    var ingest: Ingest
    var machines: [MachineRecord]
    /// What the store knows of machines that are not in the plant: they may come back into it.
    var absent: StoredState
    /// Why the message that is being taken was not taken whole.
    var overflow: Rejection?
    /// By line, the figures of the running shift.
    var figures: [String: LineFigures] = [:]
    /// The newest shift records, by which one that comes again is known.
    var recentRecords = RecentRecords()
    /// The next begin or end of a shift, at which counts go into the journal; nil: none is near.
    var nextShiftChange: Instant?
    /// The border of shifts before that, and it: cycles that come late are told apart by it.
    var shiftBorders: [Instant] = []
    /// What the store has yet to get.
    var pending = StoreBatch()
    /// Statistics that the store has yet to get, by machine and tag.
    var unsavedTags: [TagKey] = []
    var rejected: [String: Int64]
    /// Messages that were quarantined since this start.
    package internal(set) var quarantined: Int64 = 0
    /// Of the newest row of a cycle.
    var cycleNumber: Int64
    /// Tags of which a slot of ten seconds has begun and the store has not yet got it.
    var openSlots: [TagKey] = []
    /// What screens have yet to get.
    var changes = ChangedDocuments()
    /// How often it was taken.
    var changesTaken = 0
    /// No machine has a deadline before this; nil: none has one.
    var earliestDeadline: Instant?
    /// When statistics and running counts go to the store again.
    var nextFlush: Instant?
    /// The next quarter-hour, at which counts go into the journal.
    var nextQuarter: Instant?

    /// The records as they are decided: by them the next command is judged.
    var decided: RecordedState
    /// The records as they are durable: what people see.
    var recorded: RecordedState
    /// Entries that `decided` has and `recorded` has not, in order.
    var undurable: [JournalEntry] = []
    var commands: CommandDesk
    let commandReader = CommandReader()
    var held = HeldAlarms()
    /// All that the store knew is here.
    var hasBegun = false
    /// By alarm: the number of the event with which it came last.
    var alarmSeqs: [AlarmID: Int64]
    /// By alarm: how often it had come by that event.
    var comings: [AlarmID: Int64]

    struct TagKey {
        var machine: Int
        var slot: Int
    }

    /// How often the store hears that the hub is alive, and what it counted since.
    package static let flushInterval = Duration.seconds(5)
    static let quarterHour = CountRow.quarterHour
    /// More messages than these between two commits are counted, but not kept.
    static let quarantineBurst = 1000

    /// - Parameters:
    ///   - stored: what the store kept; a new one's is empty.
    ///   - now: when the hub starts; nil when only the first message will say (a replay).
    ///   - problem: what was wrong with the store, for the journal.
    ///   - isClockSuspect: whether the clock that says so is not believed.
    package init(
        model: PlantModel, stored: StoredState, version: String, now: Instant?, problem: String? = nil,
        isClockSuspect: Bool = false
    ) {
        self.model = model
        versions = [ModelVersion](model)
        microStops = MicroStopLimits(model.microStop)
        plannedTime = PlannedTime(model)
        epoch = stored.epoch + 1
        seq = stored.seq
        self.isClockSuspect = isClockSuspect
        // Before the first message of a replay the journal's own time holds, so that its times never fall.
        clock = now ?? stored.aliveAt
        rejected = stored.rejected
        decided = RecordedState(stored)
        recorded = decided
        commands = CommandDesk(known: stored.commandKeys)
        alarmSeqs = stored.alarmSeqs
        comings = Dictionary(stored.alarms.map { ($0.id, $0.raised) }) { $1 }
        cycleNumber = stored.cycleNumber
        ingest = Ingest(model)
        let ids = Set(model.plant.machines.map(\.id))
        absent = stored.part { !ids.contains($0) }
        let open = Dictionary(uniqueKeysWithValues: stored.open.map { ($0.machine, $0) })
        let alarms = Dictionary(grouping: stored.alarms, by: \.id.machine)
        machines = zip(model.plant.machines, model.machines).map { machine, rules in
            MachineRecord(
                rules, id: machine.id, open: open[machine.id], openedBy: stored.openedBy[machine.id],
                alarms: alarms[machine.id] ?? [])
        }
        restore(stored)
        begin(stored, HubStarted(epoch: epoch, version: version, problem: problem), known: Set(open.keys))
        holdAlarms()
        hasBegun = true
    }

    /// What the store has to make durable; the caller commits it, or keeps it to try again.
    package mutating func takePending() -> StoreBatch {
        defer { pending = StoreBatch() }
        pending.spans = model.history
        return pending
    }

    /// What screens have yet to get; the caller publishes it.
    package mutating func takeChanges() -> ChangedDocuments {
        changesTaken += 1
        defer { changes = ChangedDocuments() }
        return changes
    }

    /// The number of a machine by its id; nil when the plant has none of it.
    package func machine(_ id: String) -> Int? { ingest.machine(id) }

    /// When `advance` has to be called though nothing comes; nil: no need.
    package var deadline: Instant? {
        Self.earlier(
            Self.earlier(Self.earlier(earliestDeadline, nextFlush), Self.earlier(nextQuarter, nextShiftChange)),
            decided.nextShelfEnd)
    }

    /// Asked for with each message, so without a list.
    static func earlier(_ a: Instant?, _ b: Instant?) -> Instant? {
        guard let a, let b else { return a ?? b }
        return a < b ? a : b
    }

    @discardableResult
    mutating func emit(_ event: Event) -> JournalEntry {
        seq += 1
        let at = clock ?? Instant(milliseconds: 0)
        let entry = JournalEntry(seq: seq, at: at, event: event, isClockSuspect: isClockSuspect)
        pending.entries.append(entry)
        return entry
    }
}

/// What screens have yet to get.
package struct ChangedDocuments: Hashable, Sendable {
    /// Numbers of machines whose row on the Floor changed.
    package var rows: Set<Int> = []
    /// Numbers of machines whose state changed: their documents go out at once.
    package var states: Set<Int> = []
    /// Numbers of machines of which anything changed, a tag's value among it; each once.
    package var values: [Int] = []
    /// Alarms of which anything changed.
    package var alarms: Set<AlarmID> = []
    /// Alarms whose documents are to go.
    package var goneAlarms: Set<AlarmID> = []

    package init() {}
}
