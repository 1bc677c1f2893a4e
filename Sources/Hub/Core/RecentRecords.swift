import Basis
import Records

/// The newest shift records: a broker may deliver one twice, also over a restart, and what it says was made once.
struct RecentRecords {
    private var known: Set<ProductionRecorded> = []
    private var order: [ProductionRecorded] = []

    /// A week of a plant of two hundred machines; what comes again comes within hours.
    static let limit = 4096

    /// Notes the record; false where it was here before, the same in every figure.
    @discardableResult
    mutating func isNew(_ record: ProductionRecorded) -> Bool {
        guard known.insert(record).inserted else { return false }
        order.append(record)
        if order.count >= 2 * Self.limit {
            for old in order.prefix(Self.limit) { known.remove(old) }
            order.removeFirst(Self.limit)
        }
        return true
    }

    /// Those of a machine's shift that are among them.
    func of(_ machine: String, from: Instant) -> [ProductionRecorded] {
        order.filter { $0.machine == machine && $0.from == from }
    }
}
