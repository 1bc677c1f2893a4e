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
    package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func null() { literal("null") }

    /// nil is written as null.
    package mutating func value(_ value: Bool?) {
        guard let value else { return null() }
        literal(value ? "true" : "false")
    }

    /// nil is written as null.
    package mutating func value(_ value: String?) {
        guard let value else { return null() }
        separate()
        quote(value)
        needsComma = true
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

    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        // Nearly every text stands as it is, and is copied whole.
        text.withUTF8 { utf8 in
            var copied = 0
            for unsafe(index, byte) in unsafe utf8.enumerated() where Self.needsEscape(byte) {
                unsafe bytes.append(contentsOf: utf8[copied..<index])
                appendEscaped(byte)
                copied = index + 1
            }
            unsafe bytes.append(contentsOf: utf8[copied...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): appendBackslash(byte)
        case 0x0A: appendBackslash(UInt8(ascii: "n"))
        case 0x0D: appendBackslash(UInt8(ascii: "r"))
        case 0x09: appendBackslash(UInt8(ascii: "t"))
        default: appendEscape(byte)
        }
    }

    private mutating func appendBackslash(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
    }

    private mutating func appendEscape(_ control: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(control >> 4)])
        bytes.append(digits[Int(control & 0x0F)])
    }
}

extension [UInt8] {
    /// Appends a number in decimal digits, without making a string; at least `width` digits, filled with zeros.
    mutating func append(decimal number: Int64, width: Int = 1) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = count
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0 || count - start < width
        self[start...].reverse()
    }
}
