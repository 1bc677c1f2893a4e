/// A part of a frame that can be clicked: it stands for keys, so that nothing can be done with the mouse alone.
package struct Target: Hashable, Sendable {
    package var area: Rect
    /// What a click is as good as.
    package var press: [Key]
    /// What comes before the keys of the wheel, so that they reach what lies here.
    package var focus: [Key]

    package init(_ area: Rect, press: [Key], focus: [Key] = []) {
        self.area = area
        self.press = press
        self.focus = focus
    }
}

extension Frame {
    /// Rows that one step of the wheel moves.
    private static var wheelStep: Int { 3 }

    /// The keys that a report of the mouse is as good as; of targets over one another the last counts.
    package func keys(for mouse: Mouse) -> [Key] {
        let target = targets.last { $0.area.contains(mouse.at) }
        return switch mouse.kind {
        case .press: target?.press ?? []
        case .wheelUp: (target?.focus ?? []) + [Key](repeating: .up, count: Self.wheelStep)
        case .wheelDown: (target?.focus ?? []) + [Key](repeating: .down, count: Self.wheelStep)
        case .other: []
        }
    }

    /// What lies below can no longer be clicked: something was drawn over it.
    package func removeTargets() { targets = [] }
}

extension Canvas {
    /// The canvas, as far as it is seen, can be clicked.
    package func target(_ press: [Key], focus: [Key] = []) {
        let seen = bounds.intersection(clip)
        if !seen.isEmpty { frame.targets.append(Target(seen, press: press, focus: focus)) }
    }
}
