package import Basis

extension RuleExpression {
    /// Whether the expression holds at `now`; nil where a value that decides is not known.
    ///
    /// Every part is evaluated, whatever the parts before it say: timers of `held for` have to see each change.
    package func evaluate(
        _ values: some TagValues, cycling: Bool?, timers: inout HeldTimers, now: Instant
    ) -> Bool? {
        switch self {
        case .constant(let value): return value
        case .cycling: return cycling
        case .truth(let tag): return Self.truth(values.value(of: tag))
        case .known(let tag): return values.value(of: tag).map { $0 != .missing } ?? false
        case .compare(let tag, let comparison, let operand):
            let other: TagValue? =
                switch operand {
                case .literal(let value): value
                case .tag(let slot): values.value(of: slot)
                }
            return comparison.holds(values.value(of: tag), other)
        case .oneOf(let tag, let allowed):
            guard let value = values.value(of: tag), value != .missing else { return nil }
            return allowed.contains { Comparison.equal.holds(value, $0) == true }
        case .not(let inner):
            return inner.evaluate(values, cycling: cycling, timers: &timers, now: now).map { !$0 }
        case .all(let parts):
            return Self.combine(parts, decisive: false, values, cycling, &timers, now)
        case .any(let parts):
            return Self.combine(parts, decisive: true, values, cycling, &timers, now)
        case .held(let inner, let duration, let timer):
            let isTrue = inner.evaluate(values, cycling: cycling, timers: &timers, now: now)
            let isDue = timers.isDue(timer, isTrue: isTrue == true, duration: duration, now: now)
            return isTrue == nil ? nil : isDue
        }
    }

    private static func combine(
        _ parts: [RuleExpression], decisive: Bool, _ values: some TagValues, _ cycling: Bool?,
        _ timers: inout HeldTimers, _ now: Instant
    ) -> Bool? {
        var isDecided = false
        var isUnknown = false
        for part in parts {
            switch part.evaluate(values, cycling: cycling, timers: &timers, now: now) {
            case .some(decisive): isDecided = true
            case .none: isUnknown = true
            default: break
            }
        }
        return isDecided ? decisive : isUnknown ? nil : !decisive
    }

    private static func truth(_ value: TagValue?) -> Bool? {
        switch value {
        case .bool(let isTrue): isTrue
        case .number(let number): number != 0
        case .text, .missing, nil: nil
        }
    }
}

extension RuleExpression.Comparison {
    /// nil where either side is unknown, or where numbers and texts meet in an ordering.
    func holds(_ a: TagValue?, _ b: TagValue?) -> Bool? {
        guard let a, let b, a != .missing, b != .missing else { return nil }
        switch (a, b) {
        case (.number(let x), .number(let y)): return holds(x, y)
        case (.text(let x), .text(let y)): return holds(x, y)
        case (.bool(let x), .bool(let y)): return holds(x ? 1 : 0, y ? 1 : 0)
        case (.bool(let x), .number(let y)): return holds(x ? 1 : 0, y)
        case (.number(let x), .bool(let y)): return holds(x, y ? 1 : 0)
        default:
            switch self {
            case .equal: return false
            case .notEqual: return true
            default: return nil
            }
        }
    }

    private func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
        switch self {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}
