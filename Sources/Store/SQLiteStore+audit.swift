package import Basis
import GRDB

extension SQLiteStore {
    /// Walks the journal's chain from its first entry to what is its last when the walk gets there.
    ///
    /// Memory does not grow with the journal. It reads in pages, so that a hub that writes at the same time can go on
    /// and its log does not grow.
    ///
    /// - Parameters:
    ///   - anchors: what was noted of the chain elsewhere; each has to be in it as it was noted.
    /// - Throws: `damaged` or `unavailable` when the file cannot be read; a broken chain is a report.
    package func verifyChain(anchors: [ChainAnchor] = []) throws(StoreError) -> ChainReport {
        var check = ChainCheck(anchors: anchors)
        while !check.isDone { try readJournal { db in try check.step(in: db) } }
        return check.report
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The last entry as an anchor to be kept elsewhere; nil for a journal without any.
    package func anchor(at now: Instant) throws(StoreError) -> ChainAnchor? {
        let head = try readJournal { db in try EventTable.head(in: db) }
        return head.seq > 0 ? ChainAnchor(at: now, seq: head.seq, hash: Self.hex(head.hash)) : nil
    }
}
