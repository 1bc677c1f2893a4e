package import Basis
import GRDB
package import Records
package import Shopfloor

extension SQLiteStore {
    package func load() throws(StoreError) -> StoredState {
        var state = try readJournal { db in try Self.journalState(in: db) }
        try readHistory { db in
            state.counts = try CountRow.merging(
                counted: state.counts, running: CountTable.running.rows(machine: nil, in: db))
            state.tags = try TagTable.rows(machine: nil, in: db)
            state.rejected = try RejectedTable.counts(in: db)
            state.cycleNumber = try CycleTable.lastNumber(in: db)
        }
        return state
    }

    package func together<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        // Each transaction sees its file as it is at its first read: the history's before the journal is read on.
        try readJournal { journal in
            _ = try EventTable.head(in: journal)
            return try readHistory { history in
                _ = try MetaTable.value(.journalSeq, in: history)
                return try body()
            }
        }
    }

    package func intervals(machine: String?, window: Interval?, asOf: AsOf) throws(StoreError) -> [IntervalRow] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try IntervalTable.rows(machine: machine, window: window, through: seq, in: db)
        }
    }

    package func recordedIntervals(window: Interval) throws(StoreError) -> [RecordedInterval] {
        try readJournal { db in try IntervalTable.recorded(window: window, in: db) }
    }

    package func stopEdits(machine: String?, window: Interval, asOf: AsOf) throws(StoreError) -> [StopEntry] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try StopEditTable.rows(machine: machine, window: window, through: seq, in: db)
        }
    }

    package func alarms(asOf: AsOf) throws(StoreError) -> [Alarm] {
        try readJournal { db in try AlarmTable.rows(asOf: asOf, in: db) }
    }

    package func standingAlarms(asOf: AsOf) throws(StoreError) -> [Alarm] {
        try readJournal { db in try AlarmTable.standing(asOf: asOf, in: db) }
    }

    package func alarmEvents(machine: String?, since: Instant, asOf: AsOf) throws(StoreError) -> [Alarm] {
        try readJournal { db in
            var alarms: [Alarm] = []
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            try EventTable.each(.alarm, machine: machine, since: since, through: seq, in: db) {
                if case .alarm(let alarm) = $0 { alarms.append(alarm) }
            }
            return alarms
        }
    }

    package func alarmComings(
        machine: String?, window: Interval, asOf: AsOf
    ) throws(StoreError) -> [AlarmRates.Coming] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try AlarmComingTable.rows(machine: machine, window: window, through: seq, in: db)
        }
    }

    package func alarmCare(asOf: AsOf) throws(StoreError) -> [AlarmID: AlarmCare] {
        try readJournal { db in try AlarmCareTable.all(asOf: asOf, in: db) }
    }

    package func alarmActions(from: Instant?, to: Instant?, asOf: AsOf) throws(StoreError) -> [AlarmActionEntry] {
        try readJournal { db in
            var entries: [AlarmActionEntry] = []
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            func take(_ entry: JournalEntry) {
                guard entry.at < to ?? .distantFuture, case .alarmAction(let action) = entry.event else { return }
                entries.append(AlarmActionEntry(seq: entry.seq, at: entry.at, action: action))
            }
            if let from {
                try EventTable.eachEntry("alarm-action", since: from, through: seq, in: db, take)
            } else {
                try EventTable.eachEntry("alarm-action", through: seq, in: db, take)
            }
            return entries
        }
    }

    package func alarmList(machines: Set<String>?, limit: Int?) throws(StoreError) -> [StoredAlarm] {
        try readJournal { db in try AlarmTable.list(machines: machines, limit: limit, in: db) }
    }

    package func quantities(machine: String?, asOf: AsOf) throws(StoreError) -> [StoredQuantity] {
        try readJournal { db in
            try QuantityTable.rows(machine: machine, through: EventTable.lastSeq(asOf: asOf, in: db), in: db)
        }
    }

    package func bookings(
        machine: String, window: Interval, asOf: AsOf
    ) throws(StoreError) -> [StoredQuantity] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try QuantityTable.rows(machine: machine, window: window, through: seq, in: db)
        }
    }

    package func commands(_ keys: [String]) throws(StoreError) -> [StoredCommand?] {
        try readJournal { db in try keys.map { try CommandTable.command($0, in: db) } }
    }

    package func conflicts(limit: Int) throws(StoreError) -> [StoredConflict] {
        try readJournal { db in try ConflictTable.newest(limit: limit, in: db) }
    }

    package func counts(machine: String?, asOf: AsOf) throws(StoreError) -> [CountRow] {
        guard asOf == .now else {
            return try readJournal { db in
                try CountTable.counted(machine: machine, through: EventTable.lastSeq(asOf: asOf, in: db), in: db)
            }
        }
        let counted = try readJournal { db in try CountTable.counts.rows(machine: machine, in: db) }
        let running = try readHistory { db in try CountTable.running.rows(machine: machine, in: db) }
        return CountRow.merging(counted: counted, running: running)
    }

    package func tags(machine: String?) throws(StoreError) -> [TagRow] {
        try readHistory { db in try TagTable.rows(machine: machine, in: db) }
    }

    package func quarantined(limit: Int) throws(StoreError) -> [QuarantinedMessage] {
        try readHistory { db in try QuarantineTable.newest(limit: limit, in: db) }
    }

    package func rejected() throws(StoreError) -> [String: Int64] {
        try readHistory { db in try RejectedTable.counts(in: db) }
    }

    package func quarantineTrimmed() throws(StoreError) -> Int64 {
        try readHistory { db in try MetaTable.value(.quarantineTrimmed, in: db) ?? 0 }
    }

    package func model(asOf: AsOf) throws(StoreError) -> ModelAccepted? {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            let event = try EventTable.newest("model", through: seq, in: db) ?? EventTable.first("model", in: db)
            guard case .model(let model) = event else { return nil }
            return model
        }
    }

    package func entries(_ wanted: EntriesWanted) throws(StoreError) -> [WrittenEntry] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: wanted.asOf, in: db)
            return try EventTable.entries(wanted, through: seq, in: db).map {
                WrittenEntry(
                    seq: $0.seq, at: Instant(milliseconds: $0.at), kind: $0.kind, body: $0.body, hash: $0.hash)
            }
        }
    }

    package func knownUntil() throws(StoreError) -> Instant? {
        try readJournal { db in
            let alive = try MetaTable.value(.aliveAt, in: db).map(Instant.init(milliseconds:))
            return try [alive, EventTable.newestTime(in: db)].compactMap(\.self).max()
        }
    }

    package func firstCount(of machine: String, asOf: AsOf) throws(StoreError) -> Instant? {
        let first = try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try CountStepTable.first(of: machine, through: seq, in: db)
        }
        guard first == nil, asOf == .now else { return first }
        return try counts(machine: machine, asOf: .now).compactMap(\.last).min()
    }

    package func orders(of machine: String, in window: Interval, asOf: AsOf) throws(StoreError) -> MachineOrders {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try OrderTable.orders(of: machine, in: window, through: seq, in: db)
        }
    }

    package func production(since: Instant, asOf: AsOf) throws(StoreError) -> [ProductionRecorded] {
        try readJournal { db in
            var records: [ProductionRecorded] = []
            try EventTable.each(.produced, since: since, through: EventTable.lastSeq(asOf: asOf, in: db), in: db) {
                if case .produced(let record) = $0 { records.append(record) }
            }
            return records
        }
    }

    package func models(asOf: AsOf) throws(StoreError) -> [StoredModel] {
        try readJournal { db in
            try EventTable.entries("model", through: EventTable.lastSeq(asOf: asOf, in: db), in: db).compactMap {
                guard case .model(let model) = $0.event else { return nil }
                return StoredModel(seq: $0.seq, from: $0.at, model: model)
            }
        }
    }

    package func newestSeq(asOf: AsOf) throws(StoreError) -> Int64 {
        try readJournal { db in
            try min(EventTable.lastSeq(asOf: asOf, in: db), EventTable.head(in: db).seq)
        }
    }

    private static func journalState(in db: Database) throws -> StoredState {
        var state = StoredState()
        if case .started(let started) = try EventTable.newest("started", through: .max, in: db) {
            state.epoch = started.epoch
        }
        if case .model(let model) = try EventTable.newest("model", through: .max, in: db) {
            state.modelDigest = model.digest
        }
        state.seq = try EventTable.head(in: db).seq
        state.aliveAt = try MetaTable.value(.aliveAt, in: db).map(Instant.init(milliseconds:))
        let open = try IntervalTable.open(in: db)
        state.open = open.map(\.row)
        state.openedBy = Dictionary(uniqueKeysWithValues: open.map { ($0.row.machine, $0.seq) })
        state.alarms = try AlarmTable.rows(asOf: .now, in: db)
        state.counts = try CountTable.counts.rows(machine: nil, in: db)
        state.records = try EventTable.newest("produced", limit: 4096, in: db).compactMap {
            if case .produced(let record) = $0 { record } else { nil }
        }
        if let alive = state.aliveAt {
            state.bookings = try QuantityTable.recent(since: alive - StoredState.stopSpan, in: db)
            state.orders = try OrderTable.recent(since: alive - StoredState.stopSpan, in: db)
            state.stopEntries = try StopEditTable.recent(since: alive - StoredState.stopSpan, in: db)
        }
        state.alarmSeqs = try AlarmTable.raisedSeqs(in: db)
        state.alarmCare = try AlarmCareTable.all(asOf: .now, in: db)
        state.bookingHeads = try QuantityTable.heads(in: db)
        state.commandKeys = try CommandTable.keys(in: db)
        state.conflicts = try ConflictTable.open(in: db)
        return state
    }
}
