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
        }
        return state
    }

    package func intervals(machine: String?, window: Interval?, asOf: AsOf) throws(StoreError) -> [IntervalRow] {
        try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            return try IntervalTable.rows(machine: machine, window: window, through: seq, in: db)
        }
    }

    package func alarms(asOf: AsOf) throws(StoreError) -> [Alarm] {
        try readJournal { db in try AlarmTable.rows(asOf: asOf, in: db) }
    }

    package func alarmEvents(since: Instant, asOf: AsOf) throws(StoreError) -> [Alarm] {
        try readJournal { db in
            var alarms: [Alarm] = []
            try EventTable.each("alarm", since: since, through: EventTable.lastSeq(asOf: asOf, in: db), in: db) {
                if case .alarm(let alarm) = $0 { alarms.append(alarm) }
            }
            return alarms
        }
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
        state.open = try IntervalTable.open(in: db)
        state.alarms = try AlarmTable.rows(asOf: .now, in: db)
        state.counts = try CountTable.counts.rows(machine: nil, in: db)
        return state
    }
}
