/// What a tape holds, without its reference count: lookups work on this and on indices, because counting references at
/// each step cost more than the steps. It lives only within a call on a `JSONNode`, which keeps the tape alive.
struct JSONView {
    let bytes: ByteReader
    let tokens: JSONTokenBuffer

    /// The index of the value of the first member of this name.
    func member(of index: Int, named key: Span<UInt8>) -> Int? {
        let object = tokens[index]
        guard object.kind == .object else { return nil }
        let length = UInt32(truncatingIfNeeded: key.count)
        var at = index + 1
        while at < object.next {
            let name = tokens[within: at]
            if name.length == length || name.isComplex, equals(name, key) { return at + 1 }
            at = Int(tokens[within: at + 1].next)
        }
        return nil
    }

    func element(of index: Int, at position: Int) -> Int? {
        let array = tokens[index]
        guard array.kind == .array, position >= 0 else { return nil }
        var at = index + 1
        for _ in 0..<position {
            if at >= array.next { return nil }
            at = Int(tokens[at].next)
        }
        return at < array.next ? at : nil
    }

    func follow(_ pointer: JSONPointer, from index: Int) -> Int? {
        let keys = pointer.keys.span
        let steps = pointer.steps.span
        var at = index
        for number in steps.indices {
            let step = steps[number]
            let next =
                switch tokens[at].kind {
                case .array: element(of: at, at: step.position)
                default: member(of: at, named: keys.extracting(step.start..<step.end))
                }
            guard let next else { return nil }
            at = next
        }
        return at
    }

    /// The index of a member name that an earlier member of the object has, too.
    ///
    /// A name is compared with those before it only where one of them may be the same: has its length, first and last
    /// letter, as far as 64 bits tell, or holds escapes.
    func repeatedName(of index: Int, limit: Int) -> RepeatedName {
        let end = Int(tokens[index].next)
        var at = index + 1
        var seen: UInt64 = 0
        var hasEscapes = false
        var count = 0
        while at < end {
            count &+= 1
            if count > limit { return .tooMany }
            let token = tokens[within: at]
            hasEscapes = hasEscapes || token.isComplex
            let likeness = likeness(token)
            if hasEscapes || seen & likeness != 0, repeatsEarlier(at, of: index) { return .at(at) }
            seen |= likeness
            at = Int(tokens[within: at + 1].next)
        }
        return .none
    }

    /// What `repeatedName` finds.
    enum RepeatedName {
        case none
        case at(Int)
        /// More members than are compared with each other, and among the first of them no two alike.
        case tooMany
    }

    /// One bit; the same for names that are the same.
    private func likeness(_ name: JSONToken) -> UInt64 {
        let first = Int(name.offset)
        // Of an empty name the quotes around it.
        let last = first &+ max(Int(name.length) &- 1, 0)
        let letters = UInt64(bytes[first]) &* 5 &+ UInt64(bytes[last]) &* 11
        return 1 &<< (letters &+ UInt64(name.length))
    }

    // Rare, and large: made part of the loop that asks for it, it takes that loop's registers.
    @inline(never)
    private func repeatsEarlier(_ name: Int, of object: Int) -> Bool {
        var earlier = object + 1
        while earlier < name {
            if isSameText(earlier, name) { return true }
            earlier = Int(tokens[earlier + 1].next)
        }
        return false
    }

    private func isSameText(_ first: Int, _ second: Int) -> Bool {
        let (a, b) = (tokens[first], tokens[second])
        if a.isComplex || b.isComplex { return withUTF8(a) { equals(second, $0) } }
        guard a.length == b.length else { return false }
        for offset in 0..<Int(a.length) where bytes[Int(a.offset) + offset] != bytes[Int(b.offset) + offset] {
            return false
        }
        return true
    }

    /// Whether the token is a string or key of exactly these bytes, once decoded.
    func equals(_ index: Int, _ text: Span<UInt8>) -> Bool {
        let token = tokens[index]
        return token.isText && equals(token, text)
    }

    @inline(__always)
    private func equals(_ token: JSONToken, _ text: Span<UInt8>) -> Bool {
        if !token.isComplex {
            return Int(token.length) == text.count && bytes.equals(text, at: Int(token.offset))
        }
        var matched = 0
        let finished = decodeEscapes(token) {
            guard matched < text.count, $0 == text[matched] else { return false }
            matched += 1
            return true
        }
        return finished && matched == text.count
    }

    /// Calls `body` with the decoded text of a string or key.
    func withUTF8<R>(_ token: JSONToken, _ body: (Span<UInt8>) -> R) -> R {
        if !token.isComplex { return bytes.withSpan(Int(token.offset), Int(token.length), body) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(Int(token.length))
        decodeEscapes(token) {
            decoded.append($0)
            return true
        }
        return body(decoded.span)
    }

    /// Passes on the decoded bytes of a string until `take` returns false; then returns false.
    @discardableResult
    private func decodeEscapes(_ token: JSONToken, _ take: (UInt8) -> Bool) -> Bool {
        var at = Int(token.offset)
        let end = at + Int(token.length)
        while at < end {
            guard bytes[at] == UInt8(ascii: "\\") else {
                if !take(bytes[at]) { return false }
                at += 1
                continue
            }
            if bytes[at + 1] == UInt8(ascii: "u") {
                let scalar = escapedScalar(&at)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter where !take(byte) { return false }
            } else {
                if !take(unescaped(bytes[at + 1])) { return false }
                at += 2
            }
        }
        return true
    }

    /// The scalar of `\uXXXX` or of a surrogate pair at `at`, and moves behind it. The scanner has checked them.
    private func escapedScalar(_ at: inout Int) -> Unicode.Scalar {
        func unit(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 << 4 | UInt32(hexDigit(bytes[start + $1]) ?? 0) }
        }
        let first = unit(at + 2)
        at += 6
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let second = unit(at + 2)
        at += 6
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)) ?? "\u{FFFD}"
    }

    private func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }
}
