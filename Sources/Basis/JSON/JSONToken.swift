/// One value or member name on the tape: where it stands in the text.
struct JSONToken {
    /// First byte: of the number, the literal or the bracket; for strings and keys the first byte after the quote.
    var offset: UInt32
    /// Bytes of text; for strings and keys without the quotes, for containers with both brackets.
    var length: UInt32
    /// Index of the token after this value, with all that it contains. While a container is open: its parent.
    var next: UInt32
    var kind: Kind
    /// For strings and keys: holds escapes. For numbers: has a fraction or an exponent.
    var isComplex: Bool

    enum Kind: UInt8 { case null, boolTrue, boolFalse, number, array, object, string, key }

    /// The same name at another place of another text.
    @inline(__always)
    func moved(to offset: Int) -> JSONToken {
        var token = self
        token.offset = UInt32(truncatingIfNeeded: offset)
        return token
    }

    var isText: Bool {
        @inline(__always) get { kind.rawValue >= Kind.string.rawValue }
    }

    /// The place behind it, of strings and keys behind the quote.
    var textEnd: Int {
        @inline(__always) get { Int(offset) &+ Int(length) &+ (isText ? 1 : 0) }
    }
}

/// A store of tokens that keeps its memory from one message to the next.
///
/// Not an `Array`: the scanner would pay for exclusivity and uniqueness checks at each token. It never grows while it is
/// filled; memory that is reserved but not used stays untouched. Whoever makes it calls `deallocate()`.
@safe struct JSONTokenBuffer {
    private var base: UnsafeMutablePointer<JSONToken>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        unsafe base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    subscript(index: Int) -> JSONToken {
        @inline(__always) get {
            precondition(index >= 0 && index < count, "the node belongs to an earlier message")
            return unsafe base[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    /// A token to which one of the same text leads. Where a node leads that may be stale, the subscript above checks.
    subscript(within index: Int) -> JSONToken {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return unsafe base[index]
        }
    }

    /// Forgets all tokens and makes room for `capacity`.
    mutating func reset(capacity needed: Int) {
        count = 0
        if needed <= capacity { return }
        unsafe base.deallocate()
        capacity = max(capacity * 2, needed)
        unsafe base = .allocate(capacity: capacity)
    }

    /// There must be room for it.
    @inline(__always)
    mutating func append(_ token: JSONToken) {
        assert(count < capacity)
        unsafe base[count] = token
        count &+= 1
    }

    @inline(__always)
    mutating func append(
        _ kind: JSONToken.Kind, from start: Int, to end: Int, next: Int? = nil, isComplex: Bool = false
    ) {
        // Offsets fit: a text is at most `JSONLimits.maxBytes` ≤ UInt32.max long.
        append(
            JSONToken(
                offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end &- start),
                next: UInt32(truncatingIfNeeded: next ?? count &+ 1), kind: kind, isComplex: isComplex))
    }

    /// Takes members of an object from the tape before, each a name and a value without others in it, as long as they end
    /// before `limit` of its text; they stand `shift` bytes further in this one.
    ///
    /// - Returns: the place behind the last of them in the text before; nil where there is none.
    @inline(__always)
    mutating func appendMembers(of former: JSONTokenBuffer, before limit: Int, shift: Int) -> Int? {
        var end: Int?
        while count &+ 1 < former.count {
            let (name, value) = (former[within: count], former[within: count &+ 1])
            if name.kind != .key || value.next != name.next &+ 1 || value.textEnd >= limit { break }
            append(former, shift)
            append(former, shift)
            end = value.textEnd
        }
        return end
    }

    /// The token at the same index of another tape. A token is four words of 32 bits, the first of which is its offset.
    @inline(__always)
    private mutating func append(_ other: JSONTokenBuffer, _ shift: Int) {
        assert(count < capacity && count < other.count)
        let from = unsafe UnsafeRawPointer(other.base + count)
        let words = unsafe from.loadUnaligned(as: SIMD4<UInt32>.self)
        let moved = words &+ SIMD4(UInt32(truncatingIfNeeded: shift), 0, 0, 0)
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: moved, as: SIMD4<UInt32>.self)
        count &+= 1
    }

    func deallocate() { unsafe base.deallocate() }
}
