/// What verifying the journal found.
package struct ChainReport: Hashable, Sendable {
    /// The last entry that is good with all before it; 0 when none is.
    package var verifiedSeq: Int64
    /// The hash of that entry, lower-case hex: noted elsewhere, it proves that nothing up to it has changed since.
    package var headHash: String
    /// How many of them were recorded while the clock of the hub's machine was not believed.
    package var clockSuspect = 0
    /// The first thing that is wrong; nil when all is well.
    package var fault: ChainFault?

    package var isWhole: Bool { fault == nil }
}

/// Where a journal first does not hold.
package struct ChainFault: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// The entry, or one before it, was changed: its hash does not follow.
        case hash
        /// An entry is missing.
        case gap
        /// An entry stands where there can be none: before the first, or after the last that was committed.
        case order
        /// The chain holds in itself, but not with what was noted of it elsewhere.
        case anchor
        /// The hash is right, but the body does not say what its kind should.
        case unreadable
    }

    package var kind: Kind
    package var seq: Int64
    /// One sentence.
    package var description: String
}
