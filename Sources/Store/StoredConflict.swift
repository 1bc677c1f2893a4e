package import Basis
package import Records

/// A command that met a conflict, and what a person decided of it.
package struct StoredConflict: Hashable, Sendable {
    /// Of the command's journal entry.
    package var seq: Int64
    package var at: Instant
    package var command: CommandRecorded
    /// nil: nobody has decided yet; so are the other two.
    package var taken: ConflictResolution.Side?
    /// The terminal.
    package var resolvedBy: String?
    package var resolvedAt: Instant?

    package init(
        seq: Int64, at: Instant, command: CommandRecorded, taken: ConflictResolution.Side?, resolvedBy: String?,
        resolvedAt: Instant?
    ) {
        self.seq = seq
        self.at = at
        self.command = command
        self.taken = taken
        self.resolvedBy = resolvedBy
        self.resolvedAt = resolvedAt
    }
}
