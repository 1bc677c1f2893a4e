import Basis
import Records
import Shopfloor
import Widgets

/// What a stop, or many of them, are put down to, as people read it.
struct StopCause: Hashable {
    var word: Stop.Cause.Word
    /// Id of the reason that a person gave.
    var reason: String?
    var kind: StopReason.Kind?

    /// As a row of stops or of their Pareto tells it.
    init(_ row: Row) {
        reason = row.text("reason")
        kind = row.text("kind").flatMap(StopReason.Kind.init)
        let own: Stop.Cause.Word = reason != nil ? .reason : kind != nil ? .state : .unexplained
        word = row.text("cause").flatMap(Stop.Cause.Word.init(rawValue:)) ?? own
    }

    /// As a document tells it.
    init(_ stop: StopNotice) {
        reason = stop.reason
        kind = stop.kind
        word = Self.word(stop)
    }

    private static func word(_ stop: StopNotice) -> Stop.Cause.Word {
        if stop.reason != nil { return .reason }
        if stop.isUnexplained { return .unexplained }
        if stop.kind != nil { return .state }
        if stop.isOutside { return .outside }
        return stop.to == nil ? .lasting : .micro
    }

    /// What people read: the reason with its group, or why there is none.
    ///
    /// - Parameter ofMany: of other than one stop.
    func words(_ context: ScreenContext, ofMany: Bool = false) -> String {
        words(context.phrases, ofMany: ofMany) { context.picture.reasons.words($0, context.language) }
    }

    /// The same.
    ///
    /// - Parameter name: what a reason is called, by its id.
    func words(_ phrases: Phrases, ofMany: Bool, name: (String) -> String) -> String {
        switch word {
        case .micro: phrases[ofMany ? ReviewPhrase.microStops : .oneMicroStop]
        case .lasting: phrases[ReviewPhrase.shortSoFar]
        case .outside: phrases[ReviewPhrase.notPlanned]
        case .unexplained: phrases[ReviewPhrase.noReason]
        case .state: kind?.nameByMachine[phrases.language] ?? phrases[ReviewPhrase.noReason]
        case .reason: reason.map(name) ?? phrases[ReviewPhrase.noReason]
        }
    }

    /// A person is asked for it.
    var asksForReason: Bool { word == .unexplained }
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
    /// What of it lies in the time that was asked about, breaks and time outside of shifts left out, when the hub answered.
    let within: Duration
    /// What of that each of its causes has; nil: all of it has one.
    private let parts: [StopCause: Duration]?
    /// All of it, when the hub answered.
    let whole: Duration
    /// It counts as a stop of the time that was asked about: as one of its cause, and once.
    let isCounted: Bool
    /// That ran when it began.
    let order: String?
    /// After time without data it goes on with the reason of the one before, and is no failure of its own.
    let isContinued: Bool
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
        within = row.seconds("within_s") ?? .zero
        parts = row.json("parts").flatMap(Self.parts)
        whole = row.seconds("seconds") ?? .zero
        isCounted = row.truth("counted") ?? false
        order = row.text("order")
        isContinued = row.text("continues") != nil
        failure = row.seconds("failure_s")
        by = row.text("reason_by") ?? notedBy
    }

    /// The note, and whose it is where that is another than gave the reason.
    func noteWords(_ phrases: Phrases) -> String? {
        guard let note, let notedBy, notedBy != by else { return note }
        return "\(note) (\(ReportPhrases(language: phrases.language)[.by]) \(notedBy))"
    }

    /// Its reason, and the note.
    func words(_ context: ScreenContext) -> String {
        [causeWords(context), note].compactMap(\.self).joined(separator: " · ")
    }

    /// `Breakdown › Hydraulic (continued)`: its reason, and that it is the rest of the stop before.
    func causeWords(_ context: ScreenContext) -> String {
        cause.words(context) + (isContinued ? " (\(context.phrases[ReviewPhrase.continued]))" : "")
    }

    /// What a span has of it, or a cause of that, as the Pareto sums it up. While it lasts, with what came to it since the hub
    /// answered; to which of several causes that came the next answer tells.
    ///
    /// - Parameter cause: nil: whatever it is put down to.
    func length(of cause: StopCause? = nil, in span: ReviewSpan?, _ context: ScreenContext) -> Duration {
        let grows = cause.map { $0 == self.cause && parts == nil } ?? true
        return length(of: cause) + (grows ? growth(in: span, context) : .zero)
    }

    /// The same, when the hub answered.
    func length(of cause: StopCause?) -> Duration {
        guard let cause else { return within }
        return parts.map { $0[cause] ?? .zero } ?? (cause == self.cause ? within : .zero)
    }

    /// All of it, breaks and time outside of the span, too.
    func wholeLength(_ context: ScreenContext) -> Duration {
        to == nil ? max(whole, context.now.map { $0 - from } ?? .zero) : whole
    }

    private func growth(in span: ReviewSpan?, _ context: ScreenContext) -> Duration {
        guard to == nil, let now = context.now, let span, from + whole < min(now, span.to) else { return .zero }
        return context.planned(Interval(from: from + whole, to: min(now, span.to)), machine: machine)
    }

    /// How long one of a list was: behind a plus where it counts elsewhere, as `others` says how many those are.
    static func length(_ text: String, isCounted: Bool) -> String { isCounted ? text : "+" + text }

    /// `+1 earlier`: how many of the stops that are listed do not count in the time that is looked at; empty: each does.
    ///
    /// - Parameter isCounted: counts, as the list has it.
    static func others(
        _ stops: [StopLine], in span: ReviewSpan?, _ context: ScreenContext, isCounted: (StopLine) -> Bool
    ) -> String {
        let others = stops.filter { !isCounted($0) }
        guard let span, !others.isEmpty else { return "" }
        let isBefore = others.allSatisfy { $0.from < span.from }
        let words =
            isBefore
            ? ReportPhrases(language: context.language)[.beganBefore] : context.phrases[ReviewPhrase.notCountedHere]
        return "+\(others.count) \(words)"
    }

    private static func parts(_ json: [UInt8]) -> [StopCause: Duration]? {
        guard let tape = try? JSONTape().read(json) else { return nil }
        return tape.elements.reduce(into: [:]) { parts, node in
            var row = Row()
            row.add("cause", node["cause"]?.string)
            row.add("kind", node["kind"]?.string)
            row.add("seconds", node["seconds"]?.asDouble)
            parts[StopCause(row), default: .zero] += row.seconds("seconds") ?? .zero
        }
    }
}

extension ScreenContext {
    /// What of a time counts for a machine, by the calendar as it is: without breaks and time outside of shifts, or all of it
    /// where its line has none.
    fileprivate func planned(_ time: Interval, machine: String) -> Duration {
        guard let row = picture.row(of: machine), let calendar = picture.calendar,
            case let line = picture.lines[picture.line(of: row)].id, calendar.covers(line)
        else { return time.duration }
        return calendar.shifts(line: line, overlapping: time).flatMap(\.planned).reduce(.zero) { sum, part in
            sum + (part.intersection(time)?.duration ?? .zero)
        }
    }
}

extension Row {
    /// A member that is in seconds; nil where it is null, or none.
    func seconds(_ member: String) -> Duration? { number(member).map(Duration.init(seconds:)) }
}
