import GRDB

/// Walks the chain page by page, so that whoever checks can stop between two pages and go on later.
struct ChainCheck {
    private var walk = ChainWalk()
    private var fault: ChainFault?
    /// Below the first: an entry with a seq under 1 must be found too.
    private var last = Int64.min
    /// By seq; those that the walk has yet to come to.
    private var anchors: ArraySlice<ChainAnchor>
    private(set) var isDone = false
    private static let pageLength = 1000

    init(anchors: [ChainAnchor] = []) { self.anchors = anchors.sorted { $0.seq < $1.seq }[...] }

    var report: ChainReport {
        ChainReport(
            verifiedSeq: walk.seq, headHash: SQLiteStore.hex(walk.hash), clockSuspect: walk.clockSuspect, fault: fault)
    }

    /// Checks the next page.
    mutating func step(in db: Database) throws {
        let page = try EventTable.page(after: last, limit: Self.pageLength, in: db)
        for entry in page {
            try fault = walk.step(entry) ?? faultOfAnchors()
            guard fault == nil else { return isDone = true }
        }
        last = page.last?.seq ?? last
        guard page.isEmpty else { return }
        fault = walk.end(lastSeq: try MetaTable.value(.lastSeq, in: db) ?? 0) ?? cutBehind()
        isDone = true
    }

    /// What the anchors of the entry where the walk stands say against it.
    private mutating func faultOfAnchors() -> ChainFault? {
        while let anchor = anchors.first, anchor.seq <= walk.seq {
            anchors.removeFirst()
            if anchor.seq == walk.seq, anchor.hash == SQLiteStore.hex(walk.hash) { continue }
            return ChainFault(
                kind: .anchor, seq: anchor.seq,
                description: "Entry \(anchor.seq), or one before it, is another than the one that was anchored at "
                    + "\(anchor.when): the journal was written anew.")
        }
        return nil
    }

    /// The first entry that an anchor knows of, and the journal does not.
    private func cutBehind() -> ChainFault? {
        guard let anchor = anchors.last else { return nil }
        return ChainFault(
            kind: .gap, seq: walk.seq + 1,
            description: "Entry \(walk.seq + 1) is missing: entry \(anchor.seq) was there at \(anchor.when).")
    }
}
