/// A place in a JSON text (RFC 6901), parsed once and used for many messages: `/params/0/value`; `""` is the whole text.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// One part between slashes. Its name is `keys[start..<end]`: one array for all, so that following a pointer counts
    /// no references.
    struct Step: Hashable, Sendable {
        let start: Int
        let end: Int
        /// The same as an index; -1 when it is none, as `-`, `01` or a word.
        let position: Int
    }

    let steps: [Step]
    /// The names of all steps, decoded.
    let keys: [UInt8]
    /// As it was written.
    package let description: String

    /// The whole text.
    package init() {
        steps = []
        keys = []
        description = ""
    }

    /// nil when `text` is neither empty nor starts with `/`, or when a `~` is not followed by 0 or 1.
    package init?(_ text: String) {
        description = text
        var steps: [Step] = []
        var keys: [UInt8] = []
        if !text.isEmpty {
            guard text.utf8.first == UInt8(ascii: "/") else { return nil }
            for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                guard let key = Self.decode(part) else { return nil }
                steps.append(Step(start: keys.count, end: keys.count + key.count, position: Self.position(key)))
                keys += key
            }
        }
        self.steps = steps
        self.keys = keys
    }

    private static func decode(_ part: Substring.UTF8View) -> [UInt8]? {
        var key: [UInt8] = []
        var bytes = part.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "~") else {
                key.append(byte)
                continue
            }
            switch bytes.next() {
            case UInt8(ascii: "0"): key.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): key.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return key
    }

    private static func position(_ key: [UInt8]) -> Int {
        guard key.allSatisfy(isDigit), key == [UInt8(ascii: "0")] || key.first != UInt8(ascii: "0") else { return -1 }
        return Int(String(decoding: key, as: UTF8.self)) ?? -1
    }
}
