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
    /// The id of what it is about.
    let object: String
    /// The version of that which the person saw; nil where it has none.
    let base: Int64?
    /// The key of the command that it becomes; made when the form opens.
    let key: String
    var form: Form
    /// By field, what the hub had when the form opened: only what is another goes out.
    private var present: [String: String] = [:]
    /// Something changed that is not on the disk.
    var isUnsaved = false
    /// When that is written at the latest; nil until the clock is known.
    var due: ContinuousClock.Instant?

    /// In characters: as many as the hub takes where each has three bytes, as in Chinese.
    private static let longestNote = CommandField.longestNote / 3

    init(_ kind: FormKind, object: String, base: Int64?, key: String, _ context: ScreenContext) {
        self.kind = kind
        self.object = object
        self.base = base
        self.key = key
        form = Self.form(kind, context)
        guard kind == .explainStop, let stop = StopID(object).flatMap({ context.picture.stop($0) }),
            stop.version == base
        else { return }
        present = ["reason": stop.reason ?? "", "note": stop.note ?? ""]
        for (name, text) in present { form.set(name, text) }
    }

    /// The form of a draft, as it was left; nil where there is no form for what it is about.
    init?(_ draft: OutboxDraft, _ context: ScreenContext) {
        guard let kind = FormKind(command: draft.kind) else { return nil }
        self.init(kind, object: draft.object, base: draft.base, key: draft.key, context)
        // What the hub says now may be somebody else's already: that is for the hub to judge, by `base`.
        present = Dictionary(draft.fields.map { ($0.name, $0.present) }) { first, _ in first }
        for field in draft.fields { form.set(field.name, field.text) }
    }

    private static func form(_ kind: FormKind, _ context: ScreenContext) -> Form {
        let phrases = context.phrases
        func button(_ button: Button, _ phrase: Phrase) -> ButtonRow.Button {
            ButtonRow.Button(button.rawValue, phrases[phrase])
        }
        let keep = button(.keep, .keepDraft)
        switch kind {
        case .explainStop:
            let reasons = context.picture.reasons.reasons.map {
                ChoiceTree.Item($0.id, $0.name[context.language], parent: $0.parent)
            }
            let tree = ChoiceTree(reasons, wholeGroup: phrases[.wholeGroup])
            return Form(
                [
                    Form.Field("reason", phrases[.fieldReason], .choice(tree), leadsToButtons: true),
                    Form.Field("note", phrases[.fieldNote], .text(InputLine(limit: longestNote))),
                ], ButtonRow([button(.save, .save), button(.split, .split), button(.merge, .merge), keep]))
        case .splitStop:
            var line = InputLine(limit: 8)
            line.placeholder = phrases[.timeOfSplit]
            return Form(
                [Form.Field("at", phrases[.splitAt], .text(line))], ButtonRow([button(.save, .save), keep]))
        }
    }

    // MARK: What is in it

    /// Nothing in it is another than it was.
    var isEmpty: Bool { form.fields.allSatisfy { $0.value == present[$0.name] ?? "" } }

    private func isChanged(_ name: String) -> Bool { form[name] != present[name] ?? "" }

    func draft(at now: Instant) -> OutboxDraft {
        OutboxDraft(
            key: key, kind: kind.command, object: object, base: base,
            fields: form.fields.map { OutboxDraft.Field($0.name, $0.value, present: present[$0.name] ?? "") },
            changed: now)
    }

    /// What it asks of the hub; or, for the person, why it cannot be asked.
    func command(entered: Instant, _ context: ScreenContext) -> (command: NewCommand?, obstacle: Phrase?) {
        var command = NewCommand(key: key, kind: kind.command, object: object, base: base, entered: entered)
        switch kind {
        case .explainStop:
            guard !isEmpty else { return (nil, .nothingToSave) }
            guard form["note"].utf8.count <= CommandField.longestNote else { return (nil, .tooLong) }
            for name in ["reason", "note"] where isChanged(name) {
                command.set(name, form[name].isEmpty ? .none : .text(form[name]))
            }
        case .splitStop:
            guard let stop = StopID(object), let now = context.now, stop.from < now,
                let at = ClockText.instant(
                    form["at"], in: Interval(from: stop.from, to: now), context.picture.zone)
            else { return (nil, .wrongTime) }
            command.set("at", .integer(at.milliseconds))
        }
        return (command, nil)
    }

    // MARK: Drawing

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let words = CommandWords(draft(at: Instant(milliseconds: 0)), context)
        let width = min(canvas.width - 2, 60)
        let size = Size(width, min(form.height(width - 4) + 2, canvas.height - 2))
        // Above the last two lines: link, queue and messages stay in sight.
        let room = canvas.part(Rect(0, 0, canvas.width, canvas.height - 2))
        form.draw(in: Overlay(words.title, size: size).draw(in: room))
    }
}
