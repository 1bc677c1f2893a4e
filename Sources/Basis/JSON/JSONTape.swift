/// What a text may cost before it is refused.
package struct JSONLimits: Sendable {
    /// Bytes of text, at most `UInt32.max`.
    package var maxBytes: Int
    /// Containers within each other.
    package var maxDepth: Int

    package init(maxBytes: Int = 4 << 20, maxDepth: Int = 512) {
        self.maxBytes = min(maxBytes, Int(UInt32.max))
        self.maxDepth = maxDepth
    }
}

/// A strict JSON reader (RFC 8259, UTF-8) that uses its memory again: after the first messages `read` allocates nothing.
///
/// It copies the text and lists its values as a flat tape of tokens; values are decoded when a `JSONNode` is asked.
/// Refused are also: a byte order mark, halves of surrogate pairs, numbers beyond a double, and what exceeds the limits.
/// Members of one name are grammar; see `JSONNode.duplicateKey`. One tape belongs to one thread.
@safe package final class JSONTape {
    let limits: JSONLimits
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var bytes: ByteReader
    private var tokens: JSONTokenBuffer

    var view: JSONView {
        @inline(__always) get { JSONView(bytes: bytes, tokens: tokens) }
    }

    package init(limits: JSONLimits = JSONLimits()) {
        self.limits = limits
        capacity = 1024
        unsafe storage = .allocate(capacity: capacity)
        unsafe bytes = ByteReader(base: storage, count: 0)
        tokens = JSONTokenBuffer(capacity: 64)
    }

    deinit {
        unsafe storage.deallocate()
        tokens.deallocate()
    }

    /// Reads a text. Returns its value; this node and all from it are valid until the next `read`.
    @discardableResult
    package func read(_ text: RawSpan) throws(JSONError) -> JSONNode {
        // Worked on in locals: each change of a stored property of a class costs a check for exclusive access.
        var buffer = tokens
        buffer.reset(capacity: text.byteCount <= limits.maxBytes ? text.byteCount + 1 : 0)
        tokens = buffer
        if text.byteCount > limits.maxBytes { throw JSONError(reason: .tooLarge, offset: limits.maxBytes) }
        copy(text)
        var scanner = JSONScanner(bytes: bytes, maxDepth: limits.maxDepth, tokens: buffer)
        try scanner.scanDocument()
        tokens = scanner.tokens
        return JSONNode(tape: self, index: 0)
    }

    /// Reads a text; see `read(_: RawSpan)`.
    @discardableResult
    package func read(_ text: [UInt8]) throws(JSONError) -> JSONNode { try unsafe read(text.span.bytes) }

    /// Reads a text; see `read(_: RawSpan)`.
    @discardableResult
    package func read(_ text: String) throws(JSONError) -> JSONNode { try read(Array(text.utf8)) }

    private func copy(_ text: RawSpan) {
        let count = text.byteCount
        if count + ByteReader.padding > capacity {
            unsafe storage.deallocate()
            capacity = max(capacity * 2, count + ByteReader.padding)
            unsafe storage = .allocate(capacity: capacity)
        }
        unsafe text.withUnsafeBytes { source in
            if let base = source.baseAddress {
                unsafe UnsafeMutableRawPointer(storage).copyMemory(from: base, byteCount: count)
            }
        }
        unsafe (storage + count).initialize(repeating: 0, count: ByteReader.padding)
        unsafe bytes = ByteReader(base: storage, count: count)
    }
}
