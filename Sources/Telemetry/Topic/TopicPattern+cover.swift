/// Which patterns match the same topics. A broker may deliver a message once for each subscription that matches it
/// (MQTT 5, 3.3.4), so no two subscriptions of a hub may overlap.
extension TopicPattern {
    /// Whether every topic that `other` matches is matched by this one.
    package func covers(_ other: TopicPattern) -> Bool { Self.covers(levels[...], other.levels[...]) }

    /// Whether there is a topic that both match.
    package func overlaps(_ other: TopicPattern) -> Bool { Self.overlap(levels[...], other.levels[...]) }

    private static func covers(_ a: ArraySlice<Level>, _ b: ArraySlice<Level>) -> Bool {
        guard let first = a.first else { return b.isEmpty }
        if first == .anyRest { return true }
        guard let other = b.first else { return false }
        switch (first, other) {
        case (_, .anyRest): return false
        case (.literal(let x), .literal(let y)): guard x == y else { return false }
        case (.literal, _): return false
        default: break
        }
        // “a/#” matches “a” too, which “a/+” does not.
        return covers(a.dropFirst(), b.dropFirst())
    }

    private static func overlap(_ a: ArraySlice<Level>, _ b: ArraySlice<Level>) -> Bool {
        if a.first == .anyRest || b.first == .anyRest { return true }
        guard let x = a.first, let y = b.first else { return a.isEmpty && b.isEmpty }
        if case .literal(let x) = x, case .literal(let y) = y, x != y { return false }
        return overlap(a.dropFirst(), b.dropFirst())
    }

    /// The patterns to subscribe to so that each message of any of `patterns` comes once: those that no other covers.
    /// Of equal ones the first. Their numbers in `patterns`, each with those that it stands for.
    package static func cover(_ patterns: [TopicPattern]) -> [(pattern: Int, standsFor: [Int])] {
        let kept = patterns.indices.filter { number in
            !patterns.indices.contains { other in
                guard other != number, patterns[other].covers(patterns[number]) else { return false }
                return other < number || !patterns[number].covers(patterns[other])
            }
        }
        return kept.map { number in
            (number, patterns.indices.filter { patterns[number].covers(patterns[$0]) })
        }
    }
}
