import Basis
import Records
import Shopfloor
import Widgets

/// What there is to fill in.
extension FormDialog {
    /// The longest note, in characters; the hub takes 2,000 bytes.
    private static let longestNote = CommandField.longestNote / 3
    /// Minutes for which an alarm can be shelved with one key.
    static let shelves = [15, 30, 60, 120, 240, 480]

    /// - Parameter hasReason: the stop that it is about has one, which can be taken back.
    static func form(_ kind: FormKind, hasReason: Bool = false, _ context: ScreenContext) -> Form {
        let phrases = context.phrases
        func button(_ button: Button, _ text: String) -> ButtonRow.Button { ButtonRow.Button(button.rawValue, text) }
        func button(_ id: Button, _ phrase: Phrase) -> ButtonRow.Button { button(id, phrases[phrase]) }
        let keep = button(.keep, .keepDraft)
        let note = Form.Field("note", phrases[.fieldNote], .text(InputLine(limit: longestNote)))
        switch kind {
        case .explainStop:
            let tree = reasons(canTakeBack: hasReason, context)
            let reason = Form.Field("reason", phrases[.fieldReason], .choice(tree), leadsToButtons: true)
            let buttons = [button(.save, .save), button(.split, .split), button(.merge, .merge), keep]
            return Form([reason, note], ButtonRow(buttons))
        case .splitStop:
            let at = Form.Field("at", phrases[.splitAt], .text(clock(phrases[.timeOfSplit])))
            return Form([at], ButtonRow([button(.save, .save), keep]))
        case .acknowledgeAlarm:
            var form = Form([note], ButtonRow([button(.save, phrases[.acknowledgeButton]), keep]))
            // Two keys: to be seen is what matters, a note is for who has something to say.
            form.focus(on: form.fields.count)
            return form
        case .shelveAlarm:
            let items = shelves.map { ChoiceTree.Item(String($0), DurationText.hoursMinutes(.seconds($0 * 60))) }
            let span = Form.Field("shelf", phrases[.shelfFor], .choice(ChoiceTree(items)), leadsToButtons: true)
            let end = Form.Field("until", phrases[.shelfUntil], .text(clock(phrases[.timeOfShelf])))
            return Form([span, end, note], ButtonRow([button(.save, phrases[.shelveButton]), keep]))
        case .unshelveAlarm: return Form([], ButtonRow([button(.save, phrases[.putBack])]))
        case .noteAlarm: return Form([note], ButtonRow([button(.save, .save), keep]))
        }
    }

    /// That there is none stands last, so that each reason keeps its digit.
    private static func reasons(canTakeBack: Bool, _ context: ScreenContext) -> ChoiceTree {
        let none = canTakeBack ? [ChoiceTree.Item("", context.phrases[.takeReasonBack])] : []
        let reasons = context.picture.reasons.reasons.map {
            ChoiceTree.Item($0.id, $0.name[context.language], parent: $0.parent)
        }
        return ChoiceTree(reasons + none, wholeGroup: context.phrases[.wholeGroup])
    }

    private static func clock(_ placeholder: String) -> InputLine {
        var line = InputLine(limit: 19)
        line.placeholder = placeholder
        return line
    }
}
