/// Turns the bytes that a terminal sends into keys. Pure: bytes and times in, keys out.
///
/// Bytes may arrive in any pieces: a character or a sequence that is cut in two is kept until its rest comes. An Esc
/// alone is known after `escapeDelay`, the rest of a sequence that has begun is awaited for `sequenceDelay`.
package struct KeyDecoder {
    package static let escapeDelay = Duration.milliseconds(30)
    package static let sequenceDelay = Duration.milliseconds(300)

    /// What the terminal says that its keys send, beside the usual sequences.
    private let sequences: [[UInt8]: Key]
    private var pending: [UInt8] = []
    private var pendingSince: ContinuousClock.Instant?

    package init(sequences: [[UInt8]: Key] = [:]) {
        self.sequences = sequences
    }

    /// When to call `expire` if no bytes come; nil when nothing is pending.
    package var deadline: ContinuousClock.Instant? {
        guard let since = pendingSince else { return nil }
        return since.advanced(by: pending == [0x1B] ? Self.escapeDelay : Self.sequenceDelay)
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [Key] {
        pending += bytes
        return drain(final: false, at: now)
    }

    /// Takes what is pending as it is, once its time is over.
    package mutating func expire(at now: ContinuousClock.Instant) -> [Key] {
        guard let deadline, deadline <= now else { return [] }
        return drain(final: true, at: now)
    }

    private mutating func drain(final: Bool, at now: ContinuousClock.Instant) -> [Key] {
        var keys: [Key] = []
        var position = 0
        while position < pending.count, let (key, length) = next(pending[position...], final: final) {
            position += length
            if let key { keys.append(key) }
        }
        pending.removeFirst(position)
        if pending.isEmpty {
            pendingSince = nil
        } else if position > 0 || pendingSince == nil {
            pendingSince = now
        }
        return keys
    }

    /// The first key and its bytes, no key for what is to be ignored; nil when more bytes are needed.
    private func next(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Key?, Int)? {
        let first = bytes[bytes.startIndex]
        switch first {
        case 0x1B: return escape(bytes, final: final)
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x7F, 0x08: return (.backspace, 1)
        case 0..<0x20:
            let letter = first == 0 || first > 0x1A ? first + 0x40 : first + 0x60
            return (.control(Character(Unicode.Scalar(letter))), 1)
        case 0x20..<0x7F: return (.character(Character(Unicode.Scalar(first))), 1)
        default: return multibyte(bytes, final: final)
        }
    }

    /// A character of several bytes; a wrong one is U+FFFD.
    private func multibyte(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Key?, Int)? {
        let first = bytes[bytes.startIndex]
        let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
        let head = bytes.prefix(length)
        let continued = head.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
        if head.count < length, continued == head.count - 1, !final { return nil }
        guard length > 1, let text = String(validating: head, as: UTF8.self), let character = text.first else {
            return (.character("\u{FFFD}"), 1 + continued)
        }
        return (.character(character), length)
    }

    private func escape(_ bytes: ArraySlice<UInt8>, final: Bool) -> (Key?, Int)? {
        var isBeginning = bytes.count == 1
        for (sequence, key) in sequences {
            if bytes.starts(with: sequence) { return (key, sequence.count) }
            if sequence.count > bytes.count, sequence.starts(with: bytes) { isBeginning = true }
        }
        if bytes.count > 1 {
            switch bytes[bytes.startIndex + 1] {
            case UInt8(ascii: "["):
                if let found = controlSequence(bytes) { return found }
                isBeginning = true
            case UInt8(ascii: "O"):
                guard bytes.count > 2 else {
                    isBeginning = true
                    break
                }
                let byte = bytes[bytes.startIndex + 2]
                return (Self.keypad(byte) ?? Self.final(byte, parameter: 0), 3)
            default:
                // Esc and a key right after it, or Alt and the key: the Esc is not lost.
                if !isBeginning { return (.escape, 1) }
            }
        }
        return isBeginning && !final ? nil : (.escape, 1)
    }

    /// `ESC [ parameters final`; nil when the final byte has not come. A sequence that grows too long is dropped.
    private func controlSequence(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
        var parameter = 0
        var isFirst = true
        for (offset, byte) in bytes.enumerated().dropFirst(2) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isFirst, parameter < 10_000 { parameter = parameter * 10 + Int(byte - 0x30) }
            case 0x20..<0x40: isFirst = false
            case 0x40..<0x7F: return (Self.final(byte, parameter: parameter), offset + 1)
            default: return (nil, offset)
            }
            if offset > 64 { return (nil, offset + 1) }
        }
        return nil
    }

    /// The usual keys of xterm, the Linux console, screen, tmux and PuTTY; modifiers are not told apart.
    private static func final(_ byte: UInt8, parameter: Int) -> Key {
        switch Character(Unicode.Scalar(byte)) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "H": .home
        case "F": .end
        case "M": .enter
        case "Z": .backTab
        case "~": tilde[parameter] ?? .unknown(parameter)
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
}
