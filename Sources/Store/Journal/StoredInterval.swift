import Basis
import GRDB
import Records
import Shopfloor

/// A row of `intervals`: a stretch of a machine's time, and from which seq to which the journal said so.
struct StoredInterval {
    var id: Int64
    var row: IntervalRow
    /// The event that ended it; nil while it is open.
    var closedSeq: Int64?
    /// The event that says it.
    var openedSeq: Int64

    static let columns = "id, machine, from_ms, to_ms, state, native, why, closed_seq, opened_seq"

    /// - Throws: `damaged` where a word is none of ours.
    init(_ stored: StoredColumns) throws {
        id = stored[0]
        let from: Int64? = stored[2]
        let to: Int64? = stored[3]
        guard let condition = Condition(state: stored[4], native: stored[5], why: stored[6]) else {
            throw StoreError(.damaged, "interval \(id) has an unknown state; run floortui audit --rebuild.")
        }
        row = IntervalRow(
            machine: stored[1], condition: condition, from: from.map(Instant.init(milliseconds:)),
            to: to.map(Instant.init(milliseconds:)))
        closedSeq = stored[7]
        openedSeq = stored[8]
    }

    var recorded: RecordedInterval { RecordedInterval(row: row, seq: openedSeq) }

    /// The row as it was known at `seq`, when the event that ended it may not have come yet.
    func known(at seq: Int64) -> IntervalRow {
        var known = row
        if let closedSeq, closedSeq > seq { known.to = nil }
        return known
    }
}

extension Condition {
    /// nil for words outside the closed lists, or a reason where there should be none.
    init?(state: String, native: String?, why: String?) {
        guard let state = MachineState(rawValue: state) else { return nil }
        let reason = why.flatMap(NoDataReason.init(rawValue:))
        guard (why == nil) == (reason == nil), (state == .noData) == (reason != nil) else { return nil }
        self.init(state, native: native, why: reason)
    }
}
