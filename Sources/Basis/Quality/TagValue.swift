/// The value of one tag as its source gave it.
public enum TagValue: Hashable, Sendable {
    /// The source sent nothing usable: JSON null, or a word that it uses for "not available".
    case missing
    case number(Double)
    case text(String)
    case bool(Bool)

    /// Whether it is the same as a value that may not be known. Asked for with each message, mostly of numbers.
    @inlinable @inline(__always)
    public func isSame(as other: TagValue?) -> Bool {
        if case .number(let known)? = other, case .number(let value) = self { return known == value }
        return self == other
    }

    /// The number, where it is one; nil otherwise. A bool is no number.
    @inlinable @inline(__always)
    public var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    /// What people read: the source's own word, numbers in their shortest exact form.
    package var text: String? {
        switch self {
        case .missing: nil
        case .number(let value): TagValue.text(of: value)
        case .text(let value): value
        case .bool(let value): value ? "true" : "false"
        }
    }

    private static func text(of value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }
}
