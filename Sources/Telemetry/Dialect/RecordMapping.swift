package import Basis

/// Where the parts of a shift record stand: what a machine made in a shift, told at its end.
package struct RecordMapping: Hashable, Sendable {
    /// The date on which the shift began; nil: the shift that ended last when the record came.
    package var date: JSONPointer?
    /// The shift's word; nil: see `date`.
    package var shift: JSONPointer?
    /// What each of those words means: the id of a shift. A word that is not here is an id itself.
    package var shifts: [String: String]
    package var order: JSONPointer?
    package var item: JSONPointer?
    package var die: JSONPointer?
    package var shots: JSONPointer?
    package var cavities: JSONPointer?
    package var produced: JSONPointer?
    package var good: JSONPointer?
    /// By the name of a defect, where its count stands.
    package var defects: [String: JSONPointer]
    /// By what was changed, where a mark of it stands: whatever is neither null, false nor empty.
    package var changes: [String: JSONPointer]

    package init(shifts: [String: String] = [:]) {
        self.shifts = shifts
        defects = [:]
        changes = [:]
    }
}

/// A shift record as it came.
package struct RecordLine: Hashable, Sendable {
    package var date: CivilDate?
    /// The id of a shift.
    package var shift: String?
    package var order: String?
    package var item: String?
    package var die: String?
    /// Cycles; nil where the record does not say.
    package var shots: Double?
    /// Parts a cycle; nil where the record does not say.
    package var cavities: Double?
    /// Parts, good or not; nil where the record does not say.
    package var produced: Double?
    package var good: Double?
    /// Parts by defect; only what was found.
    package var defects: [String: Double] = [:]
    /// What was changed in the shift, in order of the names.
    package var changes: [String] = []

    package init() {}
}
