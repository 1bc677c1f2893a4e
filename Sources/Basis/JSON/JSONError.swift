/// Why a text is not the JSON that FloorTUI accepts, and at which byte.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Sendable {
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "this byte must not stand here"
        case trailingBytes = "something follows the value"
        case invalidNumber = "not a JSON number"
        case numberOutOfRange = "the number is too large for a double"
        case invalidEscape = "not a JSON escape"
        case loneSurrogate = "half of a surrogate pair"
        case controlCharacter = "a control character in a string"
        case invalidUTF8 = "not UTF-8"
        case byteOrderMark = "a byte order mark"
        case tooDeep = "nested too deeply"
        case tooLarge = "too many bytes"
    }

    package let reason: Reason
    /// Bytes from the start of the text, 0 at its first byte.
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(reason.rawValue) (byte \(offset))" }
}
