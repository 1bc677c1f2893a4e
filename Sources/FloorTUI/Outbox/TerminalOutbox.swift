import Basis
import Records
import Store
import Synchronization
import Telemetry

/// A dashboard's outbox: joins the file, the sender and the link. Belongs to the initial thread; the disk is another's.
final class TerminalOutbox {
    /// Names this terminal in topics.
    let terminal: String
    private(set) var picture = OutboxPicture()
    /// In its topic form; nil: not known yet.
    private var site: String?
    private let writer: OutboxWriter?
    private let mailbox: Mailbox
    private var sender = CommandSender()
    private var isConnected = false
    private var hasChanged = false
    /// What was typed here and is not in what was last read from the disk: a form that is opened at once has all of it.
    private var unread: [(number: Int, change: OutboxChange)] = []
    /// The open question: its correlation data and keys.
    private var question: (correlation: [UInt8], keys: [String])?
    private var asked: UInt64 = 0

    /// How the hub of a site is reached.
    struct Way {
        var connection: Connection
        var topics: TopicGrammar
    }

    /// What other threads leave for this one.
    private final class Mailbox: Sendable {
        enum Note: Sendable {
            case report(OutboxReport)
            /// The broker takes no command of this size, or MQTT cannot carry it.
            case unsendable(OutboxEntry, Refusal)
        }

        private let notes = Mutex<[Note]>([])
        private let inbox: Inbox

        init(_ inbox: Inbox) { self.inbox = inbox }

        func put(_ note: Note) {
            notes.withLock { $0.append(note) }
            inbox.nudge()
        }

        func takeAll() -> [Note] {
            notes.withLock { notes in
                defer { notes = [] }
                return notes
            }
        }
    }

    /// - Parameters:
    ///   - base: where the folders of this account's terminals lie; nil where there is no such place.
    ///   - inbox: woken when something comes from the disk.
    init(base: String?, inbox: Inbox) {
        let mailbox = Mailbox(inbox)
        self.mailbox = mailbox
        do throws(StoreError) {
            guard let base else { throw StoreError(.missing, "This account has no home: set XDG_STATE_HOME.") }
            let folder = try TerminalFolder(in: base)
            terminal = folder.id
            writer = OutboxWriter(folder, base: base, now: { .now }, report: { mailbox.put(.report($0)) })
            picture.status = .opening
        } catch {
            terminal = "t-" + String(UInt64.random(in: .min ... .max), radix: 36)
            writer = nil
            picture.status = .absent(error.description)
        }
        picture.terminal = terminal
        writer?.start()
    }

    /// Makes durable what was typed; nothing else is lost, since all that waits is on the disk.
    func stop() { writer?.flush(within: .seconds(2)) }

    /// From now on it is on this site: what was typed for another is not sent here. The first one counts.
    func serve(_ topics: TopicGrammar) {
        guard site == nil else { return }
        site = topics.topicForm
        writer?.serve(topics.topicForm)
    }

    func submit(_ change: OutboxChange) {
        if case .queue(let entry) = change { picture.saving.insert(entry.key) }
        hasChanged = true
        let change = change.typed(for: site)
        guard let number = writer?.submit(change) else { return }
        picture.contents.note(change)
        switch change {
        case .draft, .dropDraft, .queue: unread.append((number, change))
        default: break
        }
    }

    // MARK: What happens

    func connected() { isConnected = true }

    func lost() {
        isConnected = false
        // Behind another link another list may hold.
        (picture.refusedByBroker, hasChanged) = (nil, true)
        question = nil
        sender.hub(isReachable: false, epoch: nil)
    }

    /// The broker throws commands away: none is lost, each is sent again, ever later, until the hub answers.
    func refused(_ topic: RefusedTopic) {
        hasChanged = hasChanged || picture.refusedByBroker != topic
        picture.refusedByBroker = topic
    }

    func heard(epoch: Int64) { sender.hub(isReachable: isConnected, epoch: epoch) }

    /// Takes a message to this terminal; false where it is for somebody else.
    func take(_ payload: [UInt8], correlation: [UInt8]?, _ tape: JSONTape, _ way: Way) -> Bool {
        guard let node = try? tape.read(payload) else { return false }
        if let correlation {
            guard correlation == question?.correlation, let page = Page(node) else { return false }
            take(page, way)
            return true
        }
        guard let reply = CommandReply(node) else { return false }
        settle(reply, payload)
        return true
    }

    private func take(_ page: Page, _ way: Way) {
        let tape = JSONTape()
        for row in page.rows {
            guard let node = try? tape.read(row), let key = node["key"]?.string else { continue }
            guard let bytes = node["reply"]?.source, let reply = node["reply"].flatMap(CommandReply.init) else {
                sender.isUnknown(key)
                continue
            }
            settle(reply, bytes)
        }
        if let next = page.next, let keys = question?.keys { return ask(keys, cursor: next, way) }
        question = nil
        sender.questionAnswered()
    }

