import Basis

/// One line of text being typed: cursor by whole characters, candidates for completion.
package struct InputLine: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored
        /// Only the cursor moved.
        case moved
        /// The text is another one: the caller may set other `candidates`.
        case changed
        /// There is no room for what was typed; it is left out.
        case full
        case submitted
        case cancelled
    }

    package private(set) var text: String
    /// Characters before the cursor.
    package private(set) var cursor: Int
    /// What Tab puts in place of the text, one after the other; set by the caller after `.changed`.
    package var candidates: [String] = [] {
        didSet { candidate = nil }
    }
    /// Shown, muted, while there is no text.
    package var placeholder = ""
    /// Drawn as dots: a PIN.
    package var isSecret = false
    /// Characters at most.
    package let limit: Int
    /// Index into `candidates` of the one that stands in the text.
    package private(set) var candidate: Int?

    package init(_ text: String = "", limit: Int = 256) {
        self.limit = limit
        self.text = String(SanitizedText(text).text.prefix(limit))
        cursor = self.text.count
    }

    /// Puts another text in its place, the cursor at its end.
    package mutating func set(_ text: String) {
        self.text = String(SanitizedText(text).text.prefix(limit))
        cursor = self.text.count
        candidate = nil
    }

    /// Characters that it still takes.
    package var room: Int { limit - text.count }

    package mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .enter: return .submitted
        case .escape: return .cancelled
        case .left: return move(to: cursor - 1)
        case .right: return move(to: cursor + 1)
        case .home, .control("a"): return move(to: 0)
        case .end, .control("e"): return move(to: text.count)
        case .backspace: return remove(cursor - 1..<cursor)
        case .delete: return remove(cursor..<cursor + 1)
        case .control("u"): return remove(0..<cursor)
        case .control("k"): return remove(cursor..<text.count)
        case .control("w"): return remove(wordStart()..<cursor)
        case .tab: return complete(1)
        case .backTab: return complete(-1)
        case .character(let character): return insert(character)
        default: return .ignored
        }
    }

    private mutating func move(to place: Int) -> Outcome {
        guard place >= 0, place <= text.count else { return .ignored }
        cursor = place
        return .moved
    }

    private func index(_ place: Int) -> String.Index { text.index(text.startIndex, offsetBy: place) }

    private mutating func remove(_ range: Range<Int>) -> Outcome {
        guard range.lowerBound >= 0, range.upperBound <= text.count, !range.isEmpty else { return .ignored }
        text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
        cursor = range.lowerBound
        candidate = nil
        return .changed
    }

    private mutating func insert(_ character: Character) -> Outcome {
        var changed = text
        changed.insert(character, at: index(cursor))
        // A combining mark joins the character before it; it must be allowed there.
        guard !SanitizedText(changed).isAltered else { return .ignored }
        guard changed.count <= limit else { return .full }
        cursor += changed.count - text.count
        text = changed
        candidate = nil
        return .changed
    }

    private func wordStart() -> Int {
        let before = Array(text.prefix(cursor))
        var start = before.count
        while start > 0, before[start - 1] == " " { start -= 1 }
        while start > 0, before[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func complete(_ step: Int) -> Outcome {
        guard !candidates.isEmpty else { return .ignored }
        let first = step > 0 ? 0 : candidates.count - 1
        let next = candidate.map { ($0 + step + candidates.count) % candidates.count } ?? first
        text = String(SanitizedText(candidates[next]).text.prefix(limit))
        cursor = text.count
        candidate = next
        return .changed
    }

    /// Draws one line; scrolls sideways so that the cursor is seen. Places the hardware cursor where `isFocused`.
    package func draw(in canvas: Canvas, isFocused: Bool = true) {
        let line = canvas.row(0).on(.input)
        guard line.width > 0 else { return }
        line.fill()
        let shown = isSecret ? String(repeating: "*", count: text.count) : text
        let before = String(shown.prefix(cursor)).columns
        if shown.isEmpty { line.put(placeholder, width: line.width, Style(.placeholder)) }
        let scroll = max(0, before - line.width + 1)
        line.put(shown, x: -scroll, Style(.input))
        // That there is more on a side is said.
        if scroll > 0 { line.put("…", Style(.input)) }
        if shown.columns - scroll > line.width, before - scroll < line.width - 1 {
            line.put("…", x: line.width - 1, Style(.input))
        }
        if isFocused { line.placeCursor(x: before - scroll, visible: true) }
    }

    /// Draws the candidates, the chosen one selected: one below the other, beside each other where they are more than rows,
    /// and where there is no room for all, how many are not there.
    package func drawCandidates(in canvas: Canvas) {
        guard canvas.height > 0 else { return }
        let wide = (candidates.map(\.columns).max() ?? 0) + 4
        let most = max(1, canvas.width / wide)
        let columns = min(most, (candidates.count + canvas.height - 1) / canvas.height)
        let room = columns * canvas.height
        guard candidates.count > room else {
            return draw(candidates.indices, columns: columns, width: wide, in: canvas)
        }
        // The last place says how many are elsewhere.
        let page = max(1, room - 1)
        let first = (candidate ?? 0) / page * page
        let shown = first..<min(first + page, candidates.count)
        draw(shown, columns: columns, width: wide, in: canvas)
        let more = "… \(candidates.count - shown.count)"
        canvas.put(more, x: (columns - 1) * wide + 2, y: canvas.height - 1, Style(.muted))
    }

    private func draw(_ shown: Range<Int>, columns: Int, width: Int, in canvas: Canvas) {
        for (place, index) in shown.enumerated() {
            let x = place / canvas.height * width
            let room = columns == 1 ? canvas.width - x : width
            var cell = canvas.part(Rect(x, place % canvas.height, room, 1))
            // Only the input has the hardware cursor.
            if index == candidate {
                cell = cell.on(.selection)
                cell.fill()
                cell.put(.pointer)
            }
            cell.put(candidates[index], x: 2, width: cell.width - 2)
        }
    }
}
