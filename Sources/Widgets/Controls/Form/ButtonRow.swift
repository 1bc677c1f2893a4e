import Basis

/// Buttons beside each other, one of them selected: what a form or a page ends with.
package struct ButtonRow: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored, moved
        case pressed(String)
        /// It cannot act now; why.
        case barred(String)
    }

    package struct Button: Hashable, Sendable {
        package var id: String
        package var label: String
        /// Why it cannot act now; nil: it can.
        package var obstacle: String?

        package init(_ id: String, _ label: String, obstacle: String? = nil) {
            self.id = id
            self.label = label
            self.obstacle = obstacle
        }
    }

    package var buttons: [Button]
    package private(set) var selected = 0

    package init(_ buttons: [Button]) { self.buttons = buttons }

    /// What Enter does; nil: there are none.
    package var selectedLabel: String? { buttons.indices.contains(selected) ? buttons[selected].label : nil }

    package mutating func select(_ id: String) {
        if let index = buttons.firstIndex(where: { $0.id == id }) { selected = index }
    }

    package mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .left where selected > 0: selected -= 1
        case .right where selected < buttons.count - 1: selected += 1
        case .enter, .character(" "):
            guard buttons.indices.contains(selected) else { return .ignored }
            let button = buttons[selected]
            return button.obstacle.map { .barred($0) } ?? .pressed(button.id)
        default: return .ignored
        }
        return .moved
    }

    /// Columns that it takes on one line.
    package var width: Int { buttons.reduce(-2) { $0 + $1.label.columns + 4 } }

    /// Lines that it needs in so many columns.
    package func height(_ width: Int) -> Int { (places(width).last?.y ?? -1) + 1 }

    private func places(_ width: Int) -> [Point] {
        var (x, y) = (0, 0)
        return buttons.map { button in
            let wide = button.label.columns + 2
            if x > 0, x + wide > width { (x, y) = (0, y + 1) }
            defer { x += wide + 2 }
            return Point(x, y)
        }
    }

    /// - Parameter focusKeys: what brings the keys here, for the mouse; empty where they are here.
    package func draw(in canvas: Canvas, isFocused: Bool, focusKeys: [Key] = []) {
        for (index, place) in places(canvas.width).enumerated() {
            let button = buttons[index]
            let isSelected = isFocused && index == selected
            let label = "[\(button.label)]"
            let area = canvas.part(Rect(place.x, place.y, label.columns, 1)).on(isSelected ? .focus : .text)
            area.put(label, Style(button.obstacle == nil ? (isSelected ? .strong : .keyHint) : .disabled))
            if isSelected { area.placeCursor(x: 0, visible: false) }
            let distance = index - selected
            let steps = [Key](repeating: distance < 0 ? .left : .right, count: abs(distance))
            area.target(focusKeys + steps + [.enter])
        }
    }
}
