/// What a person saw of an object when they changed it: by it somebody else's change that they did not see is told from
/// one that they did. The same rule for everything that people change.
package struct SeenVersion: Hashable, Sendable {
    /// The journal's number of the newest entry that they saw; 0: nobody had changed anything.
    package var version: Int64
    /// Whose change it is: the terminal, until people sign in; nil: another terminal sends it, which does not know what that
    /// person has said since.
    package var by: String?

    /// - Parameter version: nil: nobody had changed anything.
    package init(_ version: Int64?, by: String?) {
        self.version = version ?? 0
        self.by = by
    }

    /// Whether a later change was made behind the person's back. What came from the same terminal was not: two changes that
    /// it makes while it has no link to the hub both stand on the version of before, and the second knows of the first.
    ///
    /// - Parameters:
    ///   - version: the journal's number of the newest entry that changed the field; nil: none did.
    ///   - by: whose it is; nil: the hub's own.
    package func missed(_ version: Int64?, by: String?) -> Bool {
        version ?? 0 > self.version && (self.by == nil || by != self.by)
    }
}
