import Basis

/// All keys that act now, made from the live key map; scrolls where they do not fit.
package struct HelpOverlay: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored, moved, closed
    }

    package struct Line: Hashable, Sendable {
        package var keys: String
        package var text: String
    }

    package var title: String
    package let lines: [Line]
    private var top = 0
    private var page = 1
    /// Rows when it was last drawn: a text that is too long takes several.
    private var rows = 0

    /// - Parameter text: the text of a binding's `help` in the language of the person.
    package init<Action, Context>(
        _ title: String, _ map: KeyMap<Action, Context>, in contexts: [Context], text: (String) -> String
    ) {
        self.title = title
        lines = map.active(in: contexts).map { binding in
            Line(keys: binding.keys.map(\.description).joined(separator: " "), text: text(binding.help))
        }
    }

    package mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .escape, .enter, .character("?"), .character("q"): return .closed
        case .up: top -= 1
        case .down: top += 1
        case .pageUp: top -= page
        case .pageDown: top += page
        case .home: top = 0
        case .end: top = rows
        default: return .ignored
        }
        top = min(max(0, top), max(0, rows - page))
        return .moved
    }

    /// The lines with their texts in as many rows as they need; keys stand at the first.
    private func wrapped(toColumns width: Int) -> [Line] {
        lines.flatMap { line in
            let parts = line.text.wrapped(toColumns: max(8, width))
            return [Line(keys: line.keys, text: parts.first ?? "")] + parts.dropFirst().map { Line(keys: "", text: $0) }
        }
    }

    package mutating func draw(in canvas: Canvas) {
        let keys = lines.map(\.keys.columns).max() ?? 0
        let texts = lines.map(\.text.columns).max() ?? 0
        let width = max(keys + texts + 2, title.columns + 2) + 4
        let shown = wrapped(toColumns: min(width, canvas.width) - 6 - keys)
        rows = shown.count
        let size = Size(width, rows + 2)
        let inside = Overlay(title, size: size).draw(in: canvas)
        page = max(1, inside.height)
        top = min(top, max(0, rows - page))
        // On the border, which is there anyway.
        let box = canvas.area.centred(size).inset(y: 1)
        let edge = canvas.part(Rect(box.maxX - 1, box.y, 1, box.height)).on(.overlay)
        ScrollBar(first: top, seen: inside.height, of: rows).draw(in: edge)
        for (y, line) in shown.dropFirst(top).prefix(inside.height).enumerated() {
            inside.put(line.keys, y: y, width: keys, Style(.keyName))
            inside.put(line.text, x: keys + 2, y: y, width: inside.width - keys - 2)
        }
    }
}
