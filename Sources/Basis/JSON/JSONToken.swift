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

    enum Kind: UInt8 { case null, boolTrue, boolFalse, number, string, array, object, key }

    /// The same name at another place of another text.
    @inline(__always)
    func moved(to offset: Int) -> JSONToken {
        var token = self
        token.offset = UInt32(truncatingIfNeeded: offset)
        return token
    }

    var isText: Bool {
        @inline(__always) get { kind == .string || kind == .key }
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

    func deallocate() { unsafe base.deallocate() }
}
