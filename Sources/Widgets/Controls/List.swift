import Basis

/// A short list of texts to choose from; digits choose the first nine at once where it is numbered.
package struct List: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored
        case moved
        case chosen(Int)
    }

    package struct Item: Hashable, Sendable {
        package var text: String
        /// At the right, muted.
        package var detail: String
        package var role: Role

        package init(_ text: String, detail: String = "", role: Role = .text) {
            self.text = text
            self.detail = detail
            self.role = role
        }
    }

    package var items: [Item]
    package var isNumbered: Bool
    package var position = ScrollPosition()
    /// False where keys go elsewhere: the selection is not shown.
    package var isFocused = true

    package init(_ items: [Item], isNumbered: Bool = false) {
        self.items = items
        self.isNumbered = isNumbered
    }

    package mutating func handle(_ key: Key) -> Outcome {
        if position.handle(key, count: items.count) { return .moved }
        switch key {
        case .enter where !items.isEmpty: return .chosen(position.selected)
        case .character(let digit) where isNumbered:
            guard let number = digit.wholeNumberValue, number >= 1, number <= min(9, items.count) else {
                return .ignored
            }
            position.selected = number - 1
            return .chosen(number - 1)
        default: return .ignored
        }
    }

    package mutating func draw(in canvas: Canvas) {
        position.reveal(count: items.count, height: canvas.height)
        for y in 0..<canvas.height where position.top + y < items.count {
            let index = position.top + y
            let item = items[index]
            var line = canvas.row(y)
            if index == position.selected, isFocused {
                line = line.on(.selection)
                line.fill()
                line.put(.pointer)
                line.placeCursor(x: 0, visible: false)
            }
            var x = 2
            if isNumbered {
                if index < 9 { line.put("\(index + 1)", x: x, Style(.keyName)) }
                x += 2
            }
            let rest = line.width - x - item.text.columns - 2
            // What stands at the right gives way, and is left out where only a few letters of it would be seen.
            let detail = rest < min(item.detail.columns, 6) ? 0 : min(item.detail.columns, rest)
            let gap = detail > 0 ? 2 : 0
            line.put(item.text, x: x, width: line.width - x - detail - gap, Style(item.role))
            line.put(item.detail, x: line.width - detail, width: detail, .muted)
        }
    }
}
