import Basis
import GRDB
import Records
import Shopfloor
import Synchronization

extension SQLiteStore {
    /// Makes the whole batch durable: the journal with its tables in one transaction, then the history in another.
    ///
    /// Entries that are in the journal already, byte for byte, are passed over, so that a failed commit can be tried
    /// again as it was.
    ///
    /// - Throws: `unavailable` or `damaged`; with `isJournalDurable` when only the history failed. `chainBroken` for
    ///   entries that do not follow on what is there.
    package func commit(_ batch: StoreBatch) throws(StoreError) {
        if !batch.entries.isEmpty || batch.aliveAt != nil {
            try journal.write { db in try Self.writeJournal(batch, in: db) }
        }
        if FailPoint.isPlanned, batch.hasCommand { FailPoint.reach(.journalCommitted) }
        let newest = written.withLock { written in
            written.entry = max(written.entry, batch.entries.last?.seq ?? 0)
            return written
        }
        // By it a start knows that entries are missing: it may be behind no longer than it is told to be alive.
        let isBehind = newest.known < newest.entry
        guard batch.hasHistory || isBehind && batch.aliveAt != nil else { return }
        do {
            try history.write { db in
                try Self.writeHistory(batch, in: db)
                if isBehind { try MetaTable.set(.journalSeq, to: newest.entry, in: db) }
            }
            written.withLock { $0.known = newest.entry }
        } catch {
            var error = error
            error.isJournalDurable = true
            throw error
        }
    }

    /// Makes the tables of the current state anew from the journal, in one transaction.
    ///
    /// - Returns: the names of triggers and indexes that were others than this version makes; they were made anew, too.
    /// - Throws: `damaged` when an entry cannot be read; the tables are as before then.
    @discardableResult
    package func rebuildTables() throws(StoreError) -> [String] {
        try journal.write { db in
            try IntervalTable.clear(in: db)
            try AlarmTable.clear(in: db)
            try AlarmComingTable.clear(in: db)
            try AlarmEventTable.clear(in: db)
            try CountTable.counts.clear(in: db)
            try CountStepTable.clear(in: db)
            try OrderTable.clear(in: db)
            try StopEditTable.clear(in: db)
            try CommandTable.clear(in: db)
            try ConflictTable.clear(in: db)
            try AlarmCareTable.clear(in: db)
            try QuantityTable.clear(in: db)
            // While the tables are empty none of their rows stands against an index.
            let guards = try DatabaseFile.journal.mendGuards(in: db)
            var seq: Int64 = 0
            while let last = try Self.apply(after: seq, in: db) { seq = last }
            return guards
        }
    }

    /// Brings the tables to what they are after the next page of entries; nil where there is none. Memory does not grow with
    /// the journal.
    static func apply(after seq: Int64, in db: Database) throws -> Int64? {
        let page = try EventTable.page(after: seq, limit: 1000, in: db)
        for stored in page { try apply(stored.entry(), in: db) }
        return page.last?.seq
    }

    private static func writeJournal(_ batch: StoreBatch, in db: Database) throws {
        let isCommand = FailPoint.isPlanned && batch.hasCommand
        if isCommand { FailPoint.reach(.journalBegun) }
        let added = try EventTable.append(batch.entries, in: db)
        if isCommand { FailPoint.reach(.eventsWritten) }
        for entry in added { try apply(entry, in: db) }
        if let last = added.last { try MetaTable.set(.lastSeq, to: last.seq, in: db) }
        if let aliveAt = batch.aliveAt { try MetaTable.set(.aliveAt, to: aliveAt.milliseconds, in: db) }
        if isCommand { FailPoint.reach(.tablesWritten) }
    }

    /// Brings the current-state tables to what they are after this event.
    private static func apply(_ entry: JournalEntry, in db: Database) throws {
        let seq = entry.seq
        switch entry.event {
        case .started, .model, .produced, .clock: break
        case .state(let change): try IntervalTable.apply(change, seq: seq, in: db)
        case .correction(let correction): try IntervalTable.apply(correction, seq: seq, in: db)
        case .stop(let edit): try StopEditTable.insert(StopEntry(seq: seq, at: entry.at, edit: edit), in: db)
        case .alarm(let alarm):
            try AlarmTable.apply(alarm, seq: seq, in: db)
            try AlarmComingTable.add(alarm, seq: seq, in: db)
            try AlarmEventTable.add(alarm.id, seq: seq, in: db)
        case .counted(let counted):
            try CountTable.counts.set(counted, in: db)
            try CountStepTable.add(counted, seq: seq, at: entry.at, in: db)
        case .order(let change): try OrderTable.insert(change, seq: seq, in: db)
        case .command(let command):
            try CommandTable.insert(command, seq: seq, reply: entry.reply, in: db)
            try ConflictTable.apply(command, seq: seq, at: entry.at, in: db)
        case .quantity(let quantity): try QuantityTable.insert(quantity, seq: seq, in: db)
        case .alarmAction(let action): try AlarmCareTable.apply(action, seq: seq, at: entry.at, in: db)
        }
    }

    private static func writeHistory(_ batch: StoreBatch, in db: Database) throws {
        for row in batch.tags { try TagTable.set(row, in: db) }
        for row in batch.runningCounts { try CountTable.running.set(row, in: db) }
        try QuarantineTable.insert(batch.quarantined, in: db)
        try QuarantineTable.countTrimmed(batch.quarantineDropped, in: db)
        try RejectedTable.set(batch.rejected, in: db)
        try CycleTable.insert(batch.cycles, days: batch.spans.cycles, in: db)
        try CycleTable.recount(batch.recounts, in: db)
        try MetaTable.add(batch.cyclesDropped, to: .cyclesTrimmed, in: db)
        try SlotTable.append(batch.slots, days: batch.spans.slots, in: db)
    }
}
