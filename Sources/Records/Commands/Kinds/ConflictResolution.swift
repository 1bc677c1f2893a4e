/// Decides a conflict: of the fields in conflict what the command wanted, or what was there. What else the command wanted is
/// done either way. The id is the key of that command, the base the `seq` of the answer that the person saw.
package struct ConflictResolution: CommandContent {
    package static let form = CommandForm(
        "conflict.resolve", object: "the key of the command that met the conflict",
        [
            CommandField(
                "take", .word(Side.allCases.map(\.rawValue)), isRequired: true,
                "yours: what that command wanted; theirs: what was there of the fields in conflict")
        ])

    package enum Side: String, Hashable, Sendable, CaseIterable {
        /// What the command that met the conflict wanted.
        case yours
        /// What was there.
        case theirs
    }

    package var key: String
    package var take: Side

    package init(id: String, set: CommandSet) throws(Refusal) {
        guard let take = set.text("take").value.flatMap(Side.init) else { throw .missing("set/take") }
        key = id
        self.take = take
    }
}

extension Refusal.Code {
    /// No conflict of that command is open: nobody has to decide it any more.
    package static let noConflict = Self("no-conflict")
}
