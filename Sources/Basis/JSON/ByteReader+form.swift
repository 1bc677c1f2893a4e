extension ByteReader {
    /// Takes members of the outermost object while they have the names of the text before, in its order: most messages of a
    /// source differ in a few values alone, and what stands there as before need not be checked again.
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
            let quote = Int(known[within: tokens.count].offset) &- 1
            let shift = start &- quote
            let alikeEnd = quote &+ alike(knownBytes, from: quote, at: start)
            // Of what stands there as before also the byte behind the value is the same: a number ends there, too.
            if let last = tokens.appendMembers(of: known, before: alikeEnd, shift: shift) {
                end = last &+ shift
                if self[end] != UInt8(ascii: ",") { break }
                start = whitespaceEnd(from: end &+ 1)
            }
            guard tokens.count &+ 1 < known.count else { break }
            let (name, formerValue) = (known[within: tokens.count], known[within: tokens.count &+ 1])
            let colon = start &+ Int(name.length) &+ 2
            // What holds other values is no part of a form.
            if name.kind != .key || formerValue.next != name.next &+ 1 || Int(name.offset) &- 1 &+ shift != start
                || name.textEnd > alikeEnd || self[colon] != UInt8(ascii: ":")
            {
                break
            }
            let value = whitespaceEnd(from: colon &+ 1)
            // Of all bytes, { and [ alone differ in one bit and open a container.
            if self[value] | 0x20 == UInt8(ascii: "{") { break }
            tokens.append(name.moved(to: start &+ 1))
            end = try simpleValue(value, into: &tokens)
            if self[end] != UInt8(ascii: ",") { break }
            start = whitespaceEnd(from: end &+ 1)
        }
        if end > 0 { result = tokens }
        return end
    }
}
