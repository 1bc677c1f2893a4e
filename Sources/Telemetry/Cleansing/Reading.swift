package import Basis

/// One value of one tag, as it came.
package struct Reading: Hashable, Sendable {
    package var value: TagValue
    /// When it was so: the source's time where it has a plausible one, else the arrival.
    package var at: Instant
    /// When it reached us.
    package var arrived: Instant
    package var flags: ReadingFlags
    /// It came from the broker's store, not live: it may be of any age, and proves nothing.
    package var isRetained: Bool
    /// False for a retained value of a source that sends no times: `at` is when it reached us, and it may be of any age.
    package var hasKnownAge = true

    package init(value: TagValue, at: Instant, arrived: Instant, flags: ReadingFlags = [], isRetained: Bool = false) {
        self.value = value
        self.at = at
        self.arrived = arrived
        self.flags = flags
        self.isRetained = isRetained
    }
}
