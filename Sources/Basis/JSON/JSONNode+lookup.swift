extension JSONNode {
    /// The members of an object in the order of the text; none when the value is not an object.
    package var members: Members { Members(tape: tape, index: index + 1, end: end(of: .object)) }

    /// The elements of an array; none when the value is not an array.
    package var elements: Elements { Elements(tape: tape, index: index + 1, end: end(of: .array)) }

    private func end(of kind: JSONToken.Kind) -> Int {
        let token = token
        return token.kind == kind ? Int(token.next) : index + 1
    }

    /// The first member of this name; nil when there is none or the value is not an object. O(members).
    package subscript(key: Span<UInt8>) -> JSONNode? {
        guard let found = tape.view.member(of: index, named: key) else { return nil }
        return JSONNode(tape: tape, index: found)
    }

    /// The first member of this name; see `subscript(key: Span<UInt8>)`. Allocates nothing.
    package subscript(key: StaticString) -> JSONNode? {
        key.withUTF8Buffer { unsafe self[$0.span] }
    }

    /// The element at `position`; nil beyond the end or when the value is not an array. O(position).
    package subscript(position: Int) -> JSONNode? {
        guard let found = tape.view.element(of: index, at: position) else { return nil }
        return JSONNode(tape: tape, index: found)
    }

    /// What the pointer leads to from here; nil when nothing stands there.
    package subscript(pointer: JSONPointer) -> JSONNode? {
        guard let found = tape.view.follow(pointer, from: index) else { return nil }
        return JSONNode(tape: tape, index: found)
    }

    /// A name that two members of this object share, byte for byte after decoding; nil when there is none.
    ///
    /// Up to 16 members are compared with each other, which allocates nothing; more go through a set.
    package var duplicateKey: String? {
        guard token.kind == .object else { return nil }
        if index == 0, tape.hasUniqueNames { return nil }
        switch tape.view.repeatedName(of: index, limit: 16) {
        case .none:
            if index == 0 { tape.hasUniqueNames = true }
            return nil
        case .at(let repeated): return JSONNode(tape: tape, index: repeated).string
        case .tooMany: return duplicateKeyOfMany
        }
    }

    private var duplicateKeyOfMany: String? {
        var seen: Set<[UInt8]> = []
        for (name, _) in members {
            let text = name.withUTF8 { span in unsafe span.withUnsafeBufferPointer { unsafe Array($0) } }
            if let text, !seen.insert(text).inserted { return name.string }
        }
        return nil
    }

    package struct Members: Sequence, IteratorProtocol {
        let tape: JSONTape
        var index: Int
        let end: Int

        package mutating func next() -> (key: JSONNode, value: JSONNode)? {
            guard index < end else { return nil }
            let value = JSONNode(tape: tape, index: index + 1)
            defer { index = Int(value.token.next) }
            return (JSONNode(tape: tape, index: index), value)
        }
    }

    package struct Elements: Sequence, IteratorProtocol {
        let tape: JSONTape
        var index: Int
        let end: Int

        package mutating func next() -> JSONNode? {
            guard index < end else { return nil }
            let value = JSONNode(tape: tape, index: index)
            index = Int(value.token.next)
            return value
        }
    }
}
