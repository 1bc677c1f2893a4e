package import Basis

/// Whether what is submitted reaches the disk.
package enum WriterStatus: Hashable, Sendable {
    case recording
    /// Nothing since then is durable; the sentence says why and what to do. It goes on by itself once the cause is gone.
    case notRecording(since: Instant, sentence: String)
}

/// What a `StoreWriter` has to say, on its own thread.
package enum WriterReport: Hashable, Sendable {
    /// All journal entries up to this seq are durable.
    case durable(seq: Int64)
    /// The status changed.
    case status(WriterStatus)
}
