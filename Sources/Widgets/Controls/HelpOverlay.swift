import Basis

/// All keys that act now, made from the live key map: a list to choose from, so that arrows and Enter reach each of them.
package struct HelpOverlay: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored, moved, closed
        /// As if this key were pressed where the help was opened.
        case chosen(Key)
    }

    package struct Line: Hashable, Sendable {
        package var keys: String
        package var text: String
        /// The first of the keys; nil: nothing can be done with it.
        package var key: Key?
    }

    package var title: String
    package let lines: [Line]
    private var position = ScrollPosition()
    /// The first row that is seen: a text that is too long takes several.
    private var top = 0

    /// - Parameters:
    ///   - legend: what signs on the screen mean, below the keys.
    ///   - text: the text of a binding's `help` in the language of the person.
    package init<Action, Context>(
        _ title: String, _ map: KeyMap<Action, Context>, in contexts: [Context],
        legend: [(sign: String, text: String)] = [], text: (String) -> String
    ) {
        self.title = title
        let bindings = map.active(in: contexts).filter { !$0.keys.isEmpty }
        lines =
            bindings.map { binding in
                let keys = binding.keys.map(\.description).joined(separator: " ")
                return Line(keys: keys, text: text(binding.help), key: binding.keys.first)
            } + legend.map { Line(keys: $0.sign, text: $0.text) }
    }

    package mutating func handle(_ key: Key) -> Outcome {
        if position.handle(key, count: lines.count) { return .moved }
        switch key {
        case .escape, .character("?"), .character("q"): return .closed
        case .enter where !lines.isEmpty: return lines[position.selected].key.map { .chosen($0) } ?? .moved
        default: return .ignored
        }
    }

    /// One row of a line.
    private struct Row {
        var line: Int
        /// Empty but in the first.
        var keys: String
        var text: String
    }

    /// The lines with their texts in as many rows as they need; keys stand at the first.
    private func rows(toColumns width: Int) -> [Row] {
        lines.enumerated().flatMap { index, line in
            line.text.wrapped(toColumns: max(8, width)).enumerated().map { number, part in
                Row(line: index, keys: number == 0 ? line.keys : "", text: part)
            }
        }
    }

    /// Scrolls as little as needed so that the selected line is seen.
    private mutating func reveal(_ rows: [Row], height: Int) {
        position.page = max(1, height)
        let first = rows.firstIndex { $0.line == position.selected } ?? 0
        let last = rows.lastIndex { $0.line == position.selected } ?? 0
        top = min(max(top, last - height + 1), first, max(0, rows.count - height))
    }

    package mutating func draw(in canvas: Canvas) {
        let keys = lines.map(\.keys.columns).max() ?? 0
        let texts = lines.map(\.text.columns).max() ?? 0
        let wanted = max(keys + texts + 2, title.columns + 2) + 4
        // No narrow strip of what lies below it is left at its side.
        let width = wanted + 4 > canvas.width ? canvas.width : wanted
        let rows = rows(toColumns: min(width, canvas.width) - 6 - keys)
        let size = Size(width, rows.count + 2)
        let inside = Overlay(title, size: size).draw(in: canvas)
        reveal(rows, height: inside.height)
        // On the border, which is there anyway.
        let box = canvas.area.centred(size).inset(y: 1)
        let edge = canvas.part(Rect(box.maxX - 1, box.y, 1, box.height)).on(.overlay)
        ScrollBar(first: top, seen: inside.height, of: rows.count).draw(in: edge)
        for (y, row) in rows.dropFirst(top).prefix(inside.height).enumerated() {
            let isSelected = row.line == position.selected
            let area = isSelected ? inside.row(y).on(.selection) : inside.row(y)
            if isSelected { area.fill() }
            if isSelected, !row.keys.isEmpty { area.placeCursor(x: 0, visible: false) }
            area.put(row.keys, width: keys, Style(.keyName))
            area.put(row.text, x: keys + 2, width: area.width - keys - 2)
            let distance = row.line - position.selected
            area.target([Key](repeating: distance < 0 ? .up : .down, count: abs(distance)) + [.enter])
        }
    }
}
