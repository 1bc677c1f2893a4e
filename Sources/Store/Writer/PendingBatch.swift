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

    private struct TagKey: Hashable {
        var machine: String
        var tag: String
    }

    var isEmpty: Bool { batch.isEmpty }

    var batch: StoreBatch {
        var batch = StoreBatch()
        batch.entries = entries
        batch.aliveAt = aliveAt
        batch.tags = Array(tags.values)
        batch.runningCounts = Array(runningCounts.values)
        batch.quarantined = quarantined
        batch.quarantineDropped = quarantineDropped
        batch.rejected = rejected
        return batch
    }

    /// Adds what came later. Beyond what the store would keep, the oldest quarantined messages go, and are counted.
    mutating func append(_ batch: StoreBatch) {
        entries += batch.entries
        aliveAt = batch.aliveAt ?? aliveAt
        for row in batch.tags { tags[TagKey(machine: row.machine, tag: row.tag)] = row }
        for row in batch.runningCounts { runningCounts[row.key] = row }
        rejected.merge(batch.rejected) { _, newer in newer }
        quarantined += batch.quarantined
        quarantineDropped += batch.quarantineDropped
        let excess = quarantined.count - QuarantineTable.limit
        if excess > 0 {
            quarantined.removeFirst(excess)
            quarantineDropped += Int64(excess)
        }
    }
}
