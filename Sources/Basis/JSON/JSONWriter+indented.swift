extension JSONWriter {
    /// What has been written, for people: a line a member, lists of plain values on one line, a line end at last.
    package var indented: [UInt8] {
        var indenting = Indenting(bytes)
        return indenting.run()
    }
}

/// Puts white space into JSON text that has none.
private struct Indenting {
    let bytes: [UInt8]
    private var result: [UInt8] = []
    private var depth = 0
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() -> [UInt8] {
        while at < bytes.count { step() }
        return result + [UInt8(ascii: "\n")]
    }

    private mutating func step() {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "\""): return takeString()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if let end = plainEnd { return takePlain(to: end) }
            result.append(byte)
            depth += 1
            startLine()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            startLine()
            result.append(byte)
        case UInt8(ascii: ","):
            result.append(byte)
            startLine()
        case UInt8(ascii: ":"): result += Array(": ".utf8)
        default: result.append(byte)
        }
        at += 1
    }

    private mutating func startLine() {
        result.append(UInt8(ascii: "\n"))
        result += [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth)
    }

    private mutating func takeString() {
        let end = Self.endOfString(bytes, from: at)
        result += bytes[at..<end]
        at = end
    }

    /// Where the list that begins here ends, when it holds no list or object; also of an empty object.
    private var plainEnd: Int? {
        if bytes[at] == UInt8(ascii: "{") { return bytes[at + 1] == UInt8(ascii: "}") ? at + 2 : nil }
        var index = at + 1
        while bytes[index] != UInt8(ascii: "]") {
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
            case UInt8(ascii: "\""): index = Self.endOfString(bytes, from: index)
            default: index += 1
            }
        }
        return index + 1
    }

    private mutating func takePlain(to end: Int) {
        while at < end {
            if bytes[at] == UInt8(ascii: "\"") {
                takeString()
                continue
            }
            result.append(bytes[at])
            if bytes[at] == UInt8(ascii: ",") { result.append(UInt8(ascii: " ")) }
            at += 1
        }
    }

    /// Behind the closing quote of the string that begins at `start`.
    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return index + 1
    }
}
