package import Basis
package import Records

/// The clock of a replay or a simulation, as its messages on `floor/v1/clock` tell it.
package struct FollowedClock {
    /// The newest word of the clock.
    package private(set) var word: ClockMessage
    private var heardAt: Duration
    /// A clock that says nothing for longer stands still.
    static let reach = Duration.seconds(2)

    package init(_ word: ClockMessage, monotonic: Duration) {
        self.word = word
        heardAt = monotonic
    }

    /// The time by the newest word and the speed since; for messages that carry none of their own.
    package func now(monotonic: Duration) -> Instant {
        let passed = min(max(.zero, monotonic - heardAt), Self.reach)
        return word.now + .milliseconds(Int64((passed.inSeconds * word.speed * 1000).rounded(.down)))
    }
}
