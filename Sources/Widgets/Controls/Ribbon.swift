/// What followed what over a time, squeezed into one line.
package struct Ribbon: Hashable, Sendable {
    package struct Segment: Hashable, Sendable {
        /// Its length, in any unit; not negative.
        package var weight: Double
        package var glyph: Glyph
        package var role: Role
        /// The higher, the worse.
        package var rank: Int

        package init(weight: Double, _ glyph: Glyph, _ role: Role, rank: Int = 0) {
            self.weight = weight
            self.glyph = glyph
            self.role = role
            self.rank = rank
        }
    }

    /// Which segment a column shows when several fall into it.
    package enum Choice: Hashable, Sendable {
        /// The one of the highest rank, however short.
        case worst
        /// The rank that takes most of it; of equals the worse.
        case dominant
    }

    package var segments: [Segment]
    package var choice: Choice

    package init(_ segments: [Segment], choice: Choice = .worst) {
        self.segments = segments
        self.choice = choice
    }

    /// The whole of the segments over the whole width.
    package func draw(in canvas: Canvas) {
        for (x, segment) in columns(canvas.width).enumerated() {
            canvas.put(segment.glyph, x: x, Style(segment.role))
        }
    }

    /// The segment that each of `width` columns shows; none where the segments have no length.
    package func columns(_ width: Int) -> [Segment] {
        let total = segments.reduce(0) { $0 + max(0, $1.weight) }
        guard width > 0, total > 0, total.isFinite else { return [] }
        let step = total / Double(width)
        var shown: [Segment] = []
        var index = 0
        var start = 0.0
        for column in 0..<width {
            let from = Double(column) * step
            let to = from + step
            var shares: [(segment: Segment, share: Double)] = []
            while index < segments.count {
                let end = start + max(0, segments[index].weight)
                let share = min(end, to) - max(start, from)
                // Less than a thousandth of a column is a matter of rounding.
                if share > step / 1000 { add(segments[index], share, to: &shares) }
                if end > to { break }
                start = end
                index += 1
            }
            guard let best = pick(shares) ?? shown.last else { return shown }
            shown.append(best)
        }
        return shown
    }

    private func add(_ segment: Segment, _ share: Double, to shares: inout [(segment: Segment, share: Double)]) {
        if let same = shares.firstIndex(where: { $0.segment.rank == segment.rank }) {
            shares[same].share += share
        } else {
            shares.append((segment, share))
        }
    }

    private func pick(_ shares: [(segment: Segment, share: Double)]) -> Segment? {
        switch choice {
        case .worst: shares.max { $0.segment.rank < $1.segment.rank }?.segment
        case .dominant: shares.max { ($0.share, $0.segment.rank) < ($1.share, $1.segment.rank) }?.segment
        }
    }
}
