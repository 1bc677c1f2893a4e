import Basis
import Glibc
import Records
import Telemetry
import Widgets

/// A running dashboard: the state, and around it terminal, broker and clock. Belongs to the initial thread.
final class DashboardLoop {
    var state: DashboardState
    let terminal: any Terminal
    let connection: Connection
    private let inbox: Inbox
    let outbox: TerminalOutbox
    /// nil until a hub of some site was heard, where none is named.
    var topics: TopicGrammar?
    var hub: HubWatch
    let tape = JSONTape()
    private var batch = InboxBatch()
    private let frame: Frame
    var isDirty = true
    /// A person did something: the answer does not wait for the next frame's turn.
    private var mustAnswer = false
    private var lastDrawn: ContinuousClock.Instant?
    private var watched: String?
    private var nextLease: ContinuousClock.Instant?
    private var nextAsk: ContinuousClock.Instant?
    /// The beats of all sites are asked for, since that of the site that is named has none.
    var isListeningForOthers = false
    /// False where the broker lets this terminal read no answers.
    var mayAsk = true
    var lastNoted: String?
    var look: LookWatch
    var nextLook = ContinuousClock.now

    /// No more frames a second than these: over a slow line frames are skipped, never queued.
    private static let frameInterval = Duration.milliseconds(40)
    private static let leaseInterval = Duration.seconds(10)

    init(_ settings: DashboardSettings, terminal: any Terminal, inbox: Inbox, look: LookWatch) throws {
        self.terminal = terminal
        self.inbox = inbox
        self.look = look
        state = DashboardState(language: .en)
        state.hasChinese = settings.hasChinese
        state.speak(settings.language)
        hub = HubWatch(site: settings.site)
        state.themes.know(ThemeFiles.names)
        state.themes.current = look.name
        frame = Frame(terminal.size, glyphs: terminal.glyphs)
        topics = settings.site.map { TopicGrammar(site: $0) }
        outbox = TerminalOutbox(base: settings.stateFolder, inbox: inbox)
        if let topics { outbox.serve(topics) }
        let name = outbox.terminal
        let subscriptions =
            topics.map { Self.subscriptions($0, name) }
            ?? [Subscription(TopicGrammar.anyHub, qos: .atLeastOnce, class: .command)]
        connection = try Connection(
            ConnectionSettings(broker: settings.broker, access: settings.access, clientPrefix: name),
            subscriptions: subscriptions,
            inbox: inbox)
        state.outbox = outbox.picture
    }

    /// Runs until the person leaves, a signal comes, or the terminal is gone. Returns the signal.
    func run() throws -> Int32? {
        try connection.start()
        defer {
            // However it ends: what is typed may not be a second old.
            _ = perform(state.saveDraft())
            // Nor does the person wait for disk and network before the terminal is the shell's again.
            terminal.close()
            outbox.stop()
            connection.stop(within: .seconds(1))
        }
        while true {
            for event in terminal.nextEvents(deadline: deadline) {
                switch event {
                case .key(let key):
                    (isDirty, mustAnswer) = (true, true)
                    if perform(state.handle(key, now: hub.now(.now))) { return nil }
                case .mouse(let mouse):
                    isDirty = true
                    if perform(state.handle(mouse, in: frame, now: hub.now(.now))) { return nil }
                case .paste(let text):
                    isDirty = true
                    state.paste(text, now: hub.now(.now))
                case .resize: isDirty = true
                // What was drawn so far was not shown, or is wrong.
                case .changed: (isDirty, lastDrawn) = (true, nil)
                case .woken: break
                case .terminate(let signal): return signal
                }
            }
            drain()
            tick()
            drawIfDue()
        }
    }

    /// Until something is to be done though nothing comes.
    private var deadline: ContinuousClock.Instant {
        let now = ContinuousClock.now
        var next = hub.nextSecond(now)
        if let due = outbox.deadline { next = min(next, due) }
        if let due = state.draftDeadline { next = min(next, due) }
        if isDirty, let lastDrawn { next = min(next, lastDrawn + Self.frameInterval) }
        return next
    }

