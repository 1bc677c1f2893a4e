import Glibc

/// Reads bytes of a text that is followed by `padding` zero bytes.
///
/// The only place where the JSON reader touches memory. The zero after the text ends every loop of the scanner, because
/// no JSON rule accepts it, so the hot path needs no bounds check; and eight bytes may be read at once anywhere.
@safe struct ByteReader {
    static let padding = 16
    /// A one in each of eight bytes that are looked at together.
    static var ones: UInt64 {
        @inline(__always) get { 0x0101_0101_0101_0101 }
    }

    private let base: UnsafePointer<UInt8>
    let count: Int

    init(base: UnsafePointer<UInt8>, count: Int) {
        unsafe self.base = unsafe base
        self.count = count
    }

    subscript(index: Int) -> UInt8 {
        @inline(__always) get {
            assert(index >= 0 && index < count + Self.padding)
            return unsafe base[index]
        }
    }

    /// Eight bytes, the first of them in the lowest bits.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        assert(index >= 0 && index + 8 <= count + Self.padding)
        return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
    }

    /// Whether these bytes stand at `offset`.
    @inline(__always)
    func equals(_ text: Span<UInt8>, at offset: Int) -> Bool {
        assert(offset >= 0 && offset + text.count <= count)
        return unsafe text.withUnsafeBytes { other in
            guard let start = other.baseAddress else { return true }
            if other.count < 8 {
                for index in 0..<other.count where unsafe base[offset + index] != other[index] { return false }
                return true
            }
            return unsafe memcmp(base + offset, start, other.count) == 0
        }
    }

    /// How many bytes from `start` on are as those of `other` from `first` on.
    @inline(__always)
    func alike(_ other: ByteReader, from first: Int, at start: Int) -> Int {
        let most = min(count &- start, other.count &- first)
        var alike = 0
        while alike < most {
            let unlike = word(at: start &+ alike) ^ other.word(at: first &+ alike)
            // The first byte is the lowest.
            if unlike != 0 { return min(most, alike &+ unlike.trailingZeroBitCount &>> 3) }
            alike &+= 8
        }
        return most
    }

    /// Calls `body` with `length` bytes from `offset`.
    @inline(__always)
    func withSpan<R>(_ offset: Int, _ length: Int, _ body: (Span<UInt8>) -> R) -> R {
        assert(offset >= 0 && length >= 0 && offset + length <= count)
        let bytes = unsafe UnsafeBufferPointer(start: base + offset, count: length)
        return unsafe body(bytes.span)
    }
}
