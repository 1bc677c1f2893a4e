import Basis

/// Names in a column that is too narrow for some of them, told apart all the same.
package enum DistinctLabels {
    /// Each name in at most `width` columns. Of names that would be cut alike, their common beginning gives way, so that
    /// what tells them apart is seen: `Die t…fixed half`, `Die…moving half`.
    package static func cut(_ names: [String], toColumns width: Int) -> [String] {
        var labels = names.map { $0.truncated(toColumns: width) }
        let long = names.indices.filter { names[$0].columns > width }
        for alike in Dictionary(grouping: long, by: { labels[$0] }).values where alike.count > 1 {
            let group = alike.map { names[$0] }
            let common = commonBeginning(group)
            for (index, name) in zip(alike, group) {
                labels[index] = cut(name, after: common, toColumns: width)
            }
        }
        return labels
    }

    /// The name in at most `width` columns, cut in its middle: numbers stand at the end of names.
    package static func middle(_ name: String, toColumns width: Int) -> String {
        guard name.columns > width, width >= 5 else { return name.truncated(toColumns: width) }
        var tail: [Character] = []
        for character in name.reversed() {
            guard (tail + [character]).reduce(0, { $0 + String($1).columns }) <= (width - 1) / 2 else { break }
            tail.append(character)
        }
        let end = String(tail.reversed())
        return name.truncated(toColumns: width - end.columns) + end
    }

    /// Whole words that all of them begin with, as a number of characters; of texts without spaces, characters.
    private static func commonBeginning(_ names: [String]) -> Int {
        guard let first = names.first else { return 0 }
        let common = names.dropFirst().reduce(Array(first)) { common, name in
            Array(zip(common, name).prefix { $0 == $1 }.map(\.0))
        }
        let words = common.lastIndex(of: " ").map { $0 + 1 }
        return words ?? common.count
    }

    private static func cut(_ name: String, after common: Int, toColumns width: Int) -> String {
        guard width > 0 else { return "" }
        let tail = String(name.dropFirst(common))
        let room = width - 1 - tail.columns
        guard room > 0 else { return "…" + tail.truncated(toColumns: width - 1) }
        // What is longer than the width with its end is longer than the room for its beginning.
        let head = String(name.prefix(common)).truncated(toColumns: room + 1).dropLast()
        return String(head.reversed().drop { $0 == " " || $0 == "," }.reversed()) + "…" + tail
    }
}
