/// Text from outside that can no longer harm a terminal, a log or a reader: the one sanitiser of the program.
///
/// Bytes that are no UTF-8, controls, line separators, bidi controls, zero-width and tag characters, variation
/// selectors, joiners, private use, unassigned, and whatever terminals measure differently, become U+FFFD; at most two
/// combining marks stay on a base. Sanitising twice changes nothing.
package struct SanitizedText: Hashable, Sendable {
    package let text: String
    /// Something was replaced by U+FFFD or dropped.
    package let isAltered: Bool
    /// The text was longer than the limit; what is left ends with `…`.
    package let isTruncated: Bool

    /// What is kept unless the caller asks otherwise, in bytes of UTF-8.
    package static let defaultLimit = 4096

    /// - Parameter limit: bytes of UTF-8 kept at most, at least 8, the `…` of a cut included.
    package init(_ string: String, limit: Int = defaultLimit) {
        self.init(string, limit: limit, alreadyAltered: false)
    }

    /// Reads `bytes` as UTF-8; each wrong sequence becomes U+FFFD. Bytes beyond `limit` are not looked at.
    package init(bytes: some Collection<UInt8>, limit: Int = defaultLimit) {
        let reach = limit + 8
        var head = Array(bytes.prefix(reach))
        if head.count == reach {
            // Where the reading stops a scalar may be cut in two: that is no fault of the text.
            while let last = head.last, last & 0xC0 == 0x80, head.count > limit + 4 { head.removeLast() }
            if let last = head.last, last >= 0xC0 { head.removeLast() }
        }
        let valid = String(validating: head, as: UTF8.self)
        self.init(valid ?? String(decoding: head, as: UTF8.self), limit: limit, alreadyAltered: valid == nil)
    }

    private init(_ string: String, limit: Int, alreadyAltered: Bool) {
        precondition(limit >= 8, "a limit below 8 bytes leaves no text")
        let bytes = string.utf8Span.span
        if bytes.count <= limit, Self.isPlain(bytes) {
            text = string
            isAltered = alreadyAltered
            isTruncated = false
            return
        }
        var result = ""
        result.reserveCapacity(min(bytes.count, limit))
        var altered = alreadyAltered
        var position = 0
        // Where to cut if the end is not reached within the limit: the ellipsis takes three bytes.
        var cut = 0
        while position < bytes.count, result.utf8.count <= limit {
            let start = position
            let cluster = Cluster.next(in: bytes, at: &position)
            if cluster == .placeholder, !Self.isPlaceholder(bytes, start, position) { altered = true }
            if result.utf8.count <= limit - 3 { cut = result.utf8.count }
            cluster.append(to: &result)
        }
        isTruncated = result.utf8.count > limit
        if isTruncated {
            result.removeSubrange(result.utf8.index(result.startIndex, offsetBy: cut)...)
            result += "…"
        }
        text = result
        isAltered = altered
    }

    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] &- 0x20 >= 0x5F { return false }
        return true
    }

    /// Whether the source itself held U+FFFD, alone, so that nothing was replaced.
    private static func isPlaceholder(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start == 3 && bytes[start] == 0xEF && bytes[start + 1] == 0xBF && bytes[start + 2] == 0xBD
    }
}

extension SanitizedText: CustomStringConvertible {
    package var description: String { text }
}
