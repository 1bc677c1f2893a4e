import GRDB

extension SQLiteStore {
    /// Walks the journal's chain from its first entry to what is its last when the walk gets there.
    ///
    /// Memory does not grow with the journal. It reads in pages, so that a hub that writes at the same time can go on
    /// and its log does not grow.
    ///
    /// - Throws: `damaged` or `unavailable` when the file cannot be read; a broken chain is a report.
    package func verifyChain() throws(StoreError) -> ChainReport {
        var walk = ChainWalk()
        var fault: ChainFault?
        var isAtEnd = false
        // Below the first: an entry with a seq under 1 must be found too.
        var last = Int64.min
        while fault == nil, !isAtEnd {
            fault = try readJournal { db in
                let page = try EventTable.page(after: last, limit: 1000, in: db)
                for entry in page {
                    if let fault = try walk.step(entry) { return fault }
                }
                last = page.last?.seq ?? last
                isAtEnd = page.isEmpty
                return isAtEnd ? walk.end(lastSeq: try MetaTable.value(.lastSeq, in: db) ?? 0) : nil
            }
        }
        return ChainReport(
            verifiedSeq: walk.seq, headHash: Self.hex(walk.hash), clockSuspect: walk.clockSuspect, fault: fault)
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
