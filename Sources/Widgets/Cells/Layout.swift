/// How much of a length one part takes.
package enum Extent: Hashable, Sendable {
    case fixed(Int)
    /// A share of what the fixed parts and all minimums leave.
    case weight(Int, min: Int = 0)
}

extension Rect {
    /// Splits into rows from the top. Where the height is too small, the last parts shrink first, to nothing.
    package func rows(_ extents: Extent..., gap: Int = 0) -> [Rect] {
        Layout.split(height, extents, gap: gap).map { Rect(x, y + $0.lowerBound, width, $0.count) }
    }

    /// Splits into columns from the left. Where the width is too small, the last parts shrink first, to nothing.
    package func columns(_ extents: Extent..., gap: Int = 0) -> [Rect] {
        Layout.split(width, extents, gap: gap).map { Rect(x + $0.lowerBound, y, $0.count, height) }
    }
}

package enum Layout {
    /// The ranges of the parts, in order, in 0..<length, `gap` cells between two parts.
    package static func split(_ length: Int, _ extents: [Extent], gap: Int = 0) -> [Range<Int>] {
        var sizes = extents.map { extent in
            switch extent {
            case .fixed(let size): max(0, size)
            case .weight(_, let least): max(0, least)
            }
        }
        let room = max(0, length - gap * max(0, extents.count - 1))
        share(room - sizes.reduce(0, +), &sizes, extents)
        var start = 0
        return sizes.map { size in
            let from = min(start, length)
            let to = min(from + size, length)
            start = to + gap
            return from..<to
        }
    }

    /// Gives the rest to the weighted parts; what division leaves over goes to the first ones.
    private static func share(_ rest: Int, _ sizes: inout [Int], _ extents: [Extent]) {
        let weights = extents.map { if case .weight(let weight, _) = $0 { max(0, weight) } else { 0 } }
        let total = weights.reduce(0, +)
        guard rest > 0, total > 0 else { return }
        var left = rest
        for (index, weight) in weights.enumerated() {
            let part = rest * weight / total
            sizes[index] += part
            left -= part
        }
        for (index, weight) in weights.enumerated() where weight > 0 && left > 0 {
            sizes[index] += 1
            left -= 1
        }
    }
}
