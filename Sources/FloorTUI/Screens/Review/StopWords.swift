import Basis
import Records
import Shopfloor
import Widgets

/// What a stop, or many of them, are put down to, as people read it.
struct StopCause: Hashable {
    enum Basis: String {
        /// A person said so.
        case reason
        /// The machine's own state does.
        case state
        /// Too short for anybody to be asked.
        case micro
        /// Too short until now, and it goes on.
        case lasting
        case unexplained
        /// In no planned time, so nobody is asked.
        case outside
    }

    var basis: Basis
    /// Id of the reason that a person gave.
    var reason: String?
    var kind: StopReason.Kind?

    /// As a row of stops or of their Pareto tells it.
    init(_ row: Row) {
        reason = row.text("reason")
        kind = row.text("kind").flatMap(StopReason.Kind.init)
        let own: Basis = reason != nil ? .reason : kind != nil ? .state : .unexplained
        basis = row.text("cause").flatMap(Basis.init(rawValue:)) ?? own
    }

    /// As a document tells it.
    init(_ stop: StopNotice) {
        reason = stop.reason
        kind = stop.kind
        basis =
            reason != nil
            ? .reason
            : stop.isUnexplained
                ? .unexplained
                : kind != nil ? .state : stop.isOutside ? .outside : stop.to == nil ? .lasting : .micro
    }

    /// What people read: the reason with its group, or why there is none.
    func words(_ context: ScreenContext) -> String {
        let phrases = context.phrases
        switch basis {
        case .micro: return phrases[.microStops]
        case .lasting: return phrases[.lasts]
        case .outside: return phrases[.notPlanned]
        case .unexplained: return phrases[.noReason]
        case .state: return kind?.nameByMachine[context.language] ?? phrases[.noReason]
        case .reason:
            return reason.map { context.picture.reasons.words($0, context.language) } ?? phrases[.noReason]
        }
    }

    /// A person is asked for it.
    var asksForReason: Bool { basis == .unexplained }
}

/// One stop as the hub tells it.
struct StopLine {
    /// `{machine}@{start}`: what commands name.
    let id: String
    let machine: String
    let from: Instant
    /// nil: it lasts.
    let to: Instant?
    let cause: StopCause
    /// The id of what somebody gave.
    let reason: String?
    /// The version that commands are based on; nil: nobody has said anything.
    let version: Int64?
    /// The first state that the machine was in.
    let state: MachineState?
    let note: String?
    let notedBy: String?
    /// That ran when it began.
    let order: String?
    /// Until its repair, where MTTR counts a failure that begins with it.
    let failure: Duration?
    /// Who gave the reason; where nobody did, who wrote the note.
    let by: String?

    init?(_ row: Row) {
        guard let machine = row.text("machine"), let from = row.time("from") else { return nil }
        id = row.text("id") ?? StopID(machine: machine, from: from).description
        self.machine = machine
        self.from = from
        to = row.time("to")
        cause = StopCause(row)
        (reason, version) = (row.text("reason"), row.integer("version"))
        state = (row.text("state") ?? row.text("states")).flatMap { words in
            words.split(separator: ",").first.flatMap { MachineState(rawValue: String($0)) }
        }
        note = row.text("note")
        notedBy = row.text("noted_by")
        order = row.text("order")
        failure = row.number("failure_s").map { .milliseconds(Int64($0 * 1000)) }
        by = row.text("reason_by") ?? notedBy
    }

    /// The note, and whose it is where that is another than gave the reason.
    func noteWords(_ phrases: Phrases) -> String? {
        guard let note, let notedBy, notedBy != by else { return note }
        return "\(note) (\(ReportPhrases(language: phrases.language)[.by]) \(notedBy))"
    }

    /// Its reason, and the note.
    func words(_ context: ScreenContext) -> String {
        [cause.words(context), note].compactMap(\.self).joined(separator: " · ")
    }

    func length(_ now: Instant?) -> Duration { (to ?? now).map { max(.zero, $0 - from) } ?? .zero }

    /// The part of it that lies in a span.
    func length(in span: ReviewSpan?, _ now: Instant?) -> Duration {
        guard let end = to ?? now, end > from else { return .zero }
        guard let span else { return end - from }
        return span.interval.intersection(Interval(from: from, to: end))?.duration ?? .zero
    }
}
