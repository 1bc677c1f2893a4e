/// Decides when a connection reads: at once while little comes, and every few milliseconds in a flood, so that a wake-up
/// and a change of threads pay for many messages instead of one.
struct ReadPace: Hashable, Sendable {
    /// So much later a message of a flood is read, at most.
    static let pause = Duration.milliseconds(5)
    /// More reads than this in a window are a flood: what follows within the next window waits.
    static let readsInWindow = 40
    static let window = Duration.milliseconds(100)
    /// So long after a command or an answer nothing waits: where they go to and fro, each makes the next.
    static let haste = Duration.milliseconds(50)

    private var windowEnd: Duration = .zero
    private var reads = 0
    private var floodUntil: Duration = .zero
    private var lastRead: Duration = .zero
    private var hasteUntil: Duration = .zero

    /// How long to wait before the next read, the socket being readable.
    ///
    /// - Parameter now: time that never jumps, from any start.
    func delay(at now: Duration) -> Duration {
        guard now < floodUntil, now >= hasteUntil else { return .zero }
        return max(.zero, lastRead + Self.pause - now)
    }

    /// The socket was read, until it was empty.
    ///
    /// - Parameter isAnswered: a command or an answer was in it.
    mutating func read(at now: Duration, isAnswered: Bool = false) {
        lastRead = now
        if isAnswered { hasteUntil = now + Self.haste }
        if now >= windowEnd {
            windowEnd = now + Self.window
            reads = 0
        }
        reads += 1
        // Paced, a flood still reads twenty times in a window: half the count keeps it a flood.
        let limit = now < floodUntil ? Self.readsInWindow / 4 : Self.readsInWindow
        if reads > limit { floodUntil = windowEnd + Self.window }
    }
}
