/// A value as a horizontal bar from the low to the high end of its scale, with marks at its limits.
package struct Bar: Hashable, Sendable {
    /// nil: no value, drawn as a dashed line.
    package var value: Double?
    package var scale: ClosedRange<Double>
    /// nil: open on that side.
    package var lowLimit: Double?
    package var highLimit: Double?

    package init(_ value: Double?, scale: ClosedRange<Double>, lowLimit: Double? = nil, highLimit: Double? = nil) {
        self.value = value.flatMap { $0.isFinite ? $0 : nil }
        self.scale = scale
        self.lowLimit = lowLimit
        self.highLimit = highLimit
    }

    package var isOutOfLimits: Bool {
        guard let value else { return false }
        return value < lowLimit ?? value || value > highLimit ?? value
    }

    /// Part of the scale, 0…1; a scale without length is empty.
    private func part(_ value: Double) -> Double {
        let length = scale.upperBound - scale.lowerBound
        return length > 0 ? min(1, max(0, (value - scale.lowerBound) / length)) : 0
    }

    package func draw(in canvas: Canvas) {
        let width = canvas.width
        guard width > 0 else { return }
        guard let value else {
            canvas.fill(Rect(0, 0, width, 1), with: canvas.glyphs[.dashed], Style(.gap))
            return
        }
        let fill = Style(isOutOfLimits ? .outOfLimits : .barFill)
        let eighths = Int((part(value) * Double(width * 8)).rounded())
        canvas.fill(Rect(0, 0, width, 1), with: canvas.glyphs[.middleDot], Style(.barEmpty))
        canvas.fill(Rect(0, 0, eighths / 8, 1), with: canvas.glyphs[.full], fill)
        if eighths % 8 > 0, let glyph = Glyph(rawValue: Glyph.eighth1.rawValue + UInt8(eighths % 8 - 1)) {
            canvas.put(glyph, x: eighths / 8, fill)
        }
        for limit in [lowLimit, highLimit] {
            guard let limit, scale.contains(limit) else { continue }
            canvas.put(.vertical, x: min(width - 1, Int(part(limit) * Double(width))), Style(.limitMark))
        }
        // Off the scale there is nothing to fill, or no end to it: an arrow says where the value is.
        if value < scale.lowerBound { canvas.put(.left, fill) }
        if value > scale.upperBound { canvas.put(.right, x: width - 1, fill) }
    }
}
