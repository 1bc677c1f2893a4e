package import Records

/// A command that was decided, as the store answers for it.
package struct StoredCommand: Hashable, Sendable {
    /// Of its journal entry.
    package var seq: Int64
    package var key: String
    /// That it came from.
    package var terminal: String
    /// SHA-256 of its bytes.
    package var digest: [UInt8]
    package var outcome: CommandReply.Outcome
    /// The bytes of the answer.
    package var reply: [UInt8]

    package init(
        seq: Int64, key: String, terminal: String, digest: [UInt8], outcome: CommandReply.Outcome, reply: [UInt8]
    ) {
        self.seq = seq
        self.key = key
        self.terminal = terminal
        self.digest = digest
        self.outcome = outcome
        self.reply = reply
    }
}
