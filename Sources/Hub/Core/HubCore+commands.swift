package import Basis
package import Records
import Shopfloor
import Store

/// Commands: judged against all that is decided, answered once it is durable.
extension HubCore {
    /// What becomes of a command's bytes.
    package enum CommandAnswer: Hashable, Sendable {
        /// `durable` gives the answer, once its commit has ended.
        case later
        /// The answer, of something that is not journalled.
        case now(reply: [UInt8])
        /// The same, of something that no terminal of ours sends: it is counted, and its beginning kept, with why.
        case rejected(reply: [UInt8], why: String)
        /// The key was used before: the store has the answer, to the same bytes or to others.
        case stored(key: String, id: String?)
        /// Nothing that could be answered.
        case none
    }

    /// An answer whose commit has ended.
    package struct DurableReply: Hashable, Sendable {
        package var terminal: String
        package var reply: [UInt8]
    }

    /// Takes a command as it came; `at` is when, by the hub's clock.
    ///
    /// - Parameter notRecording: why nothing can be made durable now; nil where it can.
    package mutating func take(_ reading: CommandReading, at: Instant, notRecording: Refusal? = nil) -> CommandAnswer {
        advance(to: at)
        switch reading {
        case .unreadable: return .none
        case .oversized(let key, let refusal):
            return .rejected(reply: refuse(key, id: nil, refusal), why: refusal.code.rawValue)
        case .unusable(let envelope, let refusal):
            return take(envelope, entered: nil, notRecording) { _, _ throws(Refusal) in throw refusal }
        case .command(let command):
            return take(command.envelope, entered: command.entered, notRecording) { core, seq throws(Refusal) in
                try core.judge(command.body, CommandContext(command, seq: seq, at: at))
            }
        }
    }

    private mutating func take(
        _ envelope: CommandEnvelope, entered: Instant?, _ notRecording: Refusal?,
        _ judge: (_ core: borrowing HubCore, _ seq: Int64) throws(Refusal) -> CommandVerdict
    ) -> CommandAnswer {
        guard let key = CommandKey(envelope.key) else { return .none }
        switch commands.find(key, envelope.key) {
        case .waits(let answer) where answer.payload == envelope.bytes:
            commands.share(answer, with: envelope.sender)
            return .later
        case .waits:
            let reply = refuse(envelope.key, id: envelope.id, .keyReused)
            return .rejected(reply: reply, why: Refusal.keyReused.code.rawValue)
        case .stored: return .stored(key: envelope.key, id: envelope.id)
        case .new: break
        }
        if let notRecording { return .now(reply: refuse(envelope.key, id: envelope.id, notRecording)) }
        var command = CommandRecorded(envelope, epoch: epoch, outcome: .saved)
        command.isClockSuspect = entered.map { $0 > (clock ?? $0) + CommandRecorded.clockSlack } ?? false
        var effects: [Event] = []
        do throws(Refusal) {
            switch try judge(self, seq + 1) {
            case .saved(let events, let isMerged): (effects, command.isMerged) = (events, isMerged)
            case .conflict(let fields): (command.outcome, command.fields) = (.conflict, fields)
            case .left(let fields, let rest, let refusal):
                (command.fields, effects, command.refusal) = (fields, rest, refusal)
                command.isMerged = !rest.isEmpty
            }
        } catch {
            (command.outcome, command.refusal) = (.refused, error)
        }
        let entry = record(command, effects)
        commands.add(
            CommandDesk.Answer(
                terminals: [envelope.sender], key: envelope.key, payload: envelope.bytes, seq: seq,
                reply: entry.reply), key)
        return .later
    }

    /// The entry of the command, then its effects, in one batch.
    private mutating func record(_ command: CommandRecorded, _ effects: [Event]) -> JournalEntry {
        let entry = decide(.command(command))
        for effect in effects { _ = decide(effect) }
        return entry
    }

    /// Journals an event of the records; people see it once it is durable.
    @discardableResult
    mutating func decide(_ event: Event) -> JournalEntry {
        let entry = emit(event)
        decided.apply(entry)
        undurable.append(entry)
        return entry
    }

    /// Counts what came as a command and is none that could be answered, and keeps its beginning.
    package mutating func rejectCommand(_ why: String, topic: String, payload: [UInt8], at: Instant) {
        quarantine(
            QuarantinedMessage(
                at: at, topic: SanitizedText(topic, limit: 512).text, reason: "command", detail: why,
                head: Array(payload.prefix(256)), length: payload.count))
    }

