/// Which of many lines is selected and which is the first to be seen.
package struct ScrollPosition: Hashable, Sendable {
    /// From 0; 0 also where there is nothing.
    package var selected = 0
    package internal(set) var top = 0
    /// Lines that were seen last, for page keys.
    var page = 1

    package init() {}

    /// Moves by arrows, page keys, Home and End; false when the key is none of these.
    mutating func handle(_ key: Key, count: Int) -> Bool {
        switch key {
        case .up: selected -= 1
        case .down: selected += 1
        case .pageUp: selected -= max(1, page - 1)
        case .pageDown: selected += max(1, page - 1)
        case .home: selected = 0
        case .end: selected = count - 1
        default: return false
        }
        clamp(count)
        return true
    }

    mutating func clamp(_ count: Int) {
        selected = min(max(0, selected), max(0, count - 1))
        top = min(max(0, top), max(0, count - 1))
    }

    /// Scrolls as little as needed so that the selected line is seen, and nothing is left blank at the end.
    mutating func reveal(count: Int, height: Int) {
        clamp(count)
        page = max(1, height)
        if selected < top { top = selected }
        if selected >= top + page { top = selected - page + 1 }
        top = min(top, max(0, count - page))
    }
}
