/// What went wrong with a store, and what to do about it.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// Another hub holds the folder.
        case held
        /// There is no store there.
        case missing
        /// Made by a newer version of this program.
        case newer
        /// The file is damaged, or no store of ours.
        case damaged
        /// Disk full, I/O error, no permission.
        case unavailable
        /// The hash chain does not hold.
        case chainBroken
        /// What was asked for is not kept.
        case notKept
    }

    package var code: Code
    /// One sentence: what happened, where, and what to do.
    package var description: String
    /// Set by `commit` when all of the batch's journal entries are durable, and only its history is not.
    package var isJournalDurable = false
    /// No room is left on the disk.
    package var isDiskFull = false

    package init(_ code: Code, _ description: String) {
        self.code = code
        // SQLite's own words may be several lines.
        self.description = description.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension StoreError {
    static let noDigest = StoreError(.unavailable, "libcrypto refused SHA-256; check how OpenSSL is set up.")
}
