import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// A running hub: the core, and around it broker, disk and clock. Belongs to the thread that calls `run`.
package final class HubService {
    let settings: HubSettings
    let topics: TopicGrammar
    let hubID: String
    let writer: StoreWriter
    let connection: Connection
    let answers: AnswerDesk
    let storeWatch: StoreWatch
    var leftovers: LeftoverDocuments
    let tape = JSONTape()
    var json = JSONWriter()
    var core: HubCore
    var clock: HubClock
    /// The time of this turn by the machine's clock.
    var wall: Instant
    /// What is said of the machine's clock: how far it jumped, nil while it is believed.
    var suspectOffset: Duration?
    /// With `--clock follow`: the clock of the replay; nil before its first word.
    var followed: FollowedClock?
    var start: HubStart
    /// The link to the broker is up.
    var isLinked = false
    /// Set once, when no other hub was found: from then on machines are listened to, and all is recorded.
    var hasBegun = false
    /// On this link no other hub was found.
    var mayPublish = false
    var schedule = DocumentSchedule()
    /// Documents of this epoch so far.
    var documentNumber: Int64 = 0
    /// Topics whose documents the broker does not take; said once.
    var refusedTopics: Set<String> = []
    /// Commands that have yet to be decided.
    var intake = CommandIntake()
    let commandReader = CommandReader()
    let durable: DurableSeq
    /// Terminals whose answers wait were told that nothing is recorded now.
    var hasRefusedWaiting = false
    var failure: HubError?
    /// What is wrong with the plant file as it is now; nil where it is the one in force.
    var plantProblem: String?

    private let inbox: Inbox
    private var nextBeat: Instant
    /// When the figures of the running shifts go out again though nothing else changed.
    private var nextFigures = Instant.distantPast
    /// When the store is looked at, and its chain anchored, the next time.
    var nextLook: Instant
    var nextAnchor: Instant
    /// How the link that is down was lost; nil while it is up, and before the first.
    var lostBy: ConnectionTrouble?
    /// Why it cannot be made was said, once.
    var hasSaidWhy = false
    /// Of this link: the broker lets us publish not everywhere.
    var hasSaidRefused = false
    var losses = Losses()
    /// nil where the plant file is not to be read anew.
    private let watch: PlantWatch?

    static let beatInterval = Duration.seconds(2)
    static let figuresInterval = Duration.seconds(10)

    /// Opens the store and takes it. Nothing is recorded or published yet.
    ///
    /// - Throws: `StoreError`, or `ConnectionError` when the process has no descriptors left.
    package init(_ settings: HubSettings) throws {
        self.settings = settings
        topics = TopicGrammar(site: settings.model.plant.site.id)
        let opening = try StoreOpening(
            folder: settings.folder, backups: settings.backups, now: .now, telling: HubLog.report)
        let store = opening.store
        hubID = try store.identity()
        let stored = opening.stored
        let inbox = try Inbox()
        let durable = DurableSeq(stored.seq)
        self.durable = durable
        writer = StoreWriter(store: store, now: { Instant.now }) { report in
            switch report {
            case .durable(let seq): durable.value = seq
            case .status(.recording): HubLog.report("recording again")
            case .status(.notRecording(_, let sentence)): HubLog.report("not recording: \(sentence)")
            }
            // The beat says it, too.
            inbox.nudge()
        }
        let isWall = settings.clock == .wall
        clock = HubClock(known: isWall ? try store.knownUntil() : nil)
        let now = clock.now()
        wall = now
        core = HubCore(
            model: settings.model, stored: stored, version: settings.version, now: isWall ? now : nil,
            problem: opening.news, isClockSuspect: isWall && clock.offset != nil)
        storeWatch = StoreWatch(opening, anchors: settings.anchors) { inbox.nudge() }
        nextLook = now
        nextAnchor = now + StoreWatch.anchorInterval
        if let alive = stored.aliveAt { try core.putBack(from: store, alive: alive, until: isWall ? now : alive) }
        start = HubStart(hub: hubID)
        nextBeat = now
        leftovers = LeftoverDocuments(topics: topics, plant: settings.model.plant)
        self.inbox = inbox
        connection = try Connection(
            Self.connectionSettings(settings, topics, hubID, core), subscriptions: Self.firstSubscriptions(topics),
            inbox: inbox)
        answers = AnswerDesk(store: store, writer: writer, durable: durable, connection: connection)
        watch = settings.plantFile.map { PlantWatch(path: $0) { inbox.nudge() } }
    }

    private static func connectionSettings(
        _ settings: HubSettings, _ topics: TopicGrammar, _ hubID: String, _ core: HubCore
    ) -> ConnectionSettings {
        var connection = ConnectionSettings(
            broker: settings.broker, access: settings.access, clientPrefix: "floortui-hub")
        let will = Beat(
            hub: hubID, isOnline: false, now: nil, epoch: core.epoch, seq: core.seq, modelDigest: settings.model.digest,
            documents: [:])
        var json = JSONWriter()
        will.write(to: &json)
        connection.will = ConnectionSettings.Will(topic: topics.hub, payload: json.bytes, retain: true)
        return connection
    }

    /// In this order, at each connect: when the last is accepted, the retained beat of another hub has come.
    private static func firstSubscriptions(_ topics: TopicGrammar) -> [Subscription] {
        [
            Subscription(topics.hub, qos: .atLeastOnce, class: .command, noLocal: true),
            Subscription(topics.commands, qos: .atLeastOnce, class: .command, retained: .never),
            Subscription(topics.asks, qos: .atLeastOnce, class: .command, retained: .never),
        ]
    }

    /// Works until `signals` say stop, then ends in order within two seconds; when they say reload, reads the plant file.
    ///
    /// - Throws: `HubError` when another hub works for the site.
    package func run(until signals: StopSignals) throws {
        try connection.start()
        watch?.start()
        var batch = InboxBatch()
        var mustStop = false
        while failure == nil, !mustStop {
            let ready = Poll.wait(
                [inbox.wakeDescriptor, signals.descriptor, signals.reloadDescriptor], timeout: timeout())
            mustStop = ready[1]
            if ready[2] {
                signals.clearReload()
                watch?.read()
            }
            inbox.drain(into: &batch)
            // After what came, so that nothing of it is later than its turn.
            lookAtClock()
            // What people wait for does not stand behind what machines said.
            takeCommands(of: batch)
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

    /// Documents that may go out now.
    private var room: Int { mayPublish ? Self.inFlight - connection.unacknowledged : 0 }

    /// Until something is to be done though nothing comes.
    private func timeout() -> Duration {
        lookAtClock()
        var next = wall + .seconds(60)
        if !isLinked, !hasSaidWhy { next = min(next, wall + .milliseconds(500)) }
        if isLinked, !mayPublish, case .wait(let until?) = start.decision(at: wall) { next = min(next, until) }
        if mayPublish { next = min(next, nextBeat) }
        // Where there is no room, the connection wakes us when there is.
        if room > 0, let deadline = schedule.deadline { next = min(next, deadline) }
        if hasBegun, settings.clock == .wall, let deadline = core.deadline { next = min(next, deadline) }
        // What is due at once is due in a past so distant that no difference has room for it.
        return next > wall ? next - wall : .zero
    }

    private func tick() {
        if isLinked, !mayPublish { decide(at: wall) }
        sayUnreachable()
        if let outcome = watch?.take() { take(outcome, at: wall) }
        guard hasBegun, failure == nil else { return }
        if settings.clock == .wall { core.advance(to: wall) }
        workCommands()
        noteReused()
        answerDurable()
        countLosses()
        plan(core.takeChanges(), at: wall)
        submitPending()
        if !intake.isEmpty { inbox.nudge() }
        for sentence in losses.sentences(at: wall, broker: "\(settings.broker)") { HubLog.report(sentence) }
        lookAtStore(at: wall)
        guard mayPublish else { return }
        for document in schedule.takeDue(at: wall, limit: room) { publish(document) }
        let said = StoreWords(
            isRecording: writer.status == .recording, problem: storeWatch.problem,
            space: storeWatch.space?.level ?? .ok)
        if wall >= nextBeat || said != beatSaid {
            nextBeat = Self.beat(after: wall)
            beatSaid = said
            publishBeat(isOnline: true)
        }
        if wall >= nextFigures {
            nextFigures = wall + Self.figuresInterval
            for line in core.model.plant.lines where core.model.calendar.covers(line.id) {
                schedule.changed(.line(line.id), at: wall)
            }
        }
    }

    /// At whole seconds, when dashboards wake for their clocks anyway.
    private static func beat(after wall: Instant) -> Instant {
        let interval = beatInterval.wholeMilliseconds
        return Instant(milliseconds: (wall.milliseconds / interval + 1) * interval)
    }

    private(set) var beatSaid = StoreWords()

    private func decide(at wall: Instant) {
        switch start.decision(at: wall) {
        case .wait: break
        case .refuse(let other): yield(to: other)
        case .begin:
            if !hasBegun { begin() }
            mayPublish = true
            nextBeat = wall
            // The broker may have lost what it retained.
            planAll(at: wall)
        }
    }

    func yield(to other: String) {
        failure = HubError(
            code: .otherHub,
            description: "the hub \(other) works for site \"\(topics.site)\" on \(settings.broker); stop it first")
    }

    private func begin() {
        hasBegun = true
        if settings.clock == .wall { core.advance(to: wall) }
        HubLog.report("works for site \"\(topics.site)\" on \(settings.broker), start \(core.epoch) of its store")
        do throws(ConnectionError) {
            try connection.subscribe(Subscription(BrokerDrops.topic, qos: .atMostOnce, class: .command))
            for filter in topics.documents {
                // Not its own: this subscription only finds what others left behind.
                try connection.subscribe(Subscription(filter, qos: .atLeastOnce, class: .command, noLocal: true))
            }
            let isFollowing = settings.clock == .follow
            if isFollowing {
                try connection.subscribe(Subscription(TopicGrammar.clock, qos: .atLeastOnce, class: .command))
            }
            for subscription in Self.subscriptions(of: core.model, isFollowing: isFollowing) {
                try connection.subscribe(subscription)
            }
        } catch {
            failure = HubError(code: .unavailable, description: error.description)
        }
    }

    private func sayUnreachable() {
        guard !isLinked, !hasSaidWhy, let trouble = connection.status.trouble, trouble != lostBy else { return }
        hasSaidWhy = true
        HubLog.report("\(settings.broker): \(trouble.retried)")
    }

    /// The beat says so as soon as it can.
    func beatSoon() { nextBeat = .distantPast }

    private func countLosses() {
        let dropped = Int64(inbox.counts.dropped)
        if dropped > losses.dropped {
            core.noteDropped(Int(dropped - losses.dropped))
            losses.dropped = dropped
        }
        // What came late after all is missing no more.
        losses.missed = max(0, losses.missed + core.noteMissed())
    }

    private func shutDown() {
        lookAtClock()
        if hasBegun {
            core.stop(at: settings.clock == .wall ? wall : core.clock)
            writer.submit(core.takePending())
            if mayPublish, failure == nil { publishBeat(isOnline: false) }
        }
        let isWritten = writer.flush()
        answerDurable()
        if !isWritten { HubLog.report("not all could be made durable: \(writer.status)") }
        storeWatch.end(at: wall)
        connection.stop(within: .seconds(1))
    }
}
