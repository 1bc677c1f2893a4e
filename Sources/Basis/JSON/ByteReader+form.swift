extension ByteReader {
    /// Takes members of the outermost object while they have the names of the text before, in its order: most messages of a
    /// source differ in their values alone, and a name that was checked once need not be checked again.
    ///
    /// - Parameter result: gets the object, still open, and its members; nothing where no member is taken.
    /// - Returns: the place behind the last value that was taken; 0 where none was.
    @inline(never)
    func members(like former: JSONText, into result: inout JSONTokenBuffer) throws(JSONError) -> Int {
        if self[0] != UInt8(ascii: "{") { return 0 }
        // On local copies; see `JSONScanner.takeValues`.
        var tokens = result
        let (known, knownBytes) = (former.tokens, former.bytes)
        tokens.append(.object, from: 0, to: 0, next: 0)
        var (start, end) = (1, 0)
        while tokens.count &+ 1 < known.count {
            let name = known[within: tokens.count]
            let colon = start &+ Int(name.length) &+ 2
            guard name.kind == .key, colon < count,
                repeats(knownBytes, from: Int(name.offset) &- 1, count: Int(name.length) &+ 2, at: start),
                self[colon] == UInt8(ascii: ":")
            else { break }
            let value = whitespaceEnd(from: colon &+ 1)
            // What holds other values, now or before, is no part of a form. Of all bytes, { and [ alone differ in one bit
            // and open a container.
            if self[value] | 0x20 == UInt8(ascii: "{") || known[within: tokens.count &+ 1].next != name.next &+ 1 {
                break
            }
            tokens.append(name.moved(to: start &+ 1))
            end = try simpleValue(value, into: &tokens)
            if self[end] != UInt8(ascii: ",") { break }
            start = whitespaceEnd(from: end &+ 1)
        }
        if end > 0 { result = tokens }
        return end
    }
}
