extension String {
    /// Terminal columns that the text takes when drawn; what cannot be drawn counts as its placeholder, 1.
    package var columns: Int {
        let bytes = utf8Span.span
        var position = 0
        var columns = 0
        while position < bytes.count { columns += Self.step(bytes, &position).width }
        return columns
    }

    /// The text cut to `limit` columns, with `ellipsis` (one column) as the last when something was cut.
    package func truncated(toColumns limit: Int, ellipsis: String = "…") -> String {
        guard columns > limit else { return self }
        guard limit > 0 else { return "" }
        let bytes = utf8Span.span
        var result = ""
        var position = 0
        var used = 0
        while position < bytes.count {
            let cluster = Self.step(bytes, &position)
            guard used + cluster.width <= limit - 1 else { break }
            used += cluster.width
            cluster.append(to: &result)
        }
        return result + ellipsis
    }

    /// The text broken into lines of at most `width` columns, at spaces and beside wide characters where there are
    /// any, else within the word. Closing punctuation begins no line, opening ends none. A newline in the text starts a
    /// line. `width` is at least 2.
    package func wrapped(toColumns width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { Self.wrap(String($0), max(width, 2)) }
    }

    private static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line: [Cluster] = []
        var columns = 0
        /// Index in `line` where it may be broken.
        var breakable = 0
        let bytes = text.utf8Span.span
        var position = 0
        while position < bytes.count {
            let cluster = step(bytes, &position)
            if let last = line.last, mayBreak(after: last, before: cluster) { breakable = line.count }
            if columns + cluster.width > width {
                let cut = breakable == 0 ? line.count : breakable
                lines.append(string(line[..<cut], trimmed: true))
                line = Array(line[cut...])
                columns = line.reduce(0) { $0 + $1.width }
                breakable = 0
                // A space that would begin the next line is left out.
                if cluster == .space && line.isEmpty { continue }
            }
            line.append(cluster)
            columns += cluster.width
        }
        lines.append(string(line[...], trimmed: false))
        return lines
    }

    private static func mayBreak(after last: Cluster, before next: Cluster) -> Bool {
        if last == .space || next == .space { return true }
        guard last.width == 2 || next.width == 2 else { return false }
        return !next.isClosing && !last.isOpening
    }

    private static func string(_ clusters: ArraySlice<Cluster>, trimmed: Bool) -> String {
        var clusters = clusters
        while trimmed, clusters.last == .space { clusters.removeLast() }
        return clusters.reduce(into: "") { $1.append(to: &$0) }
    }

    private static func step(_ bytes: Span<UInt8>, _ position: inout Int) -> Cluster {
        let byte = bytes[position]
        let isAlone = position + 1 == bytes.count || bytes[position + 1] < 0x80
        guard byte >= 0x20, byte < 0x7F, isAlone else { return Cluster.next(in: bytes, at: &position) }
        position += 1
        return Cluster(ascii: byte)
    }
}

extension Cluster {
    /// Punctuation that stands with what is before it.
    fileprivate var isClosing: Bool { Self.closing.contains(base) }
    /// Punctuation that stands with what follows.
    fileprivate var isOpening: Bool { Self.opening.contains(base) }

    private static let closing = Set(",.;:!?)]}%…，。、；：！？）」』》】〉”’".unicodeScalars.map(\.value))
    private static let opening = Set("([{（「『《【〈“‘".unicodeScalars.map(\.value))
}
