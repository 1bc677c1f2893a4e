import Basis

/// The line of keys at the foot of a screen. Where it is too long the least important hints go first; the very last stays.
package struct KeyHints: Hashable, Sendable {
    package struct Hint: Hashable, Sendable {
        package var key: String
        package var text: String
        /// What a click on it presses; nil: nothing.
        package var press: Key?
        /// Where the line is too short the highest goes first, of the same the last.
        package var priority: Int

        package init(_ key: String, _ text: String, press: Key? = nil, priority: Int = 0) {
            self.key = key
            self.text = text
            self.press = press
            self.priority = priority
        }
    }

    package var hints: [Hint]

    package init(_ hints: [Hint]) { self.hints = hints }

    package func draw(in canvas: Canvas) {
        var kept = hints
        while width(kept) > canvas.width - 2 {
            let least = kept.indices.dropLast().max { (kept[$0].priority, $0) < (kept[$1].priority, $1) }
            guard let least else { break }
            kept.remove(at: least)
        }
        var x = 1
        for hint in kept {
            let start = x
            x = canvas.put(hint.key, x: x, Style(.keyName))
            x = canvas.put(hint.text, x: x + 1, Style(.keyHint)) + 2
            if let press = hint.press { canvas.part(Rect(start, 0, x - 2 - start, 1)).target([press]) }
        }
    }

    private func width(_ hints: [Hint]) -> Int { hints.reduce(-2) { $0 + $1.key.columns + $1.text.columns + 3 } }
}
