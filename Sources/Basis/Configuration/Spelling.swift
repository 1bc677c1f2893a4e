/// Words in messages: lists of bounded length, and the nearest known word to a misspelled one.
package enum Spelling {
    /// `names` with commas, at most `limit` of them.
    package static func list(_ names: [String], limit: Int = 40) -> String {
        let shown = names.prefix(limit).map { Quoted.plain($0) }.joined(separator: ", ")
        return names.count > limit ? "\(shown), … (\(names.count - limit) more)" : shown
    }

    /// Of a name that nothing has, the one that is near, and those that there are.
    ///
    /// - Parameter words: as `the plant has no machine`.
    package static func unknown(_ words: String, _ name: String, known: [String]) -> String {
        let near = nearest(to: name, among: known).map { "; is \(Quoted($0)) meant?" } ?? ""
        return "\(words) \(Quoted(name))\(near); "
            + (known.isEmpty ? "it has none" : "known: " + list(known, limit: 20))
    }

    /// The known name that `name` most likely stands for; nil when none is near.
    ///
    /// Case, and `-` for `_`, count as nothing. Long names are not compared: they are no slip of the finger.
    package static func nearest(to name: String, among known: [String]) -> String? {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known.prefix(1000) {
            let other = folded(candidate)
            guard other.count <= 64 else { continue }
            let distance = distance(wanted, other)
            if distance <= max(1, min(wanted.count, other.count) / 3), distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    private static func folded(_ name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 }
    }

    /// Letters to insert, drop, replace or swap with their neighbour to get from one word to the other.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var twoAgo: [Int] = []
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, twoAgo[j - 1] + 1) }
                row.append(cost)
            }
            twoAgo = previous
            previous = row
        }
        return previous[b.count]
    }
}

/// Text from a file within a message: in quotes, bounded, and without anything that could move a cursor.
package struct Quoted: CustomStringConvertible {
    package let description: String

    package init(_ text: String) { description = "\"\(Self.plain(text))\"" }

    /// A path, whole: its end tells one file from another.
    package init(path: String) { description = "\"\(Self.plain(path, limit: 4096))\"" }

    /// At most `limit` characters of `text`, what is invisible in them written as `\u{…}`.
    static func plain(_ text: String, limit: Int = 60) -> String {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return shown + "…" }
            count += 1
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
