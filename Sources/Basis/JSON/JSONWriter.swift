/// Writes JSON into one growing buffer that keeps its memory. Commas come by themselves, members stand in the order in
/// which they are written: same calls, same bytes.
///
/// Nesting is the caller's: each `begin` needs its `end`, each member name its value.
package struct JSONWriter: Sendable {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    /// The text so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets the text and keeps its memory.
    package mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Starts a further value of its own line, for files of one JSON text a line.
    package mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the name of a member; its value, or a `begin`, comes next.
    package mutating func key(_ name: String) { quote(name, isName: true) }

    package mutating func null() { literal("null") }

    /// nil is written as null.
    package mutating func value(_ value: Bool?) {
        guard let value else { return null() }
        literal(value ? "true" : "false")
    }

    /// nil is written as null.
    package mutating func value(_ value: String?) {
        guard let value else { return null() }
        quote(value)
    }

    /// nil is written as null.
    package mutating func value(_ value: Int64?) {
        guard let value else { return null() }
        separate()
        append(value)
        needsComma = true
    }

    /// nil is written as null.
    package mutating func value(_ number: Int?) { value(number.map { Int64($0) }) }

    /// The shortest text that reads back as the same double; whole numbers without `.0`. nil is written as null, and so
    /// is infinity or NaN, which a caller should not have.
    package mutating func value(_ value: Double?) {
        guard let value, value.isFinite else { return null() }
        separate()
        if let whole = Int64(exactly: value), abs(value) < 1e15, value != 0 || value.sign == .plus {
            append(whole)
        } else {
            let text = value.description.utf8
            bytes.append(contentsOf: text.suffix(2).elementsEqual(".0".utf8) ? text.dropLast(2) : text[...])
        }
        needsComma = true
    }

    /// A value that is JSON already, as `JSONNode.source` gives it; it is not checked.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    package mutating func member(_ name: String, _ value: Bool?) {
        key(name)
        self.value(value)
    }

    package mutating func member(_ name: String, _ value: String?) {
        key(name)
        self.value(value)
    }

    package mutating func member(_ name: String, _ value: Int64?) {
        key(name)
        self.value(value)
    }

    package mutating func member(_ name: String, _ value: Int?) {
        key(name)
        self.value(value)
    }

    package mutating func member(_ name: String, _ value: Double?) {
        key(name)
        self.value(value)
    }

    /// An object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    /// An array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        beginArray()
        body(&self)
        endArray()
    }

    private mutating func open(_ bracket: UInt8) {
        // Most texts are as long, and none has to grow there step by step.
        if bytes.isEmpty { bytes.reserveCapacity(480) }
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func literal(_ word: StaticString) {
        separate()
        word.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private mutating func append(_ number: Int64) { bytes.append(decimal: number) }

    private mutating func quote(_ text: String, isName: Bool = false) {
        var text = text
        text.withUTF8 { utf8 in
            let added = unsafe utf8.reduce(0) { $0 + Self.escapeLength($1) }
            // In one piece: asking for room byte by byte takes longer than writing them.
            bytes.append(addingCapacity: utf8.count + added + 4) { bytes in
                if needsComma { bytes.append(UInt8(ascii: ",")) }
                bytes.append(UInt8(ascii: "\""))
                for index in utf8.indices {
                    let byte = unsafe utf8[index]
                    if Self.escapeLength(byte) == 0 { bytes.append(byte) } else { Self.escape(byte, to: &bytes) }
                }
                bytes.append(UInt8(ascii: "\""))
                if isName { bytes.append(UInt8(ascii: ":")) }
            }
        }
        needsComma = !isName
    }

    /// How many bytes more than itself a byte needs in a text.
    private static func escapeLength(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x0A, 0x0D, 0x09: 1
        case 0..<0x20: 5
        default: 0
        }
    }

    private static func escape(_ byte: UInt8, to bytes: inout OutputSpan<UInt8>) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0..<0x20:
            for letter in "u00".utf8 { bytes.append(letter) }
            for digit in [byte >> 4, byte & 0x0F] { bytes.append(digit + UInt8(ascii: digit < 10 ? "0" : "W")) }
        default: bytes.append(byte)
        }
    }
}

extension [UInt8] {
    /// Appends a number in decimal digits, without making a string; at least `width` digits, filled with zeros.
    mutating func append(decimal number: Int64, width: Int = 1) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        // From the last digit on; no number has more than twenty.
        let capacity = Swift.max(20, width)
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { digits in
            var start = capacity
            repeat {
                start -= 1
                unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0 || capacity - start < width
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}
