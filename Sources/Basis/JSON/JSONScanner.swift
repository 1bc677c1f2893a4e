/// One pass over a text: checks everything and writes the tape. No recursion, so depth costs no stack.
struct JSONScanner {
    private let bytes: ByteReader
    private let maxDepth: Int
    private(set) var tokens: JSONTokenBuffer
    private var depth = 0
    /// The innermost open container.
    private var container = 0
    private var inObject = false

    /// `tokens` must be empty and have room for one token a byte.
    init(bytes: ByteReader, maxDepth: Int, tokens: JSONTokenBuffer) {
        self.bytes = bytes
        self.maxDepth = maxDepth
        self.tokens = tokens
    }

    mutating func scanDocument() throws(JSONError) {
        if bytes.word(at: 0) & 0xFF_FFFF == 0xBF_BBEF { throw JSONError(reason: .byteOrderMark, offset: 0) }
        // On a local copy, which the compiler keeps in registers: so all that is inlined here must stay small, and what
        // is not inlined belongs to `ByteReader`.
        var scanner = self
        defer { self = scanner }
        var at = 0
        repeat {
            at = bytes.whitespaceEnd(from: at)
            if scanner.inObject { at = try scanner.key(at) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                let (end, hasEscapes) = try bytes.stringEnd(from: at &+ 1)
                scanner.append(.string, from: at &+ 1, to: end, isComplex: hasEscapes)
                at = end &+ 1
            } else if isDigit(byte) || byte == UInt8(ascii: "-") {
                let (end, isComplex) = try bytes.numberEnd(from: at)
                scanner.append(.number, from: at, to: end, isComplex: isComplex)
                at = end
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                try scanner.open(byte == UInt8(ascii: "{") ? .object : .array, at)
                at = bytes.whitespaceEnd(from: at &+ 1)
                if bytes[at] != scanner.closingBracket { continue }
            } else {
                let (end, kind) = try bytes.literal(at: at)
                scanner.append(kind, from: at, to: end)
                at = end
            }
            at = try scanner.endOfValue(at)
        } while scanner.depth > 0
        at = bytes.whitespaceEnd(from: at)
        if at != bytes.count { throw JSONError(reason: .trailingBytes, offset: at) }
    }

    /// Reads the name of a member. Returns where its value starts.
    @inline(__always)
    private mutating func key(_ start: Int) throws(JSONError) -> Int {
        if bytes[start] != UInt8(ascii: "\"") { throw bytes.failure(.unexpectedByte, start) }
        let (end, hasEscapes) = try bytes.stringEnd(from: start &+ 1)
        append(.key, from: start &+ 1, to: end, isComplex: hasEscapes)
        let colon = bytes.whitespaceEnd(from: end &+ 1)
        if bytes[colon] != UInt8(ascii: ":") { throw bytes.failure(.unexpectedByte, colon) }
        return bytes.whitespaceEnd(from: colon &+ 1)
    }

    /// Closes what ends here. Returns the place behind the comma, or behind the document's value (depth 0).
    @inline(__always)
    private mutating func endOfValue(_ start: Int) throws(JSONError) -> Int {
        var at = start
        while depth > 0 {
            at = bytes.whitespaceEnd(from: at)
            let byte = bytes[at]
            if byte == UInt8(ascii: ",") { return at &+ 1 }
            if byte != closingBracket { throw bytes.failure(.unexpectedByte, at) }
            at &+= 1
            close(at)
        }
        return at
    }

    private var closingBracket: UInt8 {
        @inline(__always) get { inObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    @inline(__always)
    private mutating func open(_ kind: JSONToken.Kind, _ at: Int) throws(JSONError) {
        if depth == maxDepth { throw JSONError(reason: .tooDeep, offset: at) }
        let parent = container
        container = tokens.count
        depth &+= 1
        inObject = kind == .object
        append(kind, from: at, to: at, next: parent)
    }

    /// `end`: the byte after the closing bracket.
    @inline(__always)
    private mutating func close(_ end: Int) {
        depth &-= 1
        var token = tokens[container]
        let parent = Int(token.next)
        token.next = UInt32(truncatingIfNeeded: tokens.count)
        token.length = UInt32(truncatingIfNeeded: end) &- token.offset
        tokens[container] = token
        container = parent
        inObject = tokens[parent].kind == .object
    }

    @inline(__always)
    private mutating func append(
        _ kind: JSONToken.Kind, from start: Int, to end: Int, next: Int? = nil, isComplex: Bool = false
    ) {
        // Offsets fit: a text is at most `JSONLimits.maxBytes` ≤ UInt32.max long.
        tokens.append(
            JSONToken(
                offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end &- start),
                next: UInt32(truncatingIfNeeded: next ?? tokens.count &+ 1), kind: kind, isComplex: isComplex))
    }
}

extension ByteReader {
    @inline(__always)
    fileprivate func whitespaceEnd(from start: Int) -> Int {
        var at = start
        while self[at] <= 0x20 {
            switch self[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
            default: return at
            }
        }
        return at
    }

    /// The end of `true`, `false` or `null`.
    @inline(never)
    fileprivate func literal(at start: Int) throws(JSONError) -> (end: Int, kind: JSONToken.Kind) {
        let (word, kind): (StaticString, JSONToken.Kind) =
            switch self[start] {
            case UInt8(ascii: "t"): ("true", .boolTrue)
            case UInt8(ascii: "f"): ("false", .boolFalse)
            case UInt8(ascii: "n"): ("null", .null)
            default: throw failure(.unexpectedByte, start)
            }
        let length = word.utf8CodeUnitCount
        let wrong = word.withUTF8Buffer { letters in
            (0..<length).first { unsafe self[start + $0] != letters[$0] }
        }
        if let wrong { throw failure(.unexpectedByte, start + wrong) }
        return (start + length, kind)
    }

    /// `reason`, unless the text ends at `offset`.
    @inline(never)
    func failure(_ reason: JSONError.Reason, _ offset: Int) -> JSONError {
        JSONError(reason: offset == count ? .unexpectedEnd : reason, offset: offset)
    }
}