    /// A refusal that the journal does not keep.
    package func refuse(_ key: String, id: String?, _ refusal: Refusal) -> [UInt8] {
        CommandReply(
            refusing: key, id: id, refusal, at: clock ?? Instant(milliseconds: 0), epoch: epoch
        ).bytes
    }

    /// All entries up to `seq` are durable: what they changed shows from now on, and their answers go out.
    package mutating func durable(through seq: Int64) -> [DurableReply] {
        let count = undurable.firstIndex { $0.seq > seq } ?? undurable.count
        for entry in undurable.prefix(count) {
            recorded.apply(entry)
            noteShown(entry.event)
        }
        undurable.removeFirst(count)
        return commands.takeDurable(through: seq).flatMap { answer in
            answer.terminals.map { DurableReply(terminal: $0, reply: answer.reply) }
        }
    }

    /// Refusals for all whose answer waits for a commit that does not come: they stay, and are answered when it does.
    package func refuseWaiting(_ refusal: Refusal) -> [DurableReply] {
        commands.waiting.flatMap { answer in
            let reply = refuse(answer.key, id: nil, refusal)
            return answer.terminals.map { DurableReply(terminal: $0, reply: reply) }
        }
    }

    /// Documents that show what the event changed go out anew.
    private mutating func noteShown(_ event: Event) {
        switch event {
        case .alarmAction(let action):
            noteAlarm(action.id)
            // The machine's document has what people did about its alarms.
            machine(action.id.machine).map { _ = changes.states.insert($0) }
        case .stop(let edit): noteStops(of: edit.machine)
        case .quantity(let booked): noteFigures(of: booked.machine)
        case .command, .started, .model, .state, .correction, .alarm, .counted, .order, .produced, .clock: break
        }
    }

    /// One case a kind: each is decided in a file of its own.
    func judge(_ body: CommandBody, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        switch body {
        case .acknowledgeAlarm(let content): try judge(content, context)
        case .shelveAlarm(let content): try judge(content, context)
        case .unshelveAlarm(let content): try judge(content, context)
        case .noteAlarm(let content): try judge(content, context)
        case .resolveConflict(let content): try judge(content, context)
        case .bookQuantity(let content): try judge(content, context)
        case .explainStop(let content): try judge(content, context)
        case .splitStop(let content): try judge(content, context)
        case .mergeStop(let content): try judge(content, context)
        }
    }
}

/// What a command is judged with beside its content.
struct CommandContext {
    /// The number that the command's entry gets.
    var seq: Int64
    /// By the hub's clock.
    var at: Instant
    /// On which it was entered: who it was, until people sign in.
    var terminal: String
    /// The version that the person saw; see `seen`.
    var base: Int64?
    /// The fields, as they are called in `set`, that a person left to the others when they decided the command's conflict.
    var theirs: Set<String> = []
    /// A person took the command's side of a conflict.
    var isTaken = false
    /// Another terminal sends what was left on that one.
    var isLeft = false
    var seen: SeenVersion { SeenVersion(base, by: isLeft ? nil : terminal) }

    init(_ command: Command, seq: Int64, at: Instant) {
        self.seq = seq
        self.at = at
        terminal = command.envelope.terminal
        isLeft = command.envelope.sentBy != nil
        base = Self.seen(command.base, before: seq)
    }

    /// The base of a command whose entry is number `seq`. One that the journal had not reached, or below 0, was never told by this
    /// hub: it is of another journal, or made up, and nothing that stands in this one was seen.
    static func seen(_ base: Int64?, before seq: Int64) -> Int64? { base.map { 0 <= $0 && $0 < seq ? $0 : 0 } }

    /// What the command says of a field, but for what was left to the others.
    func mine<Value>(_ field: String, _ edit: Edit<Value>) -> Edit<Value> {
        theirs.contains(field) ? .unchanged : edit
    }
}

/// How a command was judged; what cannot be done is a `Refusal` that is thrown.
enum CommandVerdict {
    /// Its effects, in order; none where all is as it wants already.
    case saved([Event], isMerged: Bool)
    /// Somebody else has set the same fields.
    case conflict([FieldConflict])
    /// A conflict was decided for the others: what they have said since the person looked; what else the command wanted, or
    /// why that cannot be done any more.
    case left([FieldConflict], rest: [Event], Refusal?)

    /// All is as it is wanted.
    static let nothingToDo = CommandVerdict.saved([], isMerged: false)

    /// - Parameter effects: made only where nothing is in conflict.
    init(_ check: VersionCheck, _ effects: [Event]) {
        self = check.conflicts.isEmpty ? .saved(effects, isMerged: check.isMerged) : .conflict(check.conflicts)
    }
}
