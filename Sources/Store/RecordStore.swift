package import Basis
package import Records
package import Shopfloor

/// What a hub keeps, whatever keeps it. One hub holds a store at a time; it alone writes.
///
/// Safe to call from any thread: `commit` from one writer, the reads from any. A read sees whole commits only.
package protocol RecordStore: Sendable {
    /// Everything a starting hub needs; read from the current-state tables, never from the whole journal.
    func load() throws(StoreError) -> StoredState

    /// Everything that is read within `body`, on this thread, is read of one moment: what is committed meanwhile is not seen.
    func together<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value

    /// Makes the whole batch durable, in one transaction for the journal and its tables; when it returns, it is.
    ///
    /// The journal goes first. After a failure the same batch can be committed again: entries that are there already are
    /// passed over. An error's `isJournalDurable` tells that only the history is still to do.
    func commit(_ batch: StoreBatch) throws(StoreError)

    /// Intervals that overlap `window` (nil: all), oldest first by machine, as the hub knew them at `asOf`.
    func intervals(machine: String?, window: Interval?, asOf: AsOf) throws(StoreError) -> [IntervalRow]
    /// The same with the journal's numbers, as all is known now.
    func recordedIntervals(window: Interval) throws(StoreError) -> [RecordedInterval]
    /// What people said of stops in `window`, in the journal's order. What was said while a stop lasted speaks on until the
    /// machine is proven to have left it: `window` has to begin with such a proof, or before.
    func stopEdits(machine: String?, window: Interval, asOf: AsOf) throws(StoreError) -> [StopEntry]
    func alarms(asOf: AsOf) throws(StoreError) -> [Alarm]
    /// Those that stand, and those of which it is not known: few of all that ever came.
    func standingAlarms(asOf: AsOf) throws(StoreError) -> [Alarm]
    /// Each alarm as it was told since that time by the hub's clock, oldest first: raised, repeated, ended.
    func alarmEvents(machine: String?, since: Instant, asOf: AsOf) throws(StoreError) -> [Alarm]
    /// Each coming of an alarm in `window`, by the source's time, oldest first.
    func alarmComings(machine: String?, window: Interval, asOf: AsOf) throws(StoreError) -> [AlarmRates.Coming]
    /// What people did about alarms; those that nobody cared for are not there.
    func alarmCare(asOf: AsOf) throws(StoreError) -> [AlarmID: AlarmCare]
    /// What people did about alarms within a time by the hub's clock, oldest first; nil: without that bound.
    func alarmActions(from: Instant?, to: Instant?, asOf: AsOf) throws(StoreError) -> [AlarmActionEntry]
    /// Alarms with what people did about them, as all is now, in the order of the list (`AlarmOnList`).
    ///
    /// - Parameters:
    ///   - machines: of these alone; nil: of all.
    ///   - limit: so many at most; nil: all that ever came.
    func alarmList(machines: Set<String>?, limit: Int?) throws(StoreError) -> [StoredAlarm]
    /// What people booked as scrap and rework, in the order in which they did.
    func quantities(machine: String?, asOf: AsOf) throws(StoreError) -> [StoredQuantity]
    /// Those of parts that were made in `window`; also others of shifts about then, since the plant's calendar alone knows
    /// when a shift was.
    func bookings(machine: String, window: Interval, asOf: AsOf) throws(StoreError) -> [StoredQuantity]
    /// What is known of commands, in the order of the keys; nil for a key that was never decided.
    func commands(_ keys: [String]) throws(StoreError) -> [StoredCommand?]
    /// The newest first, at most `limit`.
    func conflicts(limit: Int) throws(StoreError) -> [StoredConflict]
    /// The counts by machine and owner; `now` includes what was counted since the last event.
    func counts(machine: String?, asOf: AsOf) throws(StoreError) -> [CountRow]
    /// By instant, the counts by owner of the cycles that ended before it by their source's time: what was made in a window is
    /// the difference of two. `now` includes what was counted since the last event.
    func counts(machine: String, before instants: [Instant], asOf: AsOf) throws(StoreError) -> [[CountRow]]
    /// When the first cycle of a machine ended that is told of, or little later; nil where none was counted.
    func firstCount(of machine: String, asOf: AsOf) throws(StoreError) -> Instant?
    /// Which orders a machine ran in `window`, by its own word.
    func orders(of machine: String, in window: Interval, asOf: AsOf) throws(StoreError) -> MachineOrders
    /// The shift records that came since that time by the hub's clock, oldest first.
    func production(since: Instant, asOf: AsOf) throws(StoreError) -> [ProductionRecorded]
    /// Every version of the plant file, oldest first.
    func models(asOf: AsOf) throws(StoreError) -> [StoredModel]
    /// The number of the newest entry that `asOf` knows of; 0 for an empty store.
    func newestSeq(asOf: AsOf) throws(StoreError) -> Int64
    func tags(machine: String?) throws(StoreError) -> [TagRow]
    /// The newest first, at most `limit`.
    func quarantined(limit: Int) throws(StoreError) -> [QuarantinedMessage]
    /// How many messages were rejected since the store began, by reason; dropped ones are among them.
    func rejected() throws(StoreError) -> [String: Int64]
    /// How many quarantined messages had to go to make room, since the store began.
    func quarantineTrimmed() throws(StoreError) -> Int64
    /// Cycles that ended within `window` (nil: all), by machine in the order of time, for all in that of their numbers:
    /// at most `limit`, after the first `offset`.
    func cycles(machine: String?, window: Interval?, offset: Int, limit: Int) throws(StoreError) -> [CycleRow]
    /// The course of a value over `window`, in at most `buckets` stretches of whole slots: of each what was read in it, or
    /// where no slots are kept what cycles had. nil where no such tag is known.
    func trend(machine: String, tag: String, window: Interval, buckets: Int) throws(StoreError) -> [TrendBucket]
    /// What of the history is kept, and what had to go.
    func trimmed() throws(StoreError) -> [TrimRow]
    /// The model in force then: the newest accepted at or before it, or else the first.
    func model(asOf: AsOf) throws(StoreError) -> ModelAccepted?
    /// Entries of the journal as they stand there, the newest first.
    func entries(_ question: EntriesWanted) throws(StoreError) -> [WrittenEntry]
    /// How far the store knows: the newest of “alive at” and what was committed; nil for an empty store.
    func knownUntil() throws(StoreError) -> Instant?
}

