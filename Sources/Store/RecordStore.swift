package import Basis
package import Records
package import Shopfloor

/// What a hub keeps, whatever keeps it. One hub holds a store at a time; it alone writes.
///
/// Safe to call from any thread: `commit` from one writer, the reads from any. A read sees whole commits only.
package protocol RecordStore: Sendable {
    /// Everything a starting hub needs; read from the current-state tables, never from the whole journal.
    func load() throws(StoreError) -> StoredState

    /// Makes the whole batch durable, in one transaction for the journal and its tables; when it returns, it is.
    ///
    /// The journal goes first. After a failure the same batch can be committed again: entries that are there already are
    /// passed over. An error's `isJournalDurable` tells that only the history is still to do.
    func commit(_ batch: StoreBatch) throws(StoreError)

    /// Intervals that overlap `window` (nil: all), oldest first by machine, as the hub knew them at `asOf`.
    func intervals(machine: String?, window: Interval?, asOf: AsOf) throws(StoreError) -> [IntervalRow]
    func alarms(asOf: AsOf) throws(StoreError) -> [Alarm]
    /// Each alarm as it was told since that time by the hub's clock, oldest first: raised, repeated, ended.
    func alarmEvents(since: Instant, asOf: AsOf) throws(StoreError) -> [Alarm]
    /// The counts by machine and owner; `now` includes what was counted since the last event.
    func counts(machine: String?, asOf: AsOf) throws(StoreError) -> [CountRow]
    func tags(machine: String?) throws(StoreError) -> [TagRow]
    /// The newest first, at most `limit`.
    func quarantined(limit: Int) throws(StoreError) -> [QuarantinedMessage]
    /// How many messages were rejected since the store began, by reason; dropped ones are among them.
    func rejected() throws(StoreError) -> [String: Int64]
    /// How many quarantined messages had to go to make room, since the store began.
    func quarantineTrimmed() throws(StoreError) -> Int64
    /// The model in force then: the newest accepted at or before it, or else the first.
    func model(asOf: AsOf) throws(StoreError) -> ModelAccepted?
    /// Entries of the journal as they stand there, the newest first.
    func entries(_ question: EntriesWanted) throws(StoreError) -> [WrittenEntry]
    /// How far the store knows: the newest of “alive at” and what was committed; nil for an empty store.
    func knownUntil() throws(StoreError) -> Instant?
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

    package init() {}

    package var isEmpty: Bool {
        entries.isEmpty && aliveAt == nil && !hasHistory
    }

    /// Whether there is anything in it for the history.
    package var hasHistory: Bool {
        !tags.isEmpty || !runningCounts.isEmpty || !quarantined.isEmpty || quarantineDropped > 0 || !rejected.isEmpty
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
    package var alarms: [Alarm] = []
    /// Running counts where there are any, else those of the newest events.
    package var counts: [CountRow] = []
    package var tags: [TagRow] = []
    package var rejected: [String: Int64] = [:]

    package init() {}
}
