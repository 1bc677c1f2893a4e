package import Basis
package import Records
package import Telemetry

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

    /// When a message came by this clock, and whether as an old value: as it says of itself, else now.
    ///
    /// - Parameter newest: the newest time so far, behind which what says nothing does not fall; nil for none.
    package func arrival(
        of message: ArrivedMessage, in batch: InboxBatch, newest: Instant?, monotonic: Duration
    ) -> (at: Instant, isRetained: Bool) {
        let now = now(monotonic: monotonic)
        let said = ClockMessage.arrival(batch.userProperty(ClockMessage.arrivalProperty, of: message))
        let wasRetained = batch.userProperty(ClockMessage.retainProperty, of: message) == "true"
        return (said ?? newest.map { max($0, now) } ?? now, message.retain || wasRetained)
    }

    /// The time by the newest word and the speed since; for messages that carry none of their own.
    package func now(monotonic: Duration) -> Instant {
        let passed = min(max(.zero, monotonic - heardAt), Self.reach)
        return word.now + .milliseconds(Int64((passed.inSeconds * word.speed * 1000).rounded(.down)))
    }
}
