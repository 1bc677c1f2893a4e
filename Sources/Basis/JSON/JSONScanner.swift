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

    /// - Parameter former: the text before, whose form this one may have.
    /// - Returns: whether it has: the same names in the same order, and neither holds more than one object.
    mutating func scanDocument(like former: JSONText) throws(JSONError) -> Bool {
        if bytes.word(at: 0) & 0xFF_FFFF == 0xBF_BBEF { throw JSONError(reason: .byteOrderMark, offset: 0) }
        var at = try takeMembers(like: former)
        if at > 0 { at = try endOfValue(at) }
        let isAlike = depth == 0 && tokens.count == former.tokens.count && at > 0
        if depth > 0 || at == 0 { at = try takeValues(from: at) }
        at = bytes.whitespaceEnd(from: at)
        if at != bytes.count { throw JSONError(reason: .trailingBytes, offset: at) }
        return isAlike
    }

    /// Takes all that is yet to come of the document's value. Returns the place behind it.
    private mutating func takeValues(from start: Int) throws(JSONError) -> Int {
        // On a local copy, which the compiler keeps in registers: so all that is inlined here must stay small, and what
        // is not inlined belongs to `ByteReader`.
        var scanner = self
        defer { self = scanner }
        var at = start
        repeat {
            at = bytes.whitespaceEnd(from: at)
            if scanner.inObject { at = try scanner.key(at) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                try scanner.open(byte == UInt8(ascii: "{") ? .object : .array, at)
                at = bytes.whitespaceEnd(from: at &+ 1)
                if bytes[at] != scanner.closingBracket { continue }
            } else {
                at = try bytes.simpleValue(at, into: &scanner.tokens)
            }
            at = try scanner.endOfValue(at)
        } while scanner.depth > 0
        return at
    }

    /// Reads the name of a member. Returns where its value starts.
    @inline(__always)
    private mutating func key(_ start: Int) throws(JSONError) -> Int {
        if bytes[start] != UInt8(ascii: "\"") { throw bytes.failure(.unexpectedByte, start) }
        let (end, hasEscapes) = try bytes.stringEnd(from: start &+ 1)
        tokens.append(.key, from: start &+ 1, to: end, isComplex: hasEscapes)
        let colon = bytes.whitespaceEnd(from: end &+ 1)
        if bytes[colon] != UInt8(ascii: ":") { throw bytes.failure(.unexpectedByte, colon) }
        return bytes.whitespaceEnd(from: colon &+ 1)
    }

    /// Takes the members at the head of the outermost object that have the names of the text before; see `ByteReader.members`.
    /// Returns the place behind the last value; 0 where there is none.
    private mutating func takeMembers(like former: JSONText) throws(JSONError) -> Int {
        let end = try bytes.members(like: former, into: &tokens)
        if end > 0 { (depth, inObject) = (1, true) }
        return end
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
        tokens.append(kind, from: at, to: at, next: parent)
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
}

extension ByteReader {
    @inline(__always)
    func whitespaceEnd(from start: Int) -> Int {
        var at = start
        while self[at] <= 0x20 {
            switch self[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
            default: return at
            }
        }
        return at
    }

    /// Takes a value that holds no others. Returns the place behind it.
    @inline(__always)
    func simpleValue(_ at: Int, into tokens: inout JSONTokenBuffer) throws(JSONError) -> Int {
        let byte = self[at]
        if byte == UInt8(ascii: "\"") {
            let (end, hasEscapes) = try stringEnd(from: at &+ 1)
            tokens.append(.string, from: at &+ 1, to: end, isComplex: hasEscapes)
            return end &+ 1
        }
        if isDigit(byte) || byte == UInt8(ascii: "-") {
            let (end, isComplex) = try numberEnd(from: at)
            tokens.append(.number, from: at, to: end, isComplex: isComplex)
            return end
        }
        let (end, kind) = try literal(at: at)
        tokens.append(kind, from: at, to: end)
        return end
    }

    /// The end of `true`, `false` or `null`.
    @inline(__always)
    private func literal(at start: Int) throws(JSONError) -> (end: Int, kind: JSONToken.Kind) {
        let letters = UInt32(truncatingIfNeeded: word(at: start))
        if letters == 0x6575_7274 { return (start &+ 4, .boolTrue) }
        if letters == 0x6C6C_756E { return (start &+ 4, .null) }
        if letters == 0x736C_6166, self[start &+ 4] == UInt8(ascii: "e") { return (start &+ 5, .boolFalse) }
        throw wrongLiteral(at: start)
    }

    @inline(never)
    private func wrongLiteral(at start: Int) -> JSONError {
        let words: [StaticString] = ["true", "false", "null"]
        for word in words {
            let wrong = word.withUTF8Buffer { letters in
                letters.indices.first { unsafe self[start + $0] != letters[$0] }
            }
            if let wrong, wrong > 0 { return failure(.unexpectedByte, start + wrong) }
        }
        return failure(.unexpectedByte, start)
    }

    /// `reason`, unless the text ends at `offset`.
    @inline(never)
    func failure(_ reason: JSONError.Reason, _ offset: Int) -> JSONError {
        JSONError(reason: offset == count ? .unexpectedEnd : reason, offset: offset)
    }
}