    /// Returns whether the program is to end.
    func perform(_ effects: [DashboardState.Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .quit: return true
            case .redraw: terminal.repaint()
            case .suspend: terminal.stop()
            case .theme(let name): choose(name)
            case .findThemes: state.themes.know(ThemeFiles.names)
            case .takeMouse(let takes): terminal.takesMouse = takes
            case .watch(let machine): watch(machine)
            case .ask(let asking): ask(asking)
            case .outbox(let change): outbox.submit(change)
            }
        }
        return false
    }

    private func watch(_ machine: String?) {
        guard let topics, machine != watched else { return }
        if let watched { connection.unsubscribe(topics.machine(watched)) }
        watched = machine
        state.picture.keepMachine(machine)
        guard let machine else { return }
        // A filter made of an id in its topic form is always a valid one.
        try? connection.subscribe(Subscription(topics.machine(machine), qos: .atLeastOnce, class: .command))
        nextLease = nil
    }

    // MARK: What comes

    private func drain() {
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(let event): handle(event)
            case .message(let message): handle(message)
            }
        }
    }

    private func handle(_ event: LinkEvent) {
        isDirty = true
        switch event {
        case .connected:
            hub.connected(at: .now)
            outbox.connected()
        case .lost(let trouble):
            outbox.lost()
            hub.lost(trouble, at: .now)
        // A terminal that may only look on shows what it sees; what it asks is refused where that is looked at.
        case .refused(let filter, let reason) where filter == topics?.reply(outbox.terminal):
            mayAsk = false
            Output.message("\(filter): \(reason)")
        // Which other sites there are is good to know, and no more.
        case .refused(TopicGrammar.anyHub, _) where topics != nil: break
        case .refused(let filter, let reason): hub.refused(RefusedFilter(filter: filter, reason: reason))
        case .refusedMessage(let refused): handle(refused)
        case .subscribed: break
        }
    }

    /// Each question and each command is sent again, so that a broker whose list was mended is found.
    private func handle(_ refused: RefusedTopic) {
        switch refused.topic {
        case topics?.command(outbox.terminal): outbox.refused(refused)
        case topics?.ask(outbox.terminal): state.board.refuseAll(refused.text[state.phrases.language])
        default: return
        }
        guard refused.description != lastNoted else { return }
        lastNoted = refused.description
        LogFile.note(refused.description)
    }

    private func handle(_ message: ArrivedMessage) {
        let topic = batch.topic(of: message)
        meet(topic)
        guard let topics, let kind = topics.kind(of: topic), let node = try? tape.read(batch.payload(of: message))
        else {
            return
        }
        if case .reply = kind {
            let isOfOutbox = outbox.take(
                batch.payload(of: message), correlation: batch.correlation(of: message), tape,
                TerminalOutbox.Way(connection: connection, topics: topics))
            if !isOfOutbox, let node = try? tape.read(batch.payload(of: message)) {
                take(node, batch.correlation(of: message))
            }
        } else if kind == .hub {
            guard let beat = Beat(node) else { return }
            if hub.heard(beat, isRetained: message.retain, at: .now) { state.forget() }
            if beat.isOnline { outbox.heard(epoch: beat.epoch) }
            state.picture.heard(seq: beat.seq)
            askForMissing(beat, topics)
        } else {
            let wasEmpty = state.picture.rows.isEmpty
            guard state.apply(node, kind) else { return }
            // The first machines do not wait for the pause after a frame without any.
            if wasEmpty { lastDrawn = nil }
            if let head = DocumentHead(node) { hub.sawDocument(at: head.at) }
            isDirty = true
        }
    }

    /// A terminal that holds fewer documents than the hub asks for them, but not again and again.
    private func askForMissing(_ beat: Beat, _ topics: TopicGrammar) {
        let isMissing =
            state.picture.lineCount < beat.documents["line"] ?? 0
            || state.picture.modelCount < beat.documents["model"] ?? 0
        guard isMissing, beat.isOnline, nextAsk.map({ $0 <= .now }) ?? true else { return }
        if nextAsk != nil { ask(.documents, topics) }
        nextAsk = .now + .seconds(5)
    }

    /// - Parameter correlation: comes back with the answer; empty where none is awaited.
    @discardableResult
    func ask(_ ask: Ask, _ topics: TopicGrammar, _ correlation: [UInt8] = []) -> Bool {
        var json = JSONWriter()
        ask.write(to: &json)
        let message = OutgoingMessage(
            topic: topics.ask(outbox.terminal), payload: json.bytes, qos: .atLeastOnce,
            responseTopic: topics.reply(outbox.terminal), correlation: correlation)
        return connection.publish(message) == .accepted
    }

    // MARK: Time

    private func tick() {
        let now = ContinuousClock.now
        if let watched, let topics, nextLease.map({ $0 <= now }) ?? true {
            ask(.watch(machine: watched), topics)
            nextLease = now + Self.leaseInterval
        }
        let link = hub.link(at: now, trouble: connection.status.trouble)
        if link != state.link {
            state.link = link
            note(link)
            if case .noHub = link { listenForOthers() }
            isDirty = true
        }
        askForScreen(now)
        let way = topics.map { TerminalOutbox.Way(connection: connection, topics: $0) }
        if outbox.tick(link, way, now: now) {
            state.take(outbox.picture)
            isDirty = true
        }
        if perform(state.saveIdleDraft(now)) { return }
        let trouble = hub.trouble(at: now)
        if state.hubTrouble != trouble || state.clockOffset != hub.clockOffset || state.speed != hub.speed {
            state.hubTrouble = trouble
            state.speed = hub.speed
            state.clockOffset = hub.clockOffset
            isDirty = true
        }
        if hub.isNewSecond(now) { isDirty = true }
        // When the clock wakes this thread anyway.
        if state.forgetMessage(now) { isDirty = true }
        checkLook(now)
    }

    private func askForScreen(_ now: ContinuousClock.Instant) {
        _ = perform(state.ask(now: hub.now(now), at: now))
    }

    private func drawIfDue() {
        let now = ContinuousClock.now
        guard isDirty, mustAnswer || lastDrawn.map({ $0 + Self.frameInterval <= now }) ?? true else { return }
        frame.begin(terminal.size, glyphs: terminal.glyphs)
        state.draw(in: frame, now: hub.now(now))
        terminal.draw(frame)
        (isDirty, mustAnswer) = (false, false)
        lastDrawn = now
        // Whether what is there is enough shows when it is drawn.
        askForScreen(now)
    }
}
