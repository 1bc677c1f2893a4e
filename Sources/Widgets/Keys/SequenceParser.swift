/// Cuts the first character or sequence off what a terminal sent, and names it.
struct SequenceParser {
    enum Found: Hashable {
        case input(Input)
        case pasteBegins
        /// To be passed over.
        case nothing

        static func key(_ key: Key?) -> Found { key.map { .input(.key($0)) } ?? .nothing }
    }

    /// What the terminal says that its keys send, beside the usual sequences.
    let sequences: [[UInt8]: Key]

    /// The first of them and its bytes; nil when more bytes are needed, never where they are all that will come.
    func next(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Found, Int)? {
        let first = bytes[bytes.startIndex]
        switch first {
        case 0x1B: return escape(bytes, final: final)
        case 0x0D, 0x0A: return (.key(.enter), 1)
        case 0x09: return (.key(.tab), 1)
        case 0x7F, 0x08: return (.key(.backspace), 1)
        case 0..<0x20:
            let letter = first == 0 || first > 0x1A ? first + 0x40 : first + 0x60
            return (.key(.control(Character(Unicode.Scalar(letter)))), 1)
        case 0x20..<0x7F: return (.key(.character(Character(Unicode.Scalar(first)))), 1)
        default: return multibyte(bytes, final: final)
        }
    }

    /// A character of several bytes; a wrong one is U+FFFD.
    private func multibyte(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Found, Int)? {
        let first = bytes[bytes.startIndex]
        let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
        let head = bytes.prefix(length)
        let continued = head.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
        if head.count < length, continued == head.count - 1, !final { return nil }
        guard length > 1, let text = String(validating: head, as: UTF8.self), let character = text.first else {
            return (.key(.character("\u{FFFD}")), 1 + continued)
        }
        return (.key(.character(character)), length)
    }

    private func escape(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Found, Int)? {
        var isBeginning = bytes.count == 1
        for (sequence, key) in sequences {
            if bytes.starts(with: sequence) { return (.key(key), sequence.count) }
            if sequence.count > bytes.count, sequence.starts(with: bytes) { isBeginning = true }
        }
        if bytes.count > 1 {
            switch bytes[bytes.startIndex + 1] {
            case UInt8(ascii: "["):
                if let found = controlSequence(bytes) { return found }
                // What is left of a sequence must not become keys.
                if final, bytes.count > 2 { return (.nothing, bytes.count) }
                isBeginning = true
            case UInt8(ascii: "O"):
                guard bytes.count > 2 else {
                    isBeginning = true
                    break
                }
                let byte = bytes[bytes.startIndex + 2]
                return (.key(Self.keypad(byte) ?? Self.final(byte, 0)), 3)
            case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"):
                if let length = Self.string(bytes) { return (.nothing, length) }
                if final, bytes.count > 2 { return (.nothing, bytes.count) }
                isBeginning = true
            default:
                // Esc and a key right after it, or Alt and the key: the Esc is not lost.
                if !isBeginning { return (.key(.escape), 1) }
            }
        }
        return isBeginning && !final ? nil : (.key(.escape), 1)
    }

    /// The bytes of a string (DCS, OSC, APC, PM) with its end, an answer to a question that nobody asked; nil when the
    /// end has not come. One that grows too long is dropped, and one that another Esc breaks off ends before it: else
    /// keys that keep coming would keep it open.
    private static func string(_ bytes: ArraySlice<UInt8>) -> Int? {
        for (offset, byte) in bytes.enumerated().dropFirst(2) {
            if byte == 0x07 { return offset + 1 }
            if offset > 2, bytes[bytes.startIndex + offset - 1] == 0x1B {
                return byte == UInt8(ascii: "\\") ? offset + 1 : offset - 1
            }
            if offset > 4096 { return offset + 1 }
        }
        return nil
    }

    /// `ESC [ parameters final`; nil when the final byte has not come. A sequence that grows too long is dropped.
    private func controlSequence(_ bytes: ArraySlice<UInt8>) -> (Found, Int)? {
        var prefix: UInt8?
        var parameters = [0]
        for (offset, byte) in bytes.enumerated().dropFirst(2) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let value = parameters[parameters.count - 1]
                if value < 10_000 { parameters[parameters.count - 1] = value * 10 + Int(byte - 0x30) }
            case UInt8(ascii: ";"): parameters.append(0)
            case 0x3C..<0x40 where offset == 2: prefix = byte
            case 0x20..<0x40: break
            case UInt8(ascii: "M") where offset == 2:
                // The old form of the mouse's reports: three bytes follow.
                guard bytes.count >= 6 else { return nil }
                let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
                let isRelease = values[0] & 0b11 == 3 && values[0] < 64
                let mouse = Mouse(code: values[0], column: values[1], row: values[2], isRelease: isRelease)
                return (.input(.mouse(mouse)), 6)
            case 0x40..<0x7F:
                return (Self.name(prefix, parameters, byte), offset + 1)
            default: return (.nothing, offset)
            }
            if offset > 64 { return (.nothing, offset + 1) }
        }
        return nil
    }

    private static func name(_ prefix: UInt8?, _ parameters: [Int], _ byte: UInt8) -> Found {
        let letter = Character(Unicode.Scalar(byte))
        switch (prefix.map { Character(Unicode.Scalar($0)) }, letter) {
        case ("<", "M"), ("<", "m"):
            guard parameters.count == 3 else { return .nothing }
            let mouse = Mouse(
                code: parameters[0], column: parameters[1], row: parameters[2], isRelease: letter == "m")
            return .input(.mouse(mouse))
        case ("?", "y") where parameters.count == 2:
            return .input(.answer(.mode(parameters[0], state: parameters[1])))
        case (nil, "R") where parameters.count == 2:
            return .input(.answer(.cursor(row: parameters[0], column: parameters[1])))
        case (nil, "n") where parameters == [0]: return .input(.answer(.ready))
        case (nil, "~") where parameters[0] == 200: return .pasteBegins
        // The end of a paste that nobody began, focus that comes and goes, a report that all is well.
        case (nil, "~") where parameters[0] == 201: return .nothing
        case (nil, "I"), (nil, "O"), (nil, "n"), (nil, "c"): return .nothing
        case (nil, _): return .key(final(byte, parameters[0]))
        default: return .nothing
        }
    }

    /// The usual keys of xterm, the Linux console, screen, tmux and PuTTY; modifiers are not told apart.
    private static func final(_ byte: UInt8, _ parameter: Int) -> Key {
        switch Character(Unicode.Scalar(byte)) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "H": .home
        case "F": .end
        case "M": .enter
        case "P", "Q", "R", "S": .function(Int(byte - UInt8(ascii: "P")) + 1)
        case "Z": .backTab
        case "~": tilde[parameter] ?? functions[parameter].map { .function($0) } ?? .unknown(parameter)
        default: .unknown(Int(byte))
        }
    }

    /// The numeric keypad in its application mode: digits and operators in the order of `*` to `9`.
    private static func keypad(_ byte: UInt8) -> Key? {
        guard byte >= UInt8(ascii: "j"), byte <= UInt8(ascii: "y") else { return nil }
        return .character(Character(Unicode.Scalar(byte - UInt8(ascii: "j") + UInt8(ascii: "*"))))
    }

    private static let tilde: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]

    private static let functions: [Int: Int] = [
        11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 17: 6, 18: 7, 19: 8, 20: 9, 21: 10, 23: 11, 24: 12,
    ]
}
