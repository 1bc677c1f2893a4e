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
///
/// A tape for each source is quickest: a message of the form of the one before it, one object of the same names in the same
/// order, is read by that one, and what was found out about its form still holds.
@safe package final class JSONTape {
    let limits: JSONLimits
    private var text = JSONText()
    private var former = JSONText()
    /// Counts the forms of the texts: one more with each that has not the form of the one before it.
    private var form = 0
    /// The newest form of whose outermost object it is known that no two members have one name.
    private var formOfUniqueNames = -1

    var view: JSONView {
        @inline(__always) get { JSONView(bytes: text.bytes, tokens: text.tokens) }
    }

    package init(limits: JSONLimits = JSONLimits()) { self.limits = limits }

    deinit {
        text.deallocate()
        former.deallocate()
    }

    /// Reads a text. Returns its value; this node and all from it are valid until the next `read`.
    @discardableResult
    package func read(_ bytes: RawSpan) throws(JSONError) -> JSONNode {
        // Worked on in locals: each change of a stored property of a class costs a check for exclusive access.
        let before = text
        var next = former
        let isTooLarge = bytes.byteCount > limits.maxBytes
        next.set(isTooLarge ? RawSpan() : bytes)
        (text, former) = (next, before)
        if isTooLarge { throw JSONError(reason: .tooLarge, offset: limits.maxBytes) }
        var scanner = JSONScanner(bytes: next.bytes, maxDepth: limits.maxDepth, tokens: next.tokens)
        if try !scanner.scanDocument(like: before) { form &+= 1 }
        text.tokens = scanner.tokens
        return JSONNode(tape: self, index: 0)
    }

    /// Reads a text; see `read(_: RawSpan)`.
    @discardableResult
    package func read(_ text: [UInt8]) throws(JSONError) -> JSONNode { try unsafe read(text.span.bytes) }

    /// Reads a text; see `read(_: RawSpan)`.
    @discardableResult
    package func read(_ text: String) throws(JSONError) -> JSONNode { try read(Array(text.utf8)) }

    /// The number that `place` leads to; nil where nothing stands there, or no number. Cheaper than to follow its pointer,
    /// where texts have one form.
    package func double(at place: JSONPlace) -> Double? {
        let view = view
        return index(of: place, view).flatMap { view.double(view.tokens[$0]) }
    }

    /// The same for an integer; see `JSONNode.asInt64`.
    package func int64(at place: JSONPlace) -> Int64? {
        let view = view
        return index(of: place, view).flatMap { view.integer(view.tokens[$0]) }
    }

    @inline(__always)
    private func index(of place: JSONPlace, _ view: JSONView) -> Int? {
        if place.form != form {
            place.index = view.follow(place.pointer, from: 0) ?? -1
            place.form = form
        }
        return place.index < 0 ? nil : place.index
    }

    /// Whether no two members of the outermost object have one name, as far as it was found out.
    var hasUniqueNames: Bool {
        get { formOfUniqueNames == form }
        set { formOfUniqueNames = newValue ? form : -1 }
    }
}
