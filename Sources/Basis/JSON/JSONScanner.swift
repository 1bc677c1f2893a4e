/// One pass over a text: checks everything and writes the tape. No recursion, so depth costs no stack.
struct JSONScanner {
    let bytes: ByteReader
    let maxDepth: Int
    var tokens: JSONTokenBuffer
    var at = 0
    private var depth = 0
    /// The innermost open container.
    private var container = 0
    private var inObject = false

    init(bytes: ByteReader, maxDepth: Int, tokens: JSONTokenBuffer) {
        self.bytes = bytes
        self.maxDepth = maxDepth
        self.tokens = tokens
    }

    mutating func scanDocument() throws(JSONError) {
        if bytes.word(at: 0) & 0xFF_FFFF == 0xBF_BBEF { throw JSONError(reason: .byteOrderMark, offset: 0) }
        repeat { try scanValue() } while try advanceToNextValue()
        skipWhitespace()
        if at != bytes.count { throw JSONError(reason: .trailingBytes, offset: at) }
    }

    /// Reads up to the end of the next scalar or empty container; opens containers on the way.
    private mutating func scanValue() throws(JSONError) {
        while true {
            skipWhitespace()
            switch bytes[at] {
            case UInt8(ascii: "\""):
                return try scanString(.string)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                return try scanNumber()
            case UInt8(ascii: "{"):
                try open(.object)
                if bytes[at] == UInt8(ascii: "}") { return close() }
                try scanKey()
            case UInt8(ascii: "["):
                try open(.array)
                if bytes[at] == UInt8(ascii: "]") { return close() }
            case UInt8(ascii: "t"):
                return try scanLiteral(0x6575_7274, length: 4, .boolTrue)
            case UInt8(ascii: "f"):
                return try scanLiteral(0x65_736C_6166, length: 5, .boolFalse)
            case UInt8(ascii: "n"):
                return try scanLiteral(0x6C6C_756E, length: 4, .null)
            default:
                throw unexpected()
            }
        }
    }

    /// Closes what ends here. True when another value follows; false when the document's value is complete.
    private mutating func advanceToNextValue() throws(JSONError) -> Bool {
        while depth > 0 {
            skipWhitespace()
            let byte = bytes[at]
            if byte == UInt8(ascii: ",") {
                at += 1
                if inObject {
                    skipWhitespace()
                    try scanKey()
                }
                return true
            }
            if byte != (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { throw unexpected() }
            close()
        }
        return false
    }

    private mutating func scanKey() throws(JSONError) {
        if bytes[at] != UInt8(ascii: "\"") { throw unexpected() }
        try scanString(.key)
        skipWhitespace()
        if bytes[at] != UInt8(ascii: ":") { throw unexpected() }
        at += 1
    }

    private mutating func open(_ kind: JSONToken.Kind) throws(JSONError) {
        if depth == maxDepth { throw JSONError(reason: .tooDeep, offset: at) }
        let parent = UInt32(truncatingIfNeeded: container)
        container = tokens.count
        depth += 1
        inObject = kind == .object
        append(kind, from: at, length: 0, next: parent)
        at += 1
        skipWhitespace()
    }

    private mutating func close() {
        at += 1
        depth -= 1
        var token = tokens[container]
        let parent = Int(token.next)
        token.next = UInt32(truncatingIfNeeded: tokens.count)
        token.length = UInt32(truncatingIfNeeded: at) - token.offset
        tokens[container] = token
        container = parent
        inObject = tokens[parent].kind == .object
    }

    /// `letters`: the literal's bytes, the first in the lowest bits.
    private mutating func scanLiteral(_ letters: UInt64, length: Int, _ kind: JSONToken.Kind) throws(JSONError) {
        let difference = (bytes.word(at: at) ^ letters) & (1 << UInt64(length * 8) - 1)
        if difference != 0 {
            at += difference.trailingZeroBitCount / 8
            throw unexpected()
        }
        append(kind, from: at, length: length)
        at += length
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while bytes[at] <= 0x20 {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    @inline(__always)
    mutating func append(
        _ kind: JSONToken.Kind, from offset: Int, length: Int, next: UInt32? = nil, isComplex: Bool = false
    ) {
        // Offsets fit: a text is at most `JSONLimits.maxBytes` ≤ UInt32.max long.
        tokens.append(
            JSONToken(
                offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length),
                next: next ?? UInt32(truncatingIfNeeded: tokens.count + 1), kind: kind, isComplex: isComplex))
    }

    @inline(never)
    func unexpected() -> JSONError {
        JSONError(reason: at == bytes.count ? .unexpectedEnd : .unexpectedByte, offset: at)
    }

    /// `reason` at this byte, unless the text ends here.
    @inline(never)
    func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: at == bytes.count ? .unexpectedEnd : reason, offset: at)
    }
}