    /// The hub's word is kept as it came. One that is not final leaves the command to be sent again.
    private func settle(_ reply: CommandReply, _ bytes: [UInt8]) {
        picture.refusedByBroker = nil
        if reply.refusal?.isTemporary == true { return }
        guard sender.settle(reply.key) else { return }
        let entries = picture.contents.entries
        let decision = entries.first { $0.key == reply.key && $0.kind == ConflictResolution.form.kind }
        if reply.outcome == .conflict, let decision {
            return submit(.disagree(key: decision.object, decision: reply.key, reply: bytes, at: .now))
        }
        submit(.settle(key: reply.key, OutboxEntry.State(reply.outcome), reply: bytes, at: .now))
        // A conflict that was decided, here or by somebody else, needs nobody any more.
        let isOver = reply.outcome == .saved || reply.refusal?.code == .noConflict
        guard isOver, let object = reply.id else { return }
        if entries.contains(where: { $0.key == object && $0.state == .conflict }) {
            submit(.decided(key: object, at: .now))
        }
    }

    // MARK: Time

    var deadline: ContinuousClock.Instant? { sender.deadline }

    /// Sends and asks what is due.
    ///
    /// - Parameter way: nil before the site is known.
    /// - Returns: whether `picture` changed.
    func tick(_ link: LinkState, _ way: Way?, now: ContinuousClock.Instant) -> Bool {
        let before = picture
        for note in mailbox.takeAll() { take(note) }
        let isReachable = isConnected && way != nil && (link == .live || link == .connecting(nil))
        sender.hub(isReachable: isReachable, epoch: nil)
        if let way {
            for action in sender.advance(to: now) {
                switch action {
                case .send(let seqs): send(seqs, way)
                case .ask(let keys): ask(keys, way)
                }
            }
        }
        defer { hasChanged = false }
        return hasChanged || picture != before
    }

    private func take(_ note: Mailbox.Note) {
        switch note {
        case .report(.queued(let keys, let waiting, let isOld)):
            picture.saving.subtract(keys)
            for command in waiting { sender.add(command, isOld: isOld) }
        case .report(.contents(let contents, let last)):
            picture.contents = contents
            unread.removeAll { $0.number <= last }
            for (_, change) in unread { picture.contents.note(change) }
            picture.isRead = true
        case .report(.status(let status)): picture.status = status
        case .report(.trouble(let trouble)): picture.troubles.append(trouble)
        case .report(.leftBehind(let faults)): picture.leftBehind = faults
        case .unsendable(let entry, let refusal):
            guard sender.settle(entry.key) else { return }
            let reply = CommandReply(refusing: entry.key, id: entry.object, refusal, at: .now, epoch: 0)
            submit(.settle(key: entry.key, .refused, reply: reply.bytes, at: .now))
        }
    }

    private func send(_ seqs: [Int64], _ way: Way) {
        let topic = way.topics.command(terminal)
        let (connection, mailbox) = (way.connection, mailbox)
        writer?.read(seqs) { entries in
            for entry in entries {
                var message = OutgoingMessage(topic: topic, payload: entry.bytes, qos: .atLeastOnce)
                if let origin = entry.terminal {
                    message.userProperties = [UserProperty(CommandEnvelope.terminalProperty, origin)]
                }
                if let refusal = Refusal(sending: connection.publish(message)) {
                    mailbox.put(.unsendable(entry, refusal))
                }
            }
        }
    }

    private func ask(_ keys: [String], cursor: Int = 0, _ way: Way) {
        asked += 1
        let correlation = Array("status-\(asked)".utf8)
        question = (correlation, keys)
        var json = JSONWriter()
        Ask.status(keys: keys, cursor: cursor).write(to: &json)
        _ = way.connection.publish(
            OutgoingMessage(
                topic: way.topics.ask(terminal), payload: json.bytes, qos: .atLeastOnce,
                responseTopic: way.topics.reply(terminal), correlation: correlation))
    }
}

extension OutboxChange {
    /// What is not of a site yet is of this one: that on which it was typed.
    fileprivate func typed(for site: String?) -> OutboxChange {
        switch self {
        case .draft(var draft):
            draft.site = draft.site ?? site
            return .draft(draft)
        case .queue(var entry):
            entry.site = entry.site ?? site
            return .queue(entry)
        default: return self
        }
    }
}

extension OutboxEntry.State {
    init(_ outcome: CommandReply.Outcome) {
        switch outcome {
        case .saved: self = .saved
        case .refused: self = .refused
        case .conflict: self = .conflict
        }
    }
}

extension Refusal {
    /// Why this terminal itself refuses a command; nil where it goes out, or can later.
    fileprivate init?(sending outcome: PublishOutcome) {
        switch outcome {
        case .accepted, .notConnected, .full, .stopped: return nil
        case .tooLarge(let limit):
            self.init(
                .tooLarge, "the broker takes no message over \(limit) bytes: shorten it",
                zh: "消息服务器不接受超过 \(limit) 字节的消息:请缩短")
        case .invalid(let why): self.init(.unreadable, "MQTT cannot carry it: \(why)", zh: "MQTT 无法传送:\(why)")
        }
    }
}
