import Basis
import Records
import Shopfloor

/// How far the counts of a machine had come at the begin or end of a shift.
struct ShiftCounts {
    var from: Instant
    var counts: [String: CycleCount]

    /// As many shifts back as anybody books parts of, with begin and end each.
    static let kept = 32

    mutating func correct(_ owner: String, by late: LateCycle) {
        guard late.at < from, late.was == nil || counts[owner] != nil else { return }
        counts[owner, default: CycleCount()].correct(by: late)
    }
}

extension MachineRecord {
    /// nil where the counts of then are not known.
    func counts(at border: Instant) -> [String: CycleCount]? {
        (shiftCounts.last { $0.from == border } ?? orders.begins.last { $0.from == border })?.counts
    }

    /// So many cycles had ended by `time`, which was told late.
    ///
    /// - Parameters:
    ///   - late: by which the count at each border since is corrected; nil: those told of them already.
    ///   - before: see `OrderTrack.tell`.
    mutating func tell(
        _ number: Int64, _ kind: CycleKind, of owner: String, at time: Instant, _ late: LateCycle?, before: CycleCount
    ) {
        if orderTag() != nil { orders.tell(number, kind, of: owner, at: time, late, before: before) }
        guard let late else { return }
        for index in shiftCounts.indices { shiftCounts[index].correct(owner, by: late) }
        orders.correctBegins(of: owner, by: late)
    }

    mutating func keep(_ counts: ShiftCounts) {
        shiftCounts.removeAll { $0.from == counts.from }
        shiftCounts.append(counts)
        shiftCounts.sort { $0.from < $1.from }
        if shiftCounts.count > ShiftCounts.kept { shiftCounts.removeFirst() }
    }
}
