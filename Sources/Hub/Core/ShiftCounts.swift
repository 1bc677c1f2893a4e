import Basis
import Shopfloor

/// How far the counts of a machine had come at the begin or end of a shift.
struct ShiftCounts {
    var from: Instant
    var counts: [String: CycleCount]

    /// As many shifts back as anybody books parts of, with begin and end each.
    static let kept = 32
}

extension MachineRecord {
    /// nil where the counts of then are not known.
    func counts(at border: Instant) -> [String: CycleCount]? {
        (shiftCounts.last { $0.from == border } ?? orders.begins.last { $0.from == border })?.counts
    }

    mutating func keep(_ counts: ShiftCounts) {
        shiftCounts.removeAll { $0.from == counts.from }
        shiftCounts.append(counts)
        shiftCounts.sort { $0.from < $1.from }
        if shiftCounts.count > ShiftCounts.kept { shiftCounts.removeFirst() }
    }
}
