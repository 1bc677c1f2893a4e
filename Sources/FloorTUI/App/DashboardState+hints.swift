import Widgets

/// The keys at the foot while something lies over the screen: those of the screen below would act on it no more.
extension DashboardState {
    /// nil where nothing does, or where a line that is typed takes the place of all keys.
    var coverHints: KeyHints? {
        switch cover {
        case .form(let dialog): KeyHints(hints(dialog))
        case .entry(let detail): KeyHints([between, act(detail.selectedLabel), scroll, hint(.escape, .closeKey)])
        case .leave:
            KeyHints([
                between, hint(.enter, .doKey), hint(.escape, phrases[.stay]), hint(.character("y"), phrases[.leave]),
            ])
        case .themes: KeyHints([upDown, hint(.enter, .chooseKey), hint(.escape, phrases[.back])])
        case .help: KeyHints([upDown, hint(.enter, .doKey), hint(.escape, .closeKey)])
        case .filter, .command, nil: nil
        }
    }

    private func hints(_ dialog: FormDialog) -> [KeyHints.Hint] {
        let way = dialog.form.fields.isEmpty ? [] : [hint(.tab, .nextFieldKey)]
        let out = [hint(.escape, dialog.isEmpty ? .closeKey : .keepDraftKey)]
        switch dialog.form.focused {
        case .choice(let tree):
            let group = tree.isInGroup ? [hint(.left, .groupKey)] : []
            return [KeyHints.Hint("1–9", phrases[FormPhrase.chooseKey]), upDown, hint(.enter, .chooseKey)] + group + way
                + out
        case .text, .number: return way + out
        case nil: return [between, act(dialog.form.buttons.selectedLabel)] + way + out
        }
    }

    private var upDown: KeyHints.Hint { KeyHints.Hint("↑↓", phrases[.move]) }
    private var between: KeyHints.Hint { KeyHints.Hint("←→", phrases[FormPhrase.chooseKey]) }
    private var scroll: KeyHints.Hint { KeyHints.Hint("↑↓", phrases[FormPhrase.scrollKey], priority: 1) }

    /// Enter presses the selected button.
    private func act(_ label: String?) -> KeyHints.Hint { hint(.enter, label ?? phrases[FormPhrase.doKey]) }

    private func hint(_ key: Key, _ phrase: FormPhrase) -> KeyHints.Hint { hint(key, phrases[phrase]) }

    private func hint(_ key: Key, _ text: String) -> KeyHints.Hint {
        KeyHints.Hint(key.description, text, press: key)
    }
}
