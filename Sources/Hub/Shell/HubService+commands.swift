import Basis
import Records
import Store
import Telemetry

/// Commands from the broker to the core, and answers back once they are durable.
extension HubService {
    /// So many are decided between two looks at everything else.
    private static let commandsInTurn = 256

    /// Takes the commands of a batch; the rest of it is not looked at.
    func takeCommands(of batch: InboxBatch) {
        for case .message(let message) in batch.items where speaker(of: message, batch) == .ours {
            let topic = batch.topic(of: message)
            guard case .command(let terminal)? = topics.kind(of: topic) else { continue }
            // Whoever is not answered sends it again: to this hub when it has begun, or to the one that works here.
            guard mayPublish, !message.retain else { continue }
            let payload = batch.payload(of: message)
            // With nothing a terminal asks the broker whether it may speak here.
            if payload.isEmpty { continue }
            intake.add(
                CommandIntake.Item(
                    topic: topic, terminal: terminal, payload: payload,
                    origin: batch.userProperty(CommandEnvelope.terminalProperty, of: message),
                    session: batch.userProperty("session", of: message),
                    signature: batch.userProperty("sig", of: message)))
        }
    }

    /// Lets the core decide what waits, as much as there is a turn for.
    func workCommands() {
        guard mayPublish, !intake.isEmpty, let now = now() else { return }
        // Of a store that may not grow any more nothing is changed: what is left is for what machines say
        // (IEC 62443-3-3 SR 2.9, SR 2.10). What was decided before is still written.
        let refusal = writeFault ?? (storeWatch.space?.level == .full ? .storeFull : nil)
        for _ in 0..<Self.commandsInTurn {
            guard let item = intake.take() else { return }
            decide(item, at: now, refusal)
            // While the rest is decided, the disk works for the first.
            if writer.isIdle { submitPending() }
        }
    }

    private func decide(_ item: CommandIntake.Item, at now: Instant, _ notRecording: Refusal?) {
        FailPoint.reach(.commandArrived)
        guard TopicID.isTopicForm(item.terminal) else {
            return core.rejectCommand("the topic names no terminal", topic: item.topic, payload: item.payload, at: now)
        }
        let reading = commandReader.read(
            item.payload, terminal: item.terminal, origin: item.origin, session: item.session,
            signature: item.signature)
        if case .unreadable(let why) = reading {
            core.rejectCommand(why, topic: item.topic, payload: item.payload, at: now)
        }
        let topic = topics.reply(topicForm: item.terminal)
        switch core.take(reading, at: now, notRecording: notRecording) {
        case .later, .none: FailPoint.reach(.commandDecided)
        case .now(let reply): send(reply: reply, to: topic)
        case .rejected(let reply, let why):
            core.rejectCommand(why, topic: item.topic, payload: item.payload, at: now)
            send(reply: reply, to: topic)
        case .stored(let key, let id):
            answers.answer(again: key, item, to: topic, reused: core.refuse(key, id: id, .keyReused))
        }
    }

    /// Counts keys that came with other bytes than before: an answer is looked up on a thread of its own.
    func noteReused() {
        guard let now = now() else { return }
        for item in answers.takeReused() {
            core.rejectCommand(Refusal.keyReused.code.rawValue, topic: item.topic, payload: item.payload, at: now)
        }
    }

    /// Sends the answers whose commit has ended.
    func answerDurable() {
        for reply in core.durable(through: durable.value) {
            FailPoint.reach(.answerReady)
            send(reply: reply.reply, to: topics.reply(topicForm: reply.terminal))
            FailPoint.reach(.answerSent)
        }
        guard let refusal = writeFault else {
            hasRefusedWaiting = false
            return
        }
        if hasRefusedWaiting { return }
        hasRefusedWaiting = true
        for reply in core.refuseWaiting(refusal) {
            send(reply: reply.reply, to: topics.reply(topicForm: reply.terminal))
        }
    }

    /// Why nothing that is decided becomes durable now; nil where it does.
    private var writeFault: Refusal? {
        writer.fault.map { .notRecording($0.description, isDiskFull: $0.isDiskFull) }
    }

    /// A terminal that does not get it asks what became of its keys.
    private func send(reply: [UInt8], to topic: String) {
        _ = connection.publish(OutgoingMessage(topic: topic, payload: reply, qos: .atLeastOnce))
    }
}
