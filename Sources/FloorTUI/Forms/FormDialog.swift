import Basis
import Records
import Shopfloor
import Widgets

/// A form over the screen, from which a command is made.
struct FormDialog {
    enum Button: String {
        case save, split, merge, keep
    }

    let kind: FormKind
    let subject: FormSubject
    /// The key of the command that it becomes; made when the form opens.
    let key: String
    var form: Form
    /// Something changed that is not on the disk.
    var isUnsaved = false
    /// What was typed or pasted last and had no room.
    private(set) var leftOut: (field: String, count: Int)?
    /// When that is written at the latest; nil until the clock is known.
    var due: ContinuousClock.Instant?

    var object: String { subject.object }
    var base: Int64? { subject.base }

    init(_ kind: FormKind, _ subject: FormSubject, key: String, _ context: ScreenContext) {
        self.kind = kind
        self.subject = subject
        self.key = key
        form = Self.form(kind, hasReason: subject.present["reason"]?.isEmpty == false, context)
        for (name, text) in subject.present { form.set(name, text) }
    }

    /// The form of a draft, as it was left; nil where there is no form for what it is about.
    init?(_ draft: OutboxDraft, alarm: AlarmTarget? = nil, _ context: ScreenContext) {
        guard let kind = FormKind(command: draft.kind) else { return nil }
        self.init(kind, FormSubject(draft, kind, alarm, context), key: draft.key, context)
        // What was left as it was is as it is now.
        for field in draft.fields where field.text != field.present { form.set(field.name, field.text) }
    }

    // MARK: What is in it

    /// A key for the form. What has no room in its field is counted until something else is typed: it is told as long as the
    /// person has not done anything about it.
    mutating func handle(_ key: Key) -> Form.Outcome {
        let outcome = form.handle(key)
        switch outcome {
        case .full: leaveOut(1)
        case .changed: leftOut = nil
        default: break
        }
        return outcome
    }

    /// So many more characters had no room.
    mutating func leaveOut(_ count: Int) { leftOut = (form.focusedLabel, (leftOut?.count ?? 0) + count) }

    /// Nothing in it is another than it was.
    var isEmpty: Bool { form.fields.allSatisfy { !isChanged($0.name) } }

    func isChanged(_ name: String) -> Bool { form[name] != subject.present[name] ?? "" }

    func draft(at now: Instant) -> OutboxDraft {
        OutboxDraft(
            key: key, kind: kind.command, object: object, base: base,
            fields: form.fields.map { OutboxDraft.Field($0.name, $0.value, present: subject.present[$0.name] ?? "") },
            changed: now)
    }

    /// What is to be asked while it is open: the stops that the one it is about could be merged with, or how the alarm is that
    /// a draft is about.
    func questions(_ context: ScreenContext) -> [Question] {
        if let query = subject.query { return [Question(query, wanted: 300)] }
        guard kind == .explainStop, let stop = StopID(object) else { return [] }
        return [Question(MergePreview.query(around: stop, until: subject.end(context)))]
    }

    // MARK: Drawing

    /// What is known of what it is about, and what its buttons would do.
    private func about(_ context: ScreenContext) -> [String] {
        let stop = [.explainStop, .splitStop].contains(kind) ? StopID(object) : nil
        let preview =
            kind == .explainStop
            ? stop.flatMap { MergePreview(of: $0, until: subject.end(context), context) } : nil
        return [subject.about(context), stop.flatMap { states(of: $0, context) }].compactMap(\.self)
            + (preview?.lines(context) ?? []) + (kind == .shelveAlarm ? [context.phrases[.shelvingAcknowledges]] : [])
    }

    /// What the machine was in meanwhile, and how long, `0:06 stopped, 1:24 set-up`: one reason speaks of all of it. nil: it
    /// was in one state.
    private func states(of id: StopID, _ context: ScreenContext) -> String? {
        guard let now = context.now, let stop = context.picture.stop(id), !stop.others.isEmpty else { return nil }
        let parts = stop.states(until: now).map {
            "\(context.length(.milliseconds($0.milliseconds))) \(context.phrases[StateLook($0.state).word])"
        }
        return parts.joined(separator: ReportPhrases(language: context.language)[.listed])
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let words = CommandWords(draft(at: Instant(milliseconds: 0)), context)
        let width = min(canvas.width - 2, 60)
        let told = (about(context) + [splitWords(context)].compactMap(\.self)).map { (text: $0, role: Role.text) }
        let lost = leftOut.map {
            ("\($0.field) \(context.phrases[.isFull]) \(Numbers.grouped(Int64($0.count)))", Role.warning)
        }
        let about = (told + [lost].compactMap(\.self)).flatMap { line in
            line.text.wrapped(toColumns: width - 4).map { (text: $0, role: line.role) }
        }
        let size = Size(width, min(form.height(width - 4) + 2 + about.count, canvas.height - 2))
        // Above the last two lines: link, queue and messages stay in sight.
        let room = canvas.part(Rect(0, 0, canvas.width, canvas.height - 2))
        let inside = Overlay(words.title, size: size).draw(in: room)
        for (y, line) in about.enumerated() { inside.put(line.text, y: y, width: inside.width, Style(line.role)) }
        form.draw(in: inside.part(Rect(0, about.count, inside.width, max(0, inside.height - about.count))))
    }
}
