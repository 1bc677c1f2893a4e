package import Basis

extension [ConditionStretch] {
    /// The same time, in which the machine was in `condition` from `from` until `to`, whatever was known of it.
    ///
    /// - Parameters:
    ///   - from: nil: since before anything was known.
    ///   - to: nil: until now.
    package func corrected(from: Instant?, to: Instant?, to condition: Condition) -> [ConditionStretch] {
        let (start, end) = (from ?? .distantPast, to ?? .distantFuture)
        guard start < end else { return self }
        let before = compactMap { $0.part(from: .distantPast, to: start) }
        let after = compactMap { $0.part(from: end, to: .distantFuture) }
        let between = ConditionStretch(from: from, to: to, condition: condition)
        return (before + [between] + after).reduce(into: []) { joined, stretch in
            if let last = joined.last, last.condition == stretch.condition {
                joined[joined.count - 1].to = stretch.to
            } else {
                joined.append(stretch)
            }
        }
    }
}
