package import Store
import Basis
import Glibc
import Records
import Shopfloor
import Telemetry

/// A running hub: the core, and around it broker, disk and clock. Belongs to the thread that calls `run`.
package final class HubService {
    let settings: HubSettings
    let topics: TopicGrammar
    let hubID: String
    let store: SQLiteStore
    let writer: StoreWriter
    let connection: Connection
    var core: HubCore
    var schedule = DocumentSchedule()
    var start: HubStart
    /// Set once no other hub was found: from then on machines are listened to.
    var hasBegun = false
    /// With `--clock follow`: the newest word of the clock; nil before the first.
    var followed: ClockMessage?
    /// Documents of this epoch so far.
    var documentNumber: Int64 = 0
    let leftovers: LeftoverDocuments
    let tape = JSONTape()
    var json = JSONWriter()

    private let inbox: Inbox
    private var clock = HubClock()
    private let answers: AnswerDesk
    private var nextBeat: Instant
    private var failure: HubError?
    private var dropped = 0

    static let beatInterval = Duration.seconds(2)

    /// Opens the store and takes it. Nothing is published yet.
    ///
    /// - Throws: `StoreError`, or `ConnectionError` when the process has no descriptors left.
    package init(_ settings: HubSettings) throws {
        self.settings = settings
        topics = TopicGrammar(site: settings.model.plant.site.id)
        store = try SQLiteStore(writing: settings.folder)
        hubID = try store.identity()
        writer = StoreWriter(store: store, now: { HubClock.wall }, report: { _ in })
        let now = clock.now()
        core = HubCore(
            model: settings.model, stored: try store.load(), version: settings.version,
            now: settings.clock == .wall ? now : nil)
        start = HubStart(hub: hubID)
        nextBeat = now
        leftovers = LeftoverDocuments(topics: topics, plant: settings.model.plant)
        inbox = try Inbox()
        connection = try Connection(
            Self.connectionSettings(settings, topics, hubID, core), subscriptions: Self.firstSubscriptions(topics, settings),
            inbox: inbox)
        answers = AnswerDesk(store: store, connection: connection)
    }

    private static func connectionSettings(
        _ settings: HubSettings, _ topics: TopicGrammar, _ hubID: String, _ core: HubCore
    ) -> ConnectionSettings {
        var connection = ConnectionSettings(broker: settings.broker, clientPrefix: "floortui-hub")
        let will = Beat(
            hub: hubID, isOnline: false, now: nil, epoch: core.epoch, seq: core.seq, modelDigest: settings.model.digest,
            documents: [:])
        var json = JSONWriter()
        will.write(to: &json)
        connection.will = ConnectionSettings.Will(topic: topics.hub, payload: json.bytes, retain: true)
        return connection
    }

    /// In this order: when the last is accepted, the retained beat of another hub has come.
    private static func firstSubscriptions(_ topics: TopicGrammar, _ settings: HubSettings) -> [Subscription] {
        [
            Subscription(topics.hub, qos: .atLeastOnce, class: .command, noLocal: true),
            Subscription(topics.asks, qos: .atLeastOnce, class: .command, retained: .never),
        ]
    }

    /// Works until `stopDescriptor` becomes readable, then ends in order within two seconds.
    ///
    /// - Throws: `HubError` when another hub works for the site.
    package func run(stopDescriptor: CInt) throws {
        try connection.start()
        writer.submit(core.takePending())
        var batch = InboxBatch()
        while failure == nil {
            if Poll.wait([inbox.wakeDescriptor, stopDescriptor], timeout: timeout())[1] { break }
            inbox.drain(into: &batch)
            for item in batch.items {
                switch item {
                case .link(let event): handle(event)
                case .message(let message): handle(message, batch)
                }
            }
            tick()
        }
        shutDown()
        if let failure { throw failure }
    }

    /// The time now: the machine's, or that of the replay.
    func now() -> Instant? { settings.clock == .wall ? clock.now() : core.clock ?? followed?.now }

    /// Until something is to be done though nothing comes.
    private func timeout() -> Duration {
        let wall = clock.now()
        var next = nextBeat
        if !hasBegun, case .wait(let until) = start.decision(at: wall) { next = min(next, until) }
        if hasBegun {
            if settings.clock == .wall, let deadline = core.deadline { next = min(next, deadline) }
            if let deadline = schedule.deadline { next = min(next, deadline) }
        }
        return max(.zero, next - wall)
    }

    private func tick() {
        let wall = clock.now()
        if !hasBegun {
            decide(start.decision(at: wall))
            guard hasBegun else { return }
        }
        if settings.clock == .wall { core.advance(to: wall) }
        publish(core.takeChanges(), at: wall)
        let pending = core.takePending()
        if !pending.isEmpty { writer.submit(pending) }
        if wall >= nextBeat {
            nextBeat = wall + Self.beatInterval
            publishBeat(isOnline: true)
        }
    }

    private func decide(_ decision: HubStart.Decision) {
        switch decision {
        case .wait: break
        case .refuse(let other):
            failure = HubError(
                code: .otherHub,
                description: "the hub \(other) works for site \"\(topics.site)\" on \(settings.broker); stop it first")
        case .begin: begin()
        }
    }

    private func begin() {
        hasBegun = true
        do throws(ConnectionError) {
            for filter in topics.documents {
                // Not its own: this subscription only finds what others left behind.
                try connection.subscribe(Subscription(filter, qos: .atLeastOnce, class: .command, noLocal: true))
            }
            if settings.clock == .follow {
                try connection.subscribe(Subscription(TopicGrammar.clock, qos: .atMostOnce, class: .command))
            }
            for source in settings.model.sources {
                let qos = QualityOfService(rawValue: source.qos) ?? .atLeastOnce
                try connection.subscribe(Subscription(source.pattern.filter, qos: qos, class: .telemetry))
            }
        } catch {
            failure = HubError(code: .unavailable, description: error.description)
        }
        publishAll(at: clock.now())
    }

    private func handle(_ event: LinkEvent) {
        switch event {
        case .connected: break
        case .subscribed(let filter):
            if filter == topics.asks, !hasBegun { decide(start.heardAll(at: clock.now())) }
        case .refused(let filter, let reason):
            report("the broker refuses \"\(filter)\": \(reason); allow this client to read it")
        case .lost(let reason):
            report("link to \(settings.broker) lost: \(reason)")
            if hasBegun, let now = now() { core.linkLost(at: now) }
        }
    }

    private func handle(_ message: ArrivedMessage, _ batch: InboxBatch) {
        let isOurs = batch.withBytes(of: message) { topic, _ in topic.hasPrefix("floor/v1/") }
        if isOurs { return handleOurs(message, batch) }
        guard hasBegun else { return }
        var at = clock.now()
        var isRetained = message.retain
        if settings.clock == .follow {
            // What comes before the clock has no time.
            guard let followed else { return }
            at = batch.userProperty(ClockMessage.arrivalProperty, of: message).flatMap { Int64($0) }
                .map { Instant(milliseconds: $0) } ?? max(followed.now, core.clock ?? followed.now)
            isRetained = batch.userProperty(ClockMessage.retainProperty, of: message).map { $0 == "true" } ?? isRetained
        }
        batch.withBytes(of: message) { topic, payload in
            core.observe(topic: topic, payload: payload, at: at, isRetained: isRetained)
        }
    }

    private func handleOurs(_ message: ArrivedMessage, _ batch: InboxBatch) {
        let topic = batch.topic(of: message)
        let payload = batch.payload(of: message)
        if leftovers.isLeftover(topic, isRetained: message.retain && !payload.isEmpty) {
            return clear(topic)
        }
        guard let node = try? tape.read(payload) else { return }
        if topic == TopicGrammar.clock {
            guard settings.clock == .follow, let word = ClockMessage(node), !message.retain else { return }
            followed = word
            return core.advance(to: word.now)
        }
        switch topics.kind(of: topic) {
        case .hub:
            guard let beat = Beat(node) else { return }
            if !hasBegun { decide(start.heard(beat, isRetained: message.retain, at: clock.now())) }
        case .ask(let terminal):
            guard let ask = Ask(node) else { return }
            answer(ask, to: batch.responseTopic(of: message) ?? topics.reply(terminal), batch.correlation(of: message))
        default: break
        }
    }

    private func answer(_ ask: Ask, to topic: String, _ correlation: [UInt8]?) {
        switch ask {
        case .rows(let query, let cursor):
            answers.answer(query, cursor: cursor, to: topic, correlation: correlation ?? [], seq: core.seq)
        case .watch(let machine):
            if let index = core.machine(machine) { schedule.watch(index, at: clock.now()) }
        case .documents: publishAll(at: clock.now())
        }
    }

    /// One line on stderr, for a service's log.
    private func report(_ sentence: String) {
        let line = SanitizedText("hub: \(sentence)").text + "\n"
        _ = unsafe write(STDERR_FILENO, line, line.utf8.count)
    }

    private func shutDown() {
        if hasBegun {
            core.stop(at: settings.clock == .wall ? clock.now() : core.clock)
            writer.submit(core.takePending())
            publishBeat(isOnline: false)
        }
        if !writer.flush() { report("not all could be made durable: \(writer.status)") }
        connection.stop()
    }
}
