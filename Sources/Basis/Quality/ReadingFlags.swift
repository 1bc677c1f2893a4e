/// What cleansing found about one reading. A flagged reading is out of every statistic; none is dropped silently.
package struct ReadingFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    // Asked for several times a message, from another module.
    @inlinable
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable
    package init() { rawValue = 0 }

    /// The source said that it has no value (null, or a word such as UNAVAILABLE).
    package static let missing = ReadingFlags(rawValue: 1 << 0)
    /// One of the numbers that the device uses for "no value", such as 65535.
    package static let sentinel = ReadingFlags(rawValue: 1 << 1)
    /// Outside the range that is physically possible.
    package static let range = ReadingFlags(rawValue: 1 << 2)
    /// Further from the reading before than the process can move.
    package static let jump = ReadingFlags(rawValue: 1 << 3)
    /// The same message again.
    package static let duplicate = ReadingFlags(rawValue: 1 << 4)
    /// Older than the newest reading of the tag.
    package static let late = ReadingFlags(rawValue: 1 << 5)
    /// Its time lay ahead of the arrival; the arrival time was taken instead.
    package static let future = ReadingFlags(rawValue: 1 << 6)
    /// A counter fell: it was set back.
    package static let reset = ReadingFlags(rawValue: 1 << 7)
    /// A counter passed its end and began again.
    package static let rollover = ReadingFlags(rawValue: 1 << 8)
    /// A text where the tag needs a number.
    package static let type = ReadingFlags(rawValue: 1 << 9)

    /// Every flag with its word, in the order in which they are shown.
    package static let all: [(flag: ReadingFlags, word: String)] = [
        (.missing, "missing"), (.sentinel, "sentinel"), (.range, "range"), (.jump, "jump"),
        (.duplicate, "duplicate"), (.late, "late"), (.future, "future"), (.reset, "reset"),
        (.rollover, "rollover"), (.type, "type"),
    ]

    // What `OptionSet` has, said again for this one set: its own cannot be made part of another module's code, and they
    // are asked for several times a message.
    @inlinable @inline(__always) package var isEmpty: Bool { rawValue == 0 }
    @inlinable @inline(__always) package func contains(_ other: ReadingFlags) -> Bool {
        rawValue & other.rawValue == other.rawValue
    }
    @inlinable @inline(__always) package func isDisjoint(with other: ReadingFlags) -> Bool {
        rawValue & other.rawValue == 0
    }
    @inlinable @inline(__always) package mutating func formUnion(_ other: ReadingFlags) { self = union(other) }
    @inlinable @inline(__always) package func union(_ other: ReadingFlags) -> ReadingFlags {
        ReadingFlags(rawValue: rawValue | other.rawValue)
    }
    @inlinable @inline(__always) package func subtracting(_ other: ReadingFlags) -> ReadingFlags {
        ReadingFlags(rawValue: rawValue & ~other.rawValue)
    }

    /// The words of the flags that are set.
    package var words: [String] { Self.all.filter { contains($0.flag) }.map(\.word) }

    /// Set where the value itself cannot be believed, so that no rule may use it.
    package var isUnusable: Bool { rawValue & Self.unusable != 0 }

    private static let unusable =
        missing.rawValue | sentinel.rawValue | range.rawValue | jump.rawValue | duplicate.rawValue | late.rawValue
        | type.rawValue
}
