/// The form in which an id stands in a topic: at most 64 of `A–Z a–z 0–9 . _ -`.
package enum TopicID {
    package static let maximumLength = 64

    /// Whether `id` can stand in a topic as it is.
    package static func isValid(_ id: some StringProtocol) -> Bool {
        let bytes = id.utf8
        return !bytes.isEmpty && bytes.count <= maximumLength && bytes.allSatisfy(isPlain)
    }

    /// Whether this may be what `encode` gives for some id.
    package static func isTopicForm(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= maximumLength else { return false }
        return text == "~" || unescape(text) != nil || isShortened(bytes)
    }

    /// Whether it ends as what `encode` cuts.
    private static func isShortened(_ bytes: [UInt8]) -> Bool {
        let tilde = UInt8(ascii: "~")
        guard bytes.count == maximumLength, bytes.allSatisfy({ isPlain($0) || $0 == tilde }) else { return false }
        let hash = bytes.suffix(16)
        return bytes[hash.startIndex - 1] == tilde && hash.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    /// The topic form of any outside id: each byte that does not fit, and `~` itself, as `~hh`; one that gets too long
    /// ends in `~` and 16 digits of its FNV-1a hash.
    package static func encode(_ id: String) -> String {
        if isValid(id) { return id }
        let encoded = escape(id)
        if encoded.isEmpty { return "~" }
        if encoded.utf8.count <= maximumLength { return encoded }
        return String(encoded.prefix(maximumLength - 17)) + "~" + hex(fnv1a(id.utf8), 16)
    }

    /// The id with each byte that does not fit as `~hh`, however long that is.
    package static func escape(_ id: String) -> String {
        if id.utf8.allSatisfy(isPlain) { return id }
        var escaped: [UInt8] = []
        for byte in id.utf8 {
            if isPlain(byte) { escaped.append(byte) } else { escaped += ("~" + hex(UInt64(byte), 2)).utf8 }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// What `escape` gave this for; nil where it gives no such text.
    package static func unescape(_ text: some StringProtocol) -> String? {
        if text.utf8.allSatisfy(isPlain) { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                guard isPlain(byte) else { return nil }
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            rest = rest.dropFirst(2)
            bytes.append(code)
        }
        guard let id = String(validating: bytes, as: UTF8.self), escape(id) == text else { return nil }
        return id
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func hex(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
