package import Basis

/// An entry of the journal as it stands there: what the chain's hash is made of.
package struct WrittenEntry: Hashable, Sendable {
    package var seq: Int64
    /// The hub's clock when it was decided.
    package var at: Instant
    package var kind: String
    /// A JSON object, as `EventCoding` wrote it.
    package var body: [UInt8]
    package var hash: [UInt8]
}

/// Which entries of the journal somebody wants to read, the newest first.
package struct EntriesWanted: Hashable, Sendable {
    /// Those with a smaller number alone; nil: from the newest on.
    package var before: Int64?
    package var limit: Int
    /// nil: of all kinds.
    package var kind: String?
    /// Those whose body names this machine; nil: all.
    package var machine: String?
    package var from: Instant?
    package var to: Instant?
    package var asOf = AsOf.now

    package init(limit: Int) { self.limit = limit }
}
