import Basis
import Records
import Store

/// The shift records that an answer needs, read once for all machines: each is a JSON text in the journal.
final class ShiftRecords {
    private let store: any RecordStore
    private let query: Query
    /// Those that came since the question's begin, by machine; nil: not read yet.
    private var newer: [String: [ProductionRecorded]]?
    /// The begin of each machine's first shift of which there is a record; nil: not asked for yet.
    private var begins: [String: Instant]?

    init(store: any RecordStore, query: Query) {
        self.store = store
        self.query = query
    }

    /// Those of a machine that came since the question's begin, in the journal's order.
    func of(_ machine: String) throws(StoreError) -> [ProductionRecorded] { try byMachine()[machine] ?? [] }

    /// Where the figures of a machine begin: with the question, or with its first record; nil where it has none at all.
    func begin(of machine: String) throws(StoreError) -> Instant? {
        // Most questions name a begin, and most machines have a record since: the whole journal is seldom read.
        if let from = query.from, try byMachine()[machine] != nil { return from }
        if begins == nil {
            let all = try store.production(since: .distantPast, asOf: query.asOf)
            begins = Dictionary(all.map { ($0.machine, $0.from) }, uniquingKeysWith: min)
        }
        return begins?[machine].map { query.from ?? $0 }
    }

    private func byMachine() throws(StoreError) -> [String: [ProductionRecorded]] {
        if let newer { return newer }
        let records = try store.production(since: query.from ?? .distantPast, asOf: query.asOf)
        let read = Dictionary(grouping: records, by: \.machine)
        newer = read
        return read
    }
}
