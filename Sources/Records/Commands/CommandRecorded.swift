/// A command was decided: its bytes, and how. Its effects, if it has any, are the entries after it that name its number.
package struct CommandRecorded: Hashable, Sendable {
    package var envelope: CommandEnvelope
    /// Of the hub that decided it, so that the reply can be made from this entry alone.
    package var epoch: Int64
    package var outcome: CommandReply.Outcome
    package var isMerged = false
    /// The terminal's clock was ahead of the hub's by more than `CommandRecorded.clockSlack` when it was entered: its time
    /// is shown as doubtful.
    package var isClockSuspect = false
    package var refusal: Refusal?
    /// What is in conflict; where one was decided for the others, what they have said since the person looked.
    package var fields: [FieldConflict] = []

    /// No clock that anybody keeps is further off.
    package static let clockSlack = Duration.seconds(300)

    package init(_ envelope: CommandEnvelope, epoch: Int64, outcome: CommandReply.Outcome) {
        self.envelope = envelope
        self.epoch = epoch
        self.outcome = outcome
    }
}

extension CommandRecorded {
    /// Whether a conflict waits for a person from here on. A decision that meets one anew leaves open the one that it is of.
    package var opensConflict: Bool { outcome == .conflict && envelope.kind != ConflictResolution.form.kind }

    /// Where it decided a conflict: which, and for whom; else nil.
    package var resolution: (key: String, take: ConflictResolution.Side)? {
        guard outcome == .saved, envelope.kind == ConflictResolution.form.kind,
            case .command(let command) = CommandReader().read(envelope.bytes, terminal: envelope.terminal),
            case .resolveConflict(let resolution) = command.body
        else { return nil }
        return (resolution.key, resolution.take)
    }
}
