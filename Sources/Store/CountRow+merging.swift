import Records
import Shopfloor

extension CountRow {
    struct Key: Hashable {
        var machine: String
        var owner: String
    }

    var key: Key { Key(machine: machine, owner: owner) }

    /// Of each owner the row that has counted further: `running` stands where both have counted as far, since it is
    /// written more often; `counted` where the hub stopped between writing the two. What only came late of the kind of
    /// cycles that were counted already, `counted` heard first.
    static func merging(counted: [CountRow], running: [CountRow]) -> [CountRow] {
        var rows = Dictionary(uniqueKeysWithValues: counted.map { ($0.key, $0) })
        for row in running {
            if let other = rows[row.key], row.count.isBehind(other.count) { continue }
            rows[row.key] = row
        }
        return sorted(rows)
    }

    /// By machine and owner, in the order of SQLite.
    static func sorted(_ rows: [Key: CountRow]) -> [CountRow] {
        func sortKey(_ row: CountRow) -> [String.ByteOrder] { [row.machine, row.owner].map(String.ByteOrder.init) }
        return rows.values.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
    }
}

extension CycleCount {
    /// None of these numbers ever falls, so the smaller is the older.
    fileprivate func isBehind(_ other: CycleCount) -> Bool {
        (shots, rest) < (other.shots, other.rest)
            || (shots, rest) == (other.shots, other.rest) && (tries, scrap) != (other.tries, other.scrap)
    }

    private var rest: Int64 { resets + repeats + rollovers }
}

extension String {
    /// Compares as SQLite does, by UTF-8 bytes; Swift's own order is by normalised characters.
    struct ByteOrder: Comparable {
        var text: String
        init(_ text: String) { self.text = text }
        static func < (a: ByteOrder, b: ByteOrder) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
        static func == (a: ByteOrder, b: ByteOrder) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
    }
}
