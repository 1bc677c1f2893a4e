import DemoPlant

/// Decides whether a program that ended is started again. Pure.
struct RestartPolicy {
    enum Decision: Hashable {
        case restart(after: Duration)
        case giveUp(Reason)
    }

    enum Reason: Hashable {
        /// So many ends within `span`.
        case tooOften
        /// Its exit code says that it would end again.
        case hopeless
    }

    /// With so many ends within `span` it is enough.
    static let limit = 5
    static let span = Duration.seconds(60)
    /// Wrong usage, and bad configuration: a new start changes nothing.
    private static let hopeless: Set<Int32> = [2, 78]

    private var ends: [ContinuousClock.Instant] = []

    mutating func ended(_ exit: ChildProcess.Exit, at now: ContinuousClock.Instant) -> Decision {
        if case .code(let code) = exit, Self.hopeless.contains(code) { return .giveUp(.hopeless) }
        ends = ends.filter { now - $0 < Self.span } + [now]
        guard ends.count < Self.limit else { return .giveUp(.tooOften) }
        // The first at once: it was an accident. Always well within two seconds.
        return .restart(after: .milliseconds(250 * (ends.count - 1)))
    }
}
