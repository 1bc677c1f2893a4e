/// One value on a `JSONTape`: a cursor, valid until the tape reads its next text. A stale one traps or shows a value of
/// the newer text; it never reads beyond it.
package struct JSONNode {
    package enum Kind: Sendable { case null, bool, number, string, array, object }

    let tape: JSONTape
    let index: Int

    var token: JSONToken {
        @inline(__always) get { tape.view.tokens[index] }
    }

    package var kind: Kind {
        switch token.kind {
        case .null: .null
        case .boolTrue, .boolFalse: .bool
        case .number: .number
        case .string, .key: .string
        case .array: .array
        case .object: .object
        }
    }

    package var isNull: Bool { token.kind == .null }

    /// nil unless the value is `true` or `false`.
    package var asBool: Bool? {
        switch token.kind {
        case .boolTrue: true
        case .boolFalse: false
        default: nil
        }
    }

    /// The double nearest to the number, always finite; nil when the value is not a number.
    package var asDouble: Double? {
        let view = tape.view
        return view.double(view.tokens[index])
    }

    /// The exact integer; nil when the number is written with a fraction or an exponent, does not fit, or is no number.
    package var asInt64: Int64? {
        let view = tape.view
        return view.integer(view.tokens[index])
    }

    /// The number taken apart, for conversions that must be exact; nil when the value is not a number.
    package var asDecimal: DecimalText? {
        let view = tape.view
        let token = view.tokens[index]
        guard token.kind == .number else { return nil }
        return view.bytes.withSpan(Int(token.offset), Int(token.length)) { DecimalText($0) }
    }

    /// The value exactly as it was written, for keeping a decimal text or a member that is not understood.
    package var source: [UInt8] {
        let token = token
        let quote = token.isText ? 1 : 0
        return tape.view.bytes.withSpan(Int(token.offset) - quote, Int(token.length) + 2 * quote) { span in
            unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
        }
    }
}
