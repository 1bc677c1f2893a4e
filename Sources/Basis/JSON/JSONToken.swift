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

    var isText: Bool { kind == .string || kind == .key }
}

/// A growing store of tokens that keeps its memory from one message to the next.
///
/// Not an `Array`: the scanner would pay for exclusivity and uniqueness checks at each token.
/// Whoever makes it calls `deallocate()`.
@safe struct JSONTokenBuffer {
    private var base: UnsafeMutablePointer<JSONToken>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        unsafe base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    subscript(index: Int) -> JSONToken {
        get {
            precondition(index >= 0 && index < count, "the node belongs to an earlier message")
            return unsafe base[index]
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ token: JSONToken) {
        if count == capacity { grow() }
        unsafe base[count] = token
        count += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<JSONToken>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
        capacity *= 2
    }

    func deallocate() { unsafe base.deallocate() }
}
