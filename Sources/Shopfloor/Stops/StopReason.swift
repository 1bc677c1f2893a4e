package import Basis

/// One reason why a machine stands, from the plant's tree of `[[reason]]`.
package struct StopReason: Hashable, Sendable {
    /// What a reason means for the time model; a closed list, the same words in every document and row.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Known before and meant: maintenance by plan, a break, a meeting.
        case planned
        /// Preparing an order (ISO 22400-2: AUST).
        case setUp = "set-up"
        /// Something failed; the only kind that counts as a failure for MTBF and MTTR.
        case breakdown
        /// For material, die, operator, or what else comes from outside the machine.
        case waiting
        case quality
        /// It ran, or was held, below its pace.
        case speed
        /// There was nothing to make (ISO 22400-2: ADOT).
        case noOrder = "no-order"
    }

    /// Of the plant; what edits of stops name.
    package var id: String
    package var kind: Kind
    package var name: LocalizedText
    /// The reason that it is a closer word for; nil for one at the top. Always of the same kind.
    package var parent: String?

    package init(id: String, kind: Kind, name: LocalizedText, parent: String? = nil) {
        self.id = id
        self.kind = kind
        self.name = name
        self.parent = parent
    }
}
