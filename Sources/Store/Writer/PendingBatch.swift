import Basis
import Records

/// What waits for its commit, merged: the newer statistics of a tag, counts of an owner and numbers of a reason replace
/// the older; journal entries and quarantined messages follow on each other.
struct PendingBatch {
    private var entries: [JournalEntry] = []
    private var aliveAt: Instant?
    private var tags: [TagKey: TagRow] = [:]
    private var runningCounts: [CountRow.Key: CountRow] = [:]
    private var quarantined: [QuarantinedMessage] = []
    private var quarantineDropped: Int64 = 0
    private var rejected: [String: Int64] = [:]
    private var cycles: [CycleRow] = []
    private var recounts: [CycleRecount] = []
    private var cyclesDropped: Int64 = 0
    private var slots: [SlotRow] = []
    private var spans = HistorySpans()

    /// So many rows of history wait at most while nothing can be written: some hours of a plant.
    static let historyLimit = 100_000

    private struct TagKey: Hashable {
        var machine: String
        var tag: String
    }

    var isEmpty: Bool { entries.isEmpty && batch.isEmpty }

    var batch: StoreBatch {
        var batch = StoreBatch()
        batch.entries = entries
        batch.aliveAt = aliveAt
        batch.tags = Array(tags.values)
        batch.runningCounts = Array(runningCounts.values)
        batch.quarantined = quarantined
        batch.quarantineDropped = quarantineDropped
        batch.rejected = rejected
        batch.cycles = cycles
        batch.recounts = recounts
        batch.cyclesDropped = cyclesDropped
        batch.slots = slots
        batch.spans = spans
        return batch
    }

    /// Adds what came later. Beyond what the store would keep, the oldest quarantined messages go, and are counted.
    mutating func append(_ batch: StoreBatch) {
        entries += batch.entries
        aliveAt = batch.aliveAt ?? aliveAt
        for row in batch.tags { tags[TagKey(machine: row.machine, tag: row.tag)] = row }
        for row in batch.runningCounts { runningCounts[row.key] = row }
        rejected.merge(batch.rejected) { _, newer in newer }
        spans = batch.spans
        append(batch.cycles, batch.slots)
        recounts += batch.recounts
        cyclesDropped += batch.cyclesDropped
        quarantined += batch.quarantined
        quarantineDropped += batch.quarantineDropped
        let excess = quarantined.count - QuarantineTable.limit
        if excess > 0 {
            quarantined.removeFirst(excess)
            quarantineDropped += Int64(excess)
        }
    }

    private mutating func append(_ newCycles: [CycleRow], _ newSlots: [SlotRow]) {
        cycles += newCycles
        slots += newSlots
        if slots.count > Self.historyLimit { slots.removeFirst(slots.count - Self.historyLimit) }
        let excess = cycles.count - Self.historyLimit
        if excess > 0 {
            cycles.removeFirst(excess)
            cyclesDropped += Int64(excess)
        }
    }
}
