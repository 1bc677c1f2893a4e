import Basis
import Glibc
import Hub
import Records
import Telemetry

/// Writes what a broker sends into a recording, until it is told to stop. Belongs to the thread that calls `run`.
final class Recorder {
    struct Settings {
        var broker: BrokerURL
        /// What the broker asks for.
        var access = BrokerAccess()
        var filters: [String]
        /// `follow`: a message came when its publisher says, as a replay's or a simulation's do.
        var clock = HubSettings.Clock.wall
        /// nil: until told to stop.
        var span: Duration?
        /// Readable once it is to stop.
        var stopDescriptor: CInt
    }

    enum Progress {
        case recorded(Outcome)
        /// The broker accepted everything again.
        case linkUp
        /// It tries on.
        case linkDown(ConnectionTrouble)
        /// Messages say their own time, which this recorder does not follow.
        case carriesTime
    }

    struct Outcome: Hashable {
        var messages = 0
        /// Their length in the file, before it is compressed.
        var bytes: Int64 = 0
        var newest: Instant?
        /// Messages lost because the disk was slower than they came.
        var dropped = 0
        /// How often the link was lost: what was said meanwhile is missing.
        var gaps = 0
        /// Messages that came before anybody had said the time that is followed.
        var untimed = 0
    }

    private let settings: Settings
    private let inbox: Inbox
    private let connection: Connection
    private let isOursWanted: Bool
    private let started = ContinuousClock.now
    private let tape = JSONTape()
    private var batch = InboxBatch()
    private var pending: Set<String> = []
    private var hasBegun = false
    private var hasLookedForTime = false
    private var mustStop = false
    private var end: ContinuousClock.Instant?
    private var early: [RecordedMessage] = []
    private var writer: RecordingWriter?
    private var followed: FollowedClock?
    private var outcome = Outcome()

    /// A broker that has not answered by then is not there.
    private static let patience = Duration.seconds(5)
    private static let second = Duration.seconds(1)

    /// - Throws: `ConnectionError` when a filter is none.
    init(_ settings: Settings) throws(ConnectionError) {
        self.settings = settings
        isOursWanted = settings.filters.contains { $0.hasPrefix("floor/") }
        inbox = try Inbox()
        var filters = settings.filters
        // First, so that the time is known when the first message comes.
        if settings.clock == .follow { filters.insert(TopicGrammar.clock, at: 0) }
        connection = try Connection(
            ConnectionSettings(
                broker: settings.broker, access: settings.access, clientPrefix: "floortui-record"),
            subscriptions: filters.map { Subscription($0, qos: .atLeastOnce, class: .telemetry) }, inbox: inbox)
    }

    /// Records until the span is over or it is told to stop.
    ///
    /// - Parameter make: makes the file, once the broker has accepted every filter.
    /// - Throws: `RecordingError` of the file; `CommandFailure` when the broker is not there, or refuses a filter.
    func run(_ make: () throws -> RecordingWriter, progress: (Progress) -> Void) throws -> Outcome {
        try connection.start()
        defer { connection.stop(within: .milliseconds(500)) }
        var nextWord = ContinuousClock.now + Self.second
        while !mustStop {
            try listen(until: min(nextWord, end ?? nextWord), progress)
            if hasBegun, writer == nil { try begin(make()) }
            let now = ContinuousClock.now
            if let end, now >= end { mustStop = true }
            guard now >= nextWord else { continue }
            nextWord = now + Self.second
            try writer?.flushIfDue(now)
            update()
            if writer != nil { progress(.recorded(outcome)) }
        }
        try writer?.close()
        update()
        return outcome
    }

    private func begin(_ writer: RecordingWriter) throws {
        self.writer = writer
        end = settings.span.map { .now + $0 }
        for message in early { try writer.append(message) }
        early = []
    }

    private func update() {
        outcome.messages = writer.map { $0.messages + $0.waiting } ?? 0
        outcome.bytes = writer?.text ?? 0
        outcome.dropped = inbox.counts.dropped
    }

    /// Waits until something comes, and takes all that is there.
    private func listen(until deadline: ContinuousClock.Instant, _ progress: (Progress) -> Void) throws {
        var waits = [
            pollfd(fd: inbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: settings.stopDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waits, nfds_t(waits.count), CInt(max(.zero, deadline - .now).wholeMilliseconds + 1))
        if waits[1].revents != 0 { mustStop = true }
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(let event): try take(event, progress)
            case .message(let message): try take(message, progress)
            }
        }
        guard !hasBegun, ContinuousClock.now - started > Self.patience else { return }
        // What went wrong with a connection says itself what to do.
        let why = connection.status.lastError ?? "it does not answer; is the broker running?"
        throw CommandFailure(.unavailable, "\(settings.broker): \(why)")
    }

    private func take(_ event: LinkEvent, _ progress: (Progress) -> Void) throws {
        switch event {
        case .connected: pending = Set(settings.filters)
        case .subscribed(let filter):
            guard pending.remove(filter) != nil, pending.isEmpty else { return }
            if hasBegun { progress(.linkUp) }
            hasBegun = true
        case .refused(let filter, let reason):
            throw CommandFailure(
                .unavailable, "\(settings.broker) refuses \"\(filter)\": \(reason); allow this client to read it")
        case .refusedMessage: break
        case .lost(let trouble):
            guard hasBegun else { return }
            outcome.gaps += 1
            progress(.linkDown(trouble))
        }
    }

    private func take(_ message: ArrivedMessage, _ progress: (Progress) -> Void) throws {
        let topic = batch.topic(of: message)
        if topic == TopicGrammar.clock, settings.clock == .follow { follow(message) }
        // What hubs and terminals say to each other is nothing that a plant says.
        if topic.hasPrefix("floor/v1/"), !isOursWanted { return }
        guard let (at, isRetained) = arrival(of: message, progress) else {
            outcome.untimed += 1
            return
        }
        outcome.newest = max(outcome.newest ?? at, at)
        let recorded = RecordedMessage(
            at: at, topic: Array(topic.utf8), qos: message.qos, isRetained: isRetained,
            payload: batch.payload(of: message))
        if let writer { try writer.append(recorded) } else { early.append(recorded) }
    }

    private func follow(_ message: ArrivedMessage) {
        guard !message.retain, let node = try? tape.read(batch.payload(of: message)), let word = ClockMessage(node)
        else { return }
        followed = FollowedClock(word, monotonic: HubClock.monotonic)
    }

    /// When it came, and whether as an old value; nil before the time that is followed is known.
    private func arrival(of message: ArrivedMessage, _ progress: (Progress) -> Void) -> (Instant, Bool)? {
        guard settings.clock == .follow else {
            if !hasLookedForTime, batch.userProperty(ClockMessage.arrivalProperty, of: message) != nil {
                progress(.carriesTime)
            }
            hasLookedForTime = true
            return (message.arrived, message.retain)
        }
        guard let followed else { return nil }
        // As a hub reads it, so that the recording gives what that hub gave.
        return followed.arrival(of: message, in: batch, newest: outcome.newest, monotonic: HubClock.monotonic)
    }
}
