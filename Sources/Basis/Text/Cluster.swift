/// What one cell of a terminal shows: a scalar of one or two columns and at most two combining marks, in one word.
///
/// Only clusters on whose width all terminals agree exist; anything else becomes `placeholder`, one column wide.
package struct Cluster: Hashable, Sendable {
    /// Base, first mark and second mark, 21 bits each from the lowest; 0 is no mark.
    package let packed: UInt64

    package static let space = Cluster(0x20)
    /// Stands for what must not be drawn: U+FFFD, one column.
    package static let placeholder = Cluster(0xFFFD)

    /// `base` must be of kind narrow or wide, the marks of kind mark or 0.
    @inline(__always)
    init(_ base: UInt32, _ first: UInt32 = 0, _ second: UInt32 = 0) {
        packed = UInt64(base) | UInt64(first) << 21 | UInt64(second) << 42
    }

    /// A printable ASCII byte (0x20…0x7E); any other is the placeholder.
    @inline(__always)
    package init(ascii byte: UInt8) {
        packed = byte >= 0x20 && byte < 0x7F ? UInt64(byte) : Cluster.placeholder.packed
    }

    /// The first cluster of a character, for literals: `Cluster("│")`.
    package init(_ character: Character) {
        var text = String(character)
        self = text.withUTF8 { unsafe Cluster.first(in: $0.span) }
    }

    private static func first(in bytes: Span<UInt8>) -> Cluster {
        var position = 0
        return Cluster.next(in: bytes, at: &position)
    }

    package var base: UInt32 { UInt32(packed & 0x1F_FFFF) }
    package var firstMark: UInt32 { UInt32(packed >> 21 & 0x1F_FFFF) }
    package var secondMark: UInt32 { UInt32(packed >> 42 & 0x1F_FFFF) }

    /// Columns: 1 or 2.
    @inline(__always)
    package var width: Int {
        let base = base
        return base < 0x1100 ? 1 : CharacterKind(base) == .wide ? 2 : 1
    }

    package func append(to text: inout String) {
        for scalar in [base, firstMark, secondMark] where scalar != 0 {
            text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        }
    }

    package var text: String {
        var text = ""
        append(to: &text)
        return text
    }

    /// Takes the next cluster from valid UTF-8; `position` must be at the start of a scalar and not at the end.
    ///
    /// A run of marks without a base, after a placeholder, or beyond the second on one base, is one placeholder or
    /// none: so a text that was sanitised once stays as it is.
    package static func next(in bytes: Span<UInt8>, at position: inout Int) -> Cluster {
        let base = scalar(in: bytes, at: &position)
        let kind = CharacterKind(base)
        guard kind == .narrow || kind == .wide, base != 0xFFFD else {
            skipMarks(in: bytes, at: &position)
            return .placeholder
        }
        guard position < bytes.count, bytes[position] >= 0xCC else { return Cluster(base) }
        let first = mark(in: bytes, at: &position)
        let second = first == 0 ? 0 : mark(in: bytes, at: &position)
        return Cluster(base, first, second)
    }

    private static func mark(in bytes: Span<UInt8>, at position: inout Int) -> UInt32 {
        // The first combining mark, U+0300, begins with CC.
        guard position < bytes.count, bytes[position] >= 0xCC else { return 0 }
        var after = position
        let scalar = scalar(in: bytes, at: &after)
        guard CharacterKind(scalar) == .mark else { return 0 }
        position = after
        return scalar
    }

    private static func skipMarks(in bytes: Span<UInt8>, at position: inout Int) {
        while mark(in: bytes, at: &position) != 0 {}
    }

    /// Decodes one scalar; the bytes are valid UTF-8, so only the lead byte is looked at.
    @inline(__always)
    private static func scalar(in bytes: Span<UInt8>, at position: inout Int) -> UInt32 {
        let lead = bytes[position]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(length == 1 ? lead : lead & (0x7F >> UInt8(length)))
        for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        position += length
        return value
    }
}
