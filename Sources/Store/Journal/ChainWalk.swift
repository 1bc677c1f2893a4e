import Records

/// Checks the journal entry by entry; holds one hash, however long the journal is.
struct ChainWalk {
    private(set) var seq: Int64 = 0
    private(set) var hash = ChainHash.start
    /// Entries that were recorded while the clock of the hub's machine was not believed.
    private(set) var clockSuspect = 0

    init() {}

    /// Stands behind an entry that is taken for good.
    init(behind entry: StoredEvent) {
        seq = entry.seq
        hash = entry.hash
    }

    /// What is wrong with the next entry; nil when it follows, and then the walk stands behind it.
    mutating func step(_ entry: StoredEvent) throws(StoreError) -> ChainFault? {
        if entry.seq <= seq {
            return fault(.order, entry.seq, "Entry \(entry.seq) stands before the first.")
        }
        if entry.seq > seq + 1 {
            return fault(.gap, seq + 1, "Entry \(seq + 1) is missing; entry \(entry.seq) comes next.")
        }
        let expected = try ChainHash.next(
            after: hash, seq: entry.seq, at: entry.at, kind: entry.kind, body: entry.body)
        guard expected == entry.hash else {
            return fault(.hash, entry.seq, "Entry \(entry.seq) was changed: its hash does not follow from it.")
        }
        do { _ = try entry.event() } catch { return fault(.unreadable, entry.seq, "\(error)") }
        if EventCoding.isClockSuspect(entry.body) { clockSuspect += 1 }
        seq = entry.seq
        hash = entry.hash
        return nil
    }

    /// What is wrong with the end; `lastSeq` is the entry that was committed last.
    func end(lastSeq: Int64) -> ChainFault? {
        if seq < lastSeq {
            return fault(.gap, seq + 1, "Entry \(seq + 1) is missing; the last committed was \(lastSeq).")
        }
        if seq > lastSeq {
            return fault(.order, lastSeq + 1, "Entry \(lastSeq + 1) was added; the last committed was \(lastSeq).")
        }
        return nil
    }

    private func fault(_ kind: ChainFault.Kind, _ seq: Int64, _ sentence: String) -> ChainFault {
        ChainFault(kind: kind, seq: seq, description: sentence)
    }
}