/// A version of the plant file and since when it is in force; the first of a store holds for all time before it, too.
package struct StoredModel: Hashable, Sendable {
    package var seq: Int64
    package var from: Instant
    package var model: ModelAccepted

    package init(seq: Int64, from: Instant, model: ModelAccepted) {
        self.seq = seq
        self.from = from
        self.model = model
    }
}

/// What somebody did about an alarm, with its entry in the journal.
package struct AlarmActionEntry: Hashable, Sendable {
    package var seq: Int64
    package var at: Instant
    package var action: AlarmAction

    package init(seq: Int64, at: Instant, action: AlarmAction) {
        self.seq = seq
        self.at = at
        self.action = action
    }
}

/// Which knowledge a read is to show.
package enum AsOf: Hashable, Sendable {
    /// All that is known now.
    case now
    /// What the hub knew then: the journal up to that time.
    case at(Instant)
}

/// What one commit makes durable.
package struct StoreBatch: Sendable {
    /// In order of `seq`, following without a gap on what is there.
    package var entries: [JournalEntry] = []
    /// The hub was alive then; nil leaves the stored time.
    package var aliveAt: Instant?
    /// Statistics that changed, whole (they replace what is stored).
    package var tags: [TagRow] = []
    /// Running counts that changed, whole: what the next `counted` events will say, so that a crash loses none.
    package var runningCounts: [CountRow] = []
    package var quarantined: [QuarantinedMessage] = []
    /// Messages that were quarantined but had to be dropped before they could be written; the store counts them.
    package var quarantineDropped: Int64 = 0
    /// Messages rejected since the store began, by reason, whole; changed ones only. They outlive what is trimmed.
    package var rejected: [String: Int64] = [:]
    /// Cycles that ended, in the order of their numbers.
    package var cycles: [CycleRow] = []
    /// Of cycles that ended before, or are among `cycles`: those that are told anew.
    package var recounts: [CycleRecount] = []
    /// Cycles that had to be dropped before they could be written; the store counts them as trimmed.
    package var cyclesDropped: Int64 = 0
    /// Slots of ten seconds that are over; of each tag in the order of time.
    package var slots: [SlotRow] = []
    /// How long all that is kept.
    package var spans = HistorySpans()

    package init() {}

    package var isEmpty: Bool {
        entries.isEmpty && aliveAt == nil && !hasHistory
    }

    /// Whether a command is in it.
    package var hasCommand: Bool { entries.contains { if case .command = $0.event { true } else { false } } }

    /// Whether there is anything in it for the history.
    package var hasHistory: Bool {
        !tags.isEmpty || !runningCounts.isEmpty || !quarantined.isEmpty || quarantineDropped > 0 || !rejected.isEmpty
            || !cycles.isEmpty || !recounts.isEmpty || cyclesDropped > 0 || !slots.isEmpty
    }
}

/// What a hub finds when it starts.
package struct StoredState: Sendable {
    /// Of the last start; 0 for a new store.
    package var epoch: Int64 = 0
    /// Of the last journal entry; 0 for a new store.
    package var seq: Int64 = 0
    package var aliveAt: Instant?
    package var modelDigest: String?
    /// The open interval of each machine.
    package var open: [IntervalRow] = []
    /// By machine: the journal's number of the entry that opened it.
    package var openedBy: [String: Int64] = [:]
    package var alarms: [Alarm] = []
    /// Running counts where there are any, else those of the newest events.
    package var counts: [CountRow] = []
    package var tags: [TagRow] = []
    package var rejected: [String: Int64] = [:]
    /// The newest shift records, oldest first.
    package var records: [ProductionRecorded] = []
    /// By alarm: the number of the event with which it came last.
    package var alarmSeqs: [AlarmID: Int64] = [:]
    /// All that people booked as scrap or rework, in that order: any of it can be corrected.
    package var bookingHeads: [BookingHead] = []
    /// Those of them that count and were made within `stopSpan`, in the order in which they were booked.
    package var bookings: [QuantityBooked] = []
    /// What people said of stops that last, or ended within `stopSpan`, in the journal's order.
    package var stopEntries: [StopEntry] = []
    /// By machine: the orders that it ran within `stopSpan`.
    package var orders: [String: MachineOrders] = [:]
    /// What people did about alarms.
    package var alarmCare: [AlarmID: AlarmCare] = [:]
    /// Of every command that was ever decided.
    package var commandKeys: Set<CommandKey> = []
    /// Those that nobody has decided, oldest first.
    package var conflicts: [StoredConflict] = []
    /// Of the newest row of a cycle; 0 where there is none.
    package var cycleNumber: Int64 = 0

    /// Longer than a hub that starts asks for the conditions of machines.
    static let stopSpan = Duration.seconds(8 * 86_400)

    package init() {}
}
