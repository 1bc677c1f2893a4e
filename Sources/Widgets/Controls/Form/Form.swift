import Basis

/// Fields to fill in, and the buttons that a form ends with. Arrows, Tab, Enter, Esc and digits reach everything; so do the
/// mouse, a scanner and the clipboard, which are keys too.
package struct Form: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored
        /// The cursor or a selection moved; perhaps to another field.
        case moved
        /// What is in a field is another.
        case changed
        /// The field has no room for what was typed; it is left out.
        case full
        case pressed(String)
        /// The button cannot act now; why.
        case barred(String)
        case cancelled
    }

    package enum Control: Hashable, Sendable {
        case text(InputLine)
        /// Digits, a sign and a point alone.
        case number(InputLine)
        case choice(ChoiceTree)
    }

    package struct Field: Hashable, Sendable {
        /// Names it for programs.
        package var name: String
        package var label: String
        package var control: Control
        /// Behind a number.
        package var unit: String
        /// What was chosen leads to the buttons at once, past the fields between.
        package var leadsToButtons: Bool

        package init(
            _ name: String, _ label: String, _ control: Control, unit: String = "", leadsToButtons: Bool = false
        ) {
            self.name = name
            self.label = label
            self.control = control
            self.unit = unit
            self.leadsToButtons = leadsToButtons
        }

        /// What is in it, for a draft: what was typed, or the id of what was chosen.
        package var value: String {
            switch control {
            case .text(let line), .number(let line): line.text
            case .choice(let tree): tree.chosen ?? ""
            }
        }
    }

    package var fields: [Field]
    package var buttons: ButtonRow
    /// The field that keys go to; `fields.count`: the buttons.
    package private(set) var focus = 0
    /// The first field that a choice led past to the buttons: where Tab goes on.
    private var passed: Int?

    package init(_ fields: [Field], _ buttons: ButtonRow) {
        self.fields = fields
        self.buttons = buttons
        if fields.isEmpty { focus = 0 }
    }

    private var isAtButtons: Bool { focus == fields.count }

    /// Whether a character is text where the keys go; at the buttons it is that of the last field of text, so that what is
    /// typed on without looking presses none of them and is not lost.
    package var takesText: Bool {
        guard fields.indices.contains(focus) else { return textField != nil }
        if case .choice = fields[focus].control { return false }
        return true
    }

    /// What the field is called that keys go to; empty at the buttons.
    package var focusedLabel: String { fields.indices.contains(focus) ? fields[focus].label : "" }
    /// The field's control; nil: the buttons have the keys.
    package var focused: Control? { fields.indices.contains(focus) ? fields[focus].control : nil }

    private var textField: Int? { fields.lastIndex { if case .text = $0.control { true } else { false } } }

    package subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// Puts a draft's text into a field.
    package mutating func set(_ name: String, _ value: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }) else { return }
        switch fields[index].control {
        case .text(var line):
            line.set(value)
            fields[index].control = .text(line)
        case .number(var line):
            line.set(value)
            fields[index].control = .number(line)
        case .choice(var tree):
            tree.choose(value)
            fields[index].control = .choice(tree)
        }
    }

    package mutating func focus(on place: Int) { focus = min(max(0, place), fields.count) }

    // MARK: Keys

    package mutating func handle(_ key: Key) -> Outcome {
        let next = passed
        passed = nil
        switch key {
        case .escape: return .cancelled
        case .tab where next != nil:
            focus(on: next ?? 0)
            return .moved
        case .tab: return move(1)
        case .backTab: return move(-1)
        default: break
        }
        guard !isAtButtons else { return handleButtons(key) }
        switch fields[focus].control {
        case .text(var line): return type(key, &line) { .text($0) }
        case .number(var line):
            if case .character(let character) = key, !Self.isNumeric(character) { return .ignored }
            return type(key, &line) { .number($0) }
        case .choice(var tree):
            let outcome = tree.handle(key)
            fields[focus].control = .choice(tree)
            switch outcome {
            case .ignored: return .ignored
            case .moved: return .moved
            case .chosen:
                let isLed = fields[focus].leadsToButtons && focus + 1 < fields.count
                passed = isLed ? focus + 1 : nil
                focus = isLed ? fields.count : focus + 1
                return .changed
            }
        }
    }

    private mutating func type(_ key: Key, _ line: inout InputLine, _ control: (InputLine) -> Control) -> Outcome {
        switch key {
        case .enter, .down: return move(1)
        case .up: return move(-1)
        default: break
        }
        let outcome = line.handle(key)
        fields[focus].control = control(line)
        return switch outcome {
        case .changed: .changed
        case .moved: .moved
        case .full: .full
        case .ignored, .submitted, .cancelled: .ignored
        }
    }

    private mutating func handleButtons(_ key: Key) -> Outcome {
        switch buttons.handle(key) {
        case .ignored:
            switch key {
            case .character, .backspace:
                guard let textField else { return .ignored }
                focus(on: textField)
                return handle(key)
            case .up: return move(-1)
            default: return .ignored
            }
        case .moved: return .moved
        case .pressed(let id): return .pressed(id)
        case .barred(let why): return .barred(why)
        }
    }

    private mutating func move(_ step: Int) -> Outcome {
        focus = (focus + step + fields.count + 1) % (fields.count + 1)
        return .moved
    }

    private static func isNumeric(_ character: Character) -> Bool {
        character.isASCII && character.isWholeNumber || character == "." || character == "-"
    }

    // MARK: Drawing

    /// What brings the keys from where they are to a place.
    private func way(to place: Int) -> [Key] {
        let steps = { (from: Int) in (place - from + fields.count + 1) % (fields.count + 1) }
        if let passed, place != focus { return [Key](repeating: .tab, count: 1 + steps(passed)) }
        return [Key](repeating: .tab, count: steps(focus))
    }

    /// Lines that it takes in so many columns, with all of its lists.
    package func height(_ width: Int) -> Int {
        fields.reduce(1) { sum, field in
            if case .choice(let tree) = field.control { sum + 1 + tree.height } else { sum + 1 }
        } + buttons.height(width)
    }

    /// Draws fields, a blank line and the buttons. Where there is no room for all, lists give way first.
    package mutating func draw(in canvas: Canvas) {
        let label = min((fields.map(\.label.columns).max() ?? 0) + 2, canvas.width / 2)
        let spare = max(0, canvas.height - height(canvas.width))
        var missing = max(0, height(canvas.width) - canvas.height)
        var y = 0
        for index in fields.indices {
            let isFocused = index == focus
            let line = canvas.part(Rect(0, y, canvas.width, 1))
            line.put(fields[index].label, width: label - 1, Style(isFocused ? .strong : .muted))
            let area = line.part(Rect(label, 0, max(0, canvas.width - label), 1))
            y += 1
            switch fields[index].control {
            case .text(let input), .number(let input):
                let unit = fields[index].unit
                let room = max(1, area.width - (unit.isEmpty ? 0 : unit.columns + 1))
                input.draw(in: area.part(Rect(0, 0, room, 1)), isFocused: isFocused)
                area.put(unit, x: room + 1, Style(.muted))
                line.target(way(to: index))
            case .choice(var tree):
                area.put(tree.chosenText, width: area.width, Style(.strong))
                let rows = max(1, tree.height - missing)
                missing -= tree.height - rows
                tree.draw(
                    in: canvas.part(Rect(2, y, max(0, canvas.width - 2), rows)), isFocused: isFocused,
                    focusKeys: way(to: index))
                fields[index].control = .choice(tree)
                y += rows
            }
        }
        let foot = canvas.height - buttons.height(canvas.width)
        let place = spare > 0 ? min(foot, y + 1) : foot
        buttons.draw(
            in: canvas.part(Rect(0, place, canvas.width, canvas.height - place)), isFocused: isAtButtons,
            focusKeys: way(to: fields.count))
    }
}
