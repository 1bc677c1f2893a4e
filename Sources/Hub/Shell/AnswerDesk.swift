import Basis
import Dispatch
import Records
import Store
import Synchronization
import Telemetry

/// The journal's number up to which all is durable; told by the writer's thread.
final class DurableSeq: Sendable {
    private let seq: Mutex<Int64>

    init(_ seq: Int64) { self.seq = Mutex(seq) }

    var value: Int64 {
        get { seq.withLock { $0 } }
        set { seq.withLock { $0 = newValue } }
    }
}

/// Answers queries on a thread of its own, so that a long one never delays a machine's message.
final class AnswerDesk: Sendable {
    private let answers: QueryAnswer
    private let writer: StoreWriter
    private let durable: DurableSeq
    private let connection: Connection
    private let queue = DispatchQueue(label: "answers")
    /// For questions that wait or are worked on: more than people ask at once.
    private let slots = Mutex(Slots(64))
    private let shelf = Mutex(AnswerShelf())
    /// Commands whose keys were used before for other bytes.
    private let reused = Mutex<[CommandIntake.Item]>([])

    init(store: any RecordStore, writer: StoreWriter, durable: DurableSeq, connection: Connection) {
        answers = QueryAnswer(store: store)
        self.writer = writer
        self.durable = durable
        self.connection = connection
    }

    /// What was submitted to the writer before is in the answer, unless nothing can be written now.
    func answer(_ query: Query, cursor: Int, to topic: String, correlation: [UInt8]) {
        answer(to: topic, correlation) { desk throws(StoreError) in
            // Its further pages are true at the moment of the first.
            if cursor == 0 { desk.writer.flush() }
            return try desk.page(query, cursor: cursor, for: topic)
        }
    }

    /// What became of commands, by their keys. Its rows are always those keys, in their order.
    func answer(status keys: [String], cursor: Int, to topic: String, correlation: [UInt8]) {
        answer(to: topic, correlation) { desk throws(StoreError) in
            let seq = desk.durable.value
            return Page(seq: seq, some: try desk.answers.status(of: keys), cursor: cursor)
        }
    }

    private func answer(
        to topic: String, _ correlation: [UInt8],
        _ page: @escaping @Sendable (AnswerDesk) throws(StoreError) -> Page
    ) {
        let isTaken = work { [self] in
            do throws(StoreError) { send(try page(self), to: topic, correlation) } catch {
                refuse(error.description, to: topic, correlation)
            }
        }
        if !isTaken { refuse("too many questions wait here; ask again in a moment", to: topic, correlation) }
    }

    private func page(_ query: Query, cursor: Int, for topic: String) throws(StoreError) -> Page {
        // All of a journal or of a year's cycles is too much to keep.
        if query.hasStandingPages {
            return try answers.page(query, cursor: cursor, seq: durable.value)
        }
        let asked = AnswerShelf.Asked(replyTopic: topic, query: query)
        let now = ContinuousClock.now
        let kept = cursor > 0 ? shelf.withLock { $0.answer(to: asked, at: now) } : nil
        // Read first: what is committed meanwhile may be in the rows already, never the other way round.
        let seq = durable.value
        let answer: AnswerShelf.Answer
        if let kept { answer = kept } else { answer = AnswerShelf.Answer(seq: seq, rows: try answers.rows(query)) }
        let page = Page(seq: answer.seq, some: answer.rows, cursor: cursor)
        shelf.withLock { shelf in
            if page.next == nil { shelf.drop(asked) } else { shelf.keep(answer, for: asked, at: now) }
        }
        return page
    }

    /// Answers a command that was decided before with the bytes that it got then.
    ///
    /// - Parameter refusal: what it gets where the key came with other bytes than now.
    func answer(again key: String, _ command: CommandIntake.Item, to topic: String, reused refusal: [UInt8]) {
        // Where no place is left the terminal asks again.
        _ = work { [self] in
            guard let stored = try? answers.store.commands([key]).first ?? nil else { return }
            let isSame = Digest.sha256(command.payload) == stored.digest
            if !isSame { reused.withLock { $0.append(command) } }
            let reply = OutgoingMessage(topic: topic, payload: isSame ? stored.reply : refusal, qos: .atLeastOnce)
            _ = connection.publish(reply)
        }
    }

    /// Those that were found since it was asked last.
    func takeReused() -> [CommandIntake.Item] {
        reused.withLock { found in
            defer { found = [] }
            return found
        }
    }

    /// False where too much waits here already.
    private func work(_ body: @escaping @Sendable () -> Void) -> Bool {
        guard slots.withLock({ $0.enter() }) else { return false }
        queue.async { [self] in
            defer { slots.withLock { $0.leave() } }
            body()
        }
        return true
    }

    /// - Parameter why: for people.
    func refuse(_ why: String, to topic: String, _ correlation: [UInt8]) {
        send(Page(seq: durable.value, rows: [], next: nil, error: why), to: topic, correlation)
    }

    private func send(_ page: Page, to topic: String, _ correlation: [UInt8]) {
        var json = JSONWriter()
        page.write(to: &json)
        // Whoever asked asks again when the answer does not come.
        _ = connection.publish(
            OutgoingMessage(topic: topic, payload: json.bytes, qos: .atLeastOnce, correlation: correlation))
    }
}
