/// What cleansing found about one reading. A flagged reading is out of every statistic; none is dropped silently.
public struct ReadingFlags: OptionSet, Hashable, Sendable {
    /// One bit a flag.
    public let rawValue: UInt16
    // Public, as all that is asked for several times a message from another module: nothing else becomes part of its code.
    /// The flags of these bits.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// No flag.
    @inlinable @inline(__always)
    public init() { rawValue = 0 }

    /// The source said that it has no value (null, or a word such as UNAVAILABLE).
    @inlinable @inline(__always)
    public static var missing: ReadingFlags { ReadingFlags(rawValue: 1 << 0) }
    /// One of the numbers that the device uses for "no value", such as 65535.
    @inlinable @inline(__always)
    public static var sentinel: ReadingFlags { ReadingFlags(rawValue: 1 << 1) }
    /// Outside the range that is physically possible.
    @inlinable @inline(__always)
    public static var range: ReadingFlags { ReadingFlags(rawValue: 1 << 2) }
    /// Further from the reading before than the process can move.
    @inlinable @inline(__always)
    public static var jump: ReadingFlags { ReadingFlags(rawValue: 1 << 3) }
    /// The same message again.
    @inlinable @inline(__always)
    public static var duplicate: ReadingFlags { ReadingFlags(rawValue: 1 << 4) }
    /// Older than the newest reading of the tag.
    @inlinable @inline(__always)
    public static var late: ReadingFlags { ReadingFlags(rawValue: 1 << 5) }
    /// Its time lay ahead of the arrival; the arrival time was taken instead.
    @inlinable @inline(__always)
    public static var future: ReadingFlags { ReadingFlags(rawValue: 1 << 6) }
    /// A counter fell: it was set back.
    @inlinable @inline(__always)
    public static var reset: ReadingFlags { ReadingFlags(rawValue: 1 << 7) }
    /// A counter passed its end and began again.
    @inlinable @inline(__always)
    public static var rollover: ReadingFlags { ReadingFlags(rawValue: 1 << 8) }
    /// A text where the tag needs a number.
    @inlinable @inline(__always)
    public static var type: ReadingFlags { ReadingFlags(rawValue: 1 << 9) }

    /// Every flag with its word, in the order in which they are shown.
    package static let all: [(flag: ReadingFlags, word: String)] = [
        (.missing, "missing"), (.sentinel, "sentinel"), (.range, "range"), (.jump, "jump"),
        (.duplicate, "duplicate"), (.late, "late"), (.future, "future"), (.reset, "reset"),
        (.rollover, "rollover"), (.type, "type"),
    ]

    // What `OptionSet` has, said again for this one set: its own cannot be made part of another module's code.
    /// Whether none is set.
    @inlinable @inline(__always) public var isEmpty: Bool { rawValue == 0 }
    /// Whether all of `other` are set.
    @inlinable @inline(__always) public func contains(_ other: ReadingFlags) -> Bool {
        rawValue & other.rawValue == other.rawValue
    }
    /// Whether none of `other` is set.
    @inlinable @inline(__always) public func isDisjoint(with other: ReadingFlags) -> Bool {
        rawValue & other.rawValue == 0
    }
    /// Sets those of `other`, too.
    @inlinable @inline(__always) public mutating func formUnion(_ other: ReadingFlags) { self = union(other) }
    /// With those of `other`, too.
    @inlinable @inline(__always) public func union(_ other: ReadingFlags) -> ReadingFlags {
        ReadingFlags(rawValue: rawValue | other.rawValue)
    }
    /// Without those of `other`.
    @inlinable @inline(__always) public func subtracting(_ other: ReadingFlags) -> ReadingFlags {
        ReadingFlags(rawValue: rawValue & ~other.rawValue)
    }

    /// The words of the flags that are set.
    package var words: [String] { Self.all.filter { contains($0.flag) }.map(\.word) }

    /// Set where the value itself cannot be believed, so that no rule may use it.
    @inlinable @inline(__always)
    public var isUnusable: Bool {
        let unusable: ReadingFlags = [.missing, .sentinel, .range, .jump, .duplicate, .late, .type]
        return !isDisjoint(with: unusable)
    }
}
