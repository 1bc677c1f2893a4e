package import Records

/// How it stands with the disk that an outbox is on.
package enum OutboxStatus: Hashable, Sendable {
    /// It is being opened.
    case opening
    case ready
    /// The disk is full: what is open can still be saved, but no further form is to be begun.
    case full
    /// Nothing more is made durable; what is wrong and what to do. It is tried again.
    case failing(String)
    /// There is none, and why: this terminal can only look.
    case absent(String)
}

/// What an `OutboxWriter` has to say, on its own thread.
package enum OutboxReport: Hashable, Sendable {
    /// These keys are durable; those of them that the hub has not answered wait to be sent: of this terminal's site alone.
    ///
    /// `isOld`: they were queued before this program started.
    case queued(keys: [String], waiting: [CommandSender.Waiting], isOld: Bool)
    /// `through`: the number of the last change that is in it, by `OutboxWriter.submit`.
    case contents(OutboxContents, through: Int)
    case status(OutboxStatus)
    /// A file was found damaged or gone.
    case trouble(OutboxStore.Trouble)
    /// Why what terminals that are gone have left cannot be taken over, a sentence each; it is tried again each minute.
    /// Empty: all was.
    case leftBehind([String])
}
