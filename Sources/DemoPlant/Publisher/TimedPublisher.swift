package import Basis
import Glibc
package import Telemetry

/// Publishes messages each at its time, until there are no more or it is told to stop. Belongs to the thread that calls
/// `run`.
package final class TimedPublisher {
    /// Words of the clock, for a time that is not the wall's.
    package typealias ClockWord = (_ now: Instant, _ speed: Double) -> OutgoingMessage

    package struct Settings {
        package var broker: BrokerURL
        package var access = BrokerAccess()
        package var clientPrefix: String
        /// How fast its time runs against the wall's; more than 0.
        package var speed: Double
        /// Said before the first message, every second, and with speed 0 at the end. Then time also stands still while
        /// the link is down. nil: the time is the wall's, which nothing stops.
        package var clock: ClockWord?
        /// Readable once it is to stop.
        package var stopDescriptor: CInt
        /// A topic of which each message is told as `Progress.heard`; nil: it only speaks.
        package var listensTo: String?
        /// Ends with an error when the broker was not reached within so long; nil: says so, and tries on.
        package var patience: Duration?

        package init(broker: BrokerURL, clientPrefix: String, speed: Double, stopDescriptor: CInt) {
            self.broker = broker
            self.clientPrefix = clientPrefix
            self.speed = speed
            self.stopDescriptor = stopDescriptor
        }
    }

    /// What `run` tells now and then.
    package enum Progress {
        /// So many were published, the newest of this time.
        case published(Int, at: Instant)
        case linkUp
        /// It tries on.
        case linkDown(ConnectionTrouble)
        /// The broker throws away what goes to that topic, the first of them.
        case refused(RefusedTopic)
        /// A message came on the topic that is listened to.
        case heard([UInt8])
    }

    private let settings: Settings
    private let inbox: Inbox
    private let connection: Connection
    private let started = ContinuousClock.now
    private var isLinked = false
    private var wasLinked = false
    private var mustStop = false
    private var pace: Pace?
    private var nextClock: Duration = .zero
    /// The time of what was published last.
    private var newest: Instant?
    private var published = 0
    private var hasSaidUnreachable = false
    private var hasSaidRefused = false

    /// QoS 1 messages that may wait for their acknowledgement.
    private static let window = 400
    private static let second = Duration.seconds(1)

    package init(_ settings: Settings) throws(ConnectionError) {
        self.settings = settings
        inbox = try Inbox()
        connection = try Connection(
            ConnectionSettings(
                broker: settings.broker, access: settings.access, clientPrefix: settings.clientPrefix),
            subscriptions: settings.listensTo.map { [Subscription($0, qos: .atLeastOnce, class: .command)] } ?? [],
            inbox: inbox)
    }

    /// Publishes all that `next` gives, in order, and waits until the broker has acknowledged it.
    ///
    /// - Returns: how many messages were published, and whether all were, or it was told to stop first.
    /// - Throws: what `next` throws; `ConnectionError` when the broker was not reached in time.
    package func run(
        _ next: () throws -> TimedMessage?, progress: (Progress) -> Void
    ) throws -> (messages: Int, isComplete: Bool) {
        try connection.start()
        defer { connection.stop(within: Self.second) }
        var waiting = try next()
        while let message = waiting, !mustStop {
            try listen(for: timeout(message), progress)
            guard !mustStop, isLinked || canDoWithoutLink else { continue }
            var due: TimedMessage? = message
            while let message = due, isDue(message) {
                publish(message)
                due = try next()
            }
            waiting = due
            sayClock(before: waiting?.at, progress)
        }
        if let newest, let clock = settings.clock { _ = connection.publish(clock(newest, 0)) }
        while connection.unacknowledged > 0, !mustStop { try listen(for: Self.second, progress) }
        return (published, waiting == nil && connection.unacknowledged == 0)
    }

    /// On the wall's clock, what is said while the link is down is said anyway, and lost or late.
    private var canDoWithoutLink: Bool { settings.clock == nil && wasLinked }

    private var monotonic: Duration { ContinuousClock.now - started }

    private var hasRoom: Bool { connection.unacknowledged < Self.window }

    private func timeout(_ message: TimedMessage) -> Duration {
        guard isLinked || canDoWithoutLink else { return .milliseconds(500) }
        guard let pace else { return .zero }
        var timeout = Self.second
        if settings.clock != nil { timeout = max(.zero, nextClock - monotonic) }
        // Where there is no room, the connection wakes us when there is.
        if hasRoom { timeout = min(timeout, pace.wait(until: message.at, at: monotonic)) }
        return timeout
    }

    private func isDue(_ message: TimedMessage) -> Bool {
        if pace == nil { begin(at: message.at) }
        guard let pace else { return false }
        return message.at <= pace.time(at: monotonic) && (hasRoom || settings.clock == nil)
    }

    private func begin(at time: Instant) {
        pace = Pace(speed: settings.speed, from: time, monotonic: monotonic)
        newest = time
        say(time)
    }

    private func publish(_ message: TimedMessage) {
        newest = message.at
        published += 1
        _ = connection.publish(message.message)
    }

    private func sayClock(before next: Instant?, _ progress: (Progress) -> Void) {
        guard let pace, let newest, monotonic >= nextClock else { return }
        // Never ahead of what is still to come.
        say(min(pace.time(at: monotonic), next ?? newest))
        progress(.published(published, at: newest))
    }

    private func say(_ now: Instant) {
        nextClock = monotonic + Self.second
        if let clock = settings.clock { _ = connection.publish(clock(now, settings.speed)) }
    }

    /// Waits until something happens, at most for `timeout`, and takes note of the link.
    private func listen(for timeout: Duration, _ progress: (Progress) -> Void) throws(ConnectionError) {
        var waits = [
            pollfd(fd: inbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: settings.stopDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waits, nfds_t(waits.count), CInt(timeout.wholeMilliseconds))
        if waits[1].revents != 0 { mustStop = true }
        var batch = InboxBatch()
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(let event): take(event, progress)
            // What was kept by the broker was meant for another day.
            case .message(let message): if !message.retain { progress(.heard(batch.payload(of: message))) }
            }
        }
        guard !wasLinked else { return }
        let trouble = connection.status.trouble
        if let patience = settings.patience {
            guard monotonic > patience else { return }
            let why =
                trouble ?? ConnectionTrouble(.unreachable("it does not answer"), broker: settings.broker, user: nil)
            throw ConnectionError("\(settings.broker): \(why)")
        }
        if let trouble, !hasSaidUnreachable {
            progress(.linkDown(trouble))
            hasSaidUnreachable = true
        }
    }

    private func take(_ event: LinkEvent, _ progress: (Progress) -> Void) {
        switch event {
        case .connected:
            if wasLinked || hasSaidUnreachable { progress(.linkUp) }
            isLinked = true
            wasLinked = true
            if settings.clock != nil, let newest { pace?.resume(from: newest, at: monotonic) }
        case .lost(let trouble):
            isLinked = false
            progress(.linkDown(trouble))
        case .refusedMessage(let refused):
            if !hasSaidRefused { progress(.refused(refused)) }
            hasSaidRefused = true
        case .subscribed, .refused: break
        }
    }
}
