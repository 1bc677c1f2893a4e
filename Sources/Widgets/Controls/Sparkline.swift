/// The course of a value, one column a point, the newest at the right.
package struct Sparkline: Hashable, Sendable {
    /// Oldest first; nil is no value, drawn as a dot and never as zero.
    package var values: [Double?]
    /// nil: from the lowest to the highest of the values seen.
    package var scale: ClosedRange<Double>?
    /// Values outside are marked; nil: none are.
    package var limits: ClosedRange<Double>?

    package init(_ values: [Double?], scale: ClosedRange<Double>? = nil, limits: ClosedRange<Double>? = nil) {
        self.values = values
        self.scale = scale
        self.limits = limits
    }

    package func draw(in canvas: Canvas) {
        let seen = values.suffix(canvas.width)
        let known = seen.compactMap { $0 }.filter(\.isFinite)
        let low = scale?.lowerBound ?? known.min() ?? 0
        let high = scale?.upperBound ?? known.max() ?? 0
        var x = canvas.width - seen.count
        for value in seen {
            if let value, value.isFinite {
                // A course without change lies in the middle.
                let part = high > low ? (value - low) / (high - low) : 0.4
                let isOut = limits.map { !$0.contains(value) } ?? false
                canvas.put(canvas.glyphs.level(part), x: x, Style(isOut ? .outOfLimits : .trend))
            } else {
                canvas.put(.middleDot, x: x, Style(.gap))
            }
            x += 1
        }
    }
}
