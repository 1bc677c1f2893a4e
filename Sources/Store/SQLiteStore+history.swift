package import Basis
import GRDB
package import Records

extension SQLiteStore {
    package func cycles(
        machine: String?, window: Interval?, offset: Int, limit: Int
    ) throws(StoreError) -> [CycleRow] {
        try readHistory { try CycleTable.rows(machine: machine, window: window, offset: offset, limit: limit, in: $0) }
    }

    package func trend(
        machine: String, tag: String, window: Interval, buckets: Int
    ) throws(StoreError) -> [TrendBucket] {
        var sums = TrendBuckets(window, count: buckets)
        try readHistory { db in
            try SlotTable.each(machine: machine, tag: tag, window: window, in: db) { sums.add($0) }
            try CycleTable.each(machine: machine, window: window, in: db) { row in
                if let value = row.value(of: tag) { sums.add(value, at: row.at) }
            }
        }
        return sums.buckets
    }

    package func trimmed() throws(StoreError) -> [TrimRow] {
        try readHistory { db in
            [try CycleTable.trimmed(in: db), try SlotTable.trimmed(in: db), try QuarantineTable.trimmed(in: db)]
        }
    }
}
