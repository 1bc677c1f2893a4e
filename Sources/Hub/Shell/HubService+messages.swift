import Basis
import Records
import Shopfloor
import Telemetry

extension HubService {
    func handle(_ event: LinkEvent) {
        switch event {
        case .connected:
            isLinked = true
            if lostBy != nil || hasSaidWhy {
                HubLog.report("\(settings.broker): connected\(lostBy == nil ? "" : " again")")
            }
            (lostBy, hasSaidWhy) = (nil, false)
            (mayPublish, hasSaidRefused) = (false, false)
            // Behind a lost link another hub may have begun.
            start = HubStart(hub: hubID)
        case .subscribed(let filter):
            if filter == topics.asks { start.heardAll() }
        case .refused(BrokerDrops.topic, _): break  // Many brokers keep it to themselves.
        case .refused(let filter, let reason):
            HubLog.report("the broker refuses \"\(filter)\": \(reason); allow this client to read it")
        case .refusedMessage(let refused):
            if !hasSaidRefused { HubLog.report("\(refused)") }
            hasSaidRefused = true
        case .lost(let trouble):
            isLinked = false
            mayPublish = false
            lostBy = trouble
            HubLog.report("\(settings.broker): \(trouble.retried)")
            if hasBegun, let now = now() { core.linkLost(at: now) }
        }
    }

    func handle(_ message: ArrivedMessage, _ batch: InboxBatch) {
        switch speaker(of: message, batch) {
        case .ours: return handleOurs(message, batch)
        case .broker where batch.topic(of: message) == BrokerDrops.topic:
            return takeDrops(batch.payload(of: message))
        case .broker, .machine: break
        }
        guard hasBegun else { return }
        var at = wall
        var isRetained = message.retain
        if settings.clock == .follow {
            // What comes before the clock has no time.
            guard let followed else { return }
            (at, isRetained) = followed.arrival(
                of: message, in: batch, newest: core.clock, monotonic: HubClock.monotonic)
        }
        batch.withBytes(of: message) { topic, payload in
            core.observe(topic: topic, payload: payload, at: at, isRetained: isRetained)
        }
    }

    /// Whom a message is of, by its topic; asked for with each.
    enum Speaker { case ours, broker, machine }

    func speaker(of message: ArrivedMessage, _ batch: InboxBatch) -> Speaker {
        batch.withBytes(of: message) { topic, _ in
            topic.hasPrefix("floor/v1/") ? .ours : topic.hasPrefix("$SYS/") ? .broker : .machine
        }
    }

    private func takeDrops(_ payload: [UInt8]) {
        let more = losses.broker.heard(payload)
        if more > 0, hasBegun { core.noteBrokerDropped(more) }
    }

    private func handleOurs(_ message: ArrivedMessage, _ batch: InboxBatch) {
        let topic = batch.topic(of: message)
        let payload = batch.payload(of: message)
        if leftovers.isLeftover(topic, isRetained: message.retain && !payload.isEmpty) { return clear(topic) }
        guard let node = try? tape.read(payload) else { return }
        if topic == TopicGrammar.clock {
            guard settings.clock == .follow, let word = ClockMessage(node), !message.retain else { return }
            if followed == nil, let known = core.clock, word.now < known {
                HubLog.report(
                    "the clock that is followed is at \(ISO8601.format(word.now)), before what the store knows already "
                        + "(until \(ISO8601.format(known))): messages of that time are counted again")
            }
            followed = FollowedClock(word, monotonic: HubClock.monotonic)
            return core.advance(to: word.now)
        }
        switch topics.kind(of: topic) {
        case .hub:
            guard let beat = Beat(node) else { return }
            if !mayPublish {
                start.heard(beat, isRetained: message.retain, at: wall)
            } else if start.mustYield(to: beat, isRetained: message.retain) {
                yield(to: beat.hub)
            }
        case .ask(let terminal):
            var reply = batch.responseTopic(of: message) ?? ""
            // Never to a topic that somebody else reads.
            if case .reply = topics.kind(of: reply) {} else { reply = topics.reply(topicForm: terminal) }
            take(Ask(node), replyTopic: reply, batch.correlation(of: message) ?? [])
        // They were taken before the rest of the batch.
        case .command: break
        case .alarm:
            let id = node["id"]?.string.flatMap(AlarmID.init(text:))
            if message.retain, !(id.map(core.holds) ?? false) { clear(topic) }
        case .model, .line, .machine, .reply, nil: break
        }
    }

    private func take(_ ask: Ask?, replyTopic: String, _ correlation: [UInt8]) {
        switch ask {
        case .rows(let query, let cursor):
            if cursor == 0 { submitCounted(until: wall) }
            answers.answer(query, cursor: cursor, to: replyTopic, correlation: correlation)
        case .watch(let machine):
            if let index = core.machine(machine) { schedule.watch(index, at: wall) }
        case .documents: planAll(at: wall)
        case .status(let keys, let cursor):
            answers.answer(status: keys, cursor: cursor, to: replyTopic, correlation: correlation)
        case nil:
            answers.refuse(
                "this hub does not know the question, or it asks for more than \(Ask.keysLimit) keys; is it older than this program?",
                to: replyTopic, correlation)
        }
    }
}
