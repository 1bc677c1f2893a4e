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
    /// any, else within the word. A newline in the text starts a line. `width` is at least 2.
    package func wrapped(toColumns width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { Self.wrap(String($0), max(width, 2)) }
    }

    private static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line: [Cluster] = []
        var columns = 0
        /// Index in `line` where it may be broken: after a space or a wide character.
        var breakable = 0
        let bytes = text.utf8Span.span
        var position = 0
        while position < bytes.count {
            let cluster = step(bytes, &position)
            if columns + cluster.width > width {
                // A space that would begin the next line is left out.
                let isSpace = cluster == .space
                let cut = isSpace || cluster.width == 2 || breakable == 0 ? line.count : breakable
                lines.append(string(line[..<cut], trimmed: true))
                line = Array(line[cut...])
                columns = line.reduce(0) { $0 + $1.width }
                breakable = 0
                if isSpace && line.isEmpty { continue }
            }
            line.append(cluster)
            columns += cluster.width
            if cluster == .space || cluster.width == 2 { breakable = line.count }
        }
        lines.append(string(line[...], trimmed: false))
        return lines
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
