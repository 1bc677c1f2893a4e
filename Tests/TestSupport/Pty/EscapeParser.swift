/// Cuts what a program writes to a terminal into characters and control functions (ECMA-48, UTF-8), over any splits.
struct EscapeParser {
    enum Function: Hashable {
        case print(Unicode.Scalar)
        /// A C0 control.
        case control(UInt8)
        /// ESC, intermediate bytes, a final byte.
        case escape(intermediates: [UInt8], final: UInt8)
        case sequence(ControlSequence)
        /// OSC.
        case command([UInt8])
        /// The content of DCS, SOS, PM or APC, by its introducer after ESC.
        case string(introducer: UInt8, [UInt8])
        /// Begun, and ended by something that does not belong there.
        case broken([UInt8])
    }

    private enum State {
        case ground, escape, sequence, character
        /// OSC and the other strings; `isEscaped` after an ESC that may begin their end, ESC \.
        case string(introducer: UInt8, isEscaped: Bool)
    }

    private var state = State.ground
    private var collected: [UInt8] = []

    mutating func parse(_ bytes: some Sequence<UInt8>) -> [Function] {
        var functions: [Function] = []
        for byte in bytes { take(byte, &functions) }
        return functions
    }

    private mutating func take(_ byte: UInt8, _ functions: inout [Function]) {
        switch state {
        case .ground: takeGround(byte, &functions)
        case .character: takeCharacter(byte, &functions)
        case .string(let introducer, let isEscaped): takeString(byte, introducer, isEscaped, &functions)
        case .escape, .sequence:
            switch byte {
            case 0x1B: abandon(to: .escape, &functions)
            case 0x18, 0x1A: abandon(to: .ground, &functions)
            case 0..<0x20: functions.append(.control(byte))
            case 0x7F...:
                abandon(to: .ground, &functions)
                if byte > 0x7F { take(byte, &functions) }
            default: takeFunction(byte, &functions)
            }
        }
    }

    private mutating func takeGround(_ byte: UInt8, _ functions: inout [Function]) {
        switch byte {
        case 0x1B: begin(.escape)
        case 0..<0x20: functions.append(.control(byte))
        case 0x7F: break
        case 0x20..<0x7F: functions.append(.print(Unicode.Scalar(byte)))
        default:
            begin(.character)
            takeCharacter(byte, &functions)
        }
    }

    private mutating func takeCharacter(_ byte: UInt8, _ functions: inout [Function]) {
        guard collected.isEmpty || byte & 0xC0 == 0x80 else {
            functions.append(.print("\u{FFFD}"))
            begin(.ground)
            take(byte, &functions)
            return
        }
        collected.append(byte)
        let lead = collected[0]
        let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
        guard collected.count == length else { return }
        functions.append(.print(String(validating: collected, as: UTF8.self)?.unicodeScalars.first ?? "\u{FFFD}"))
        begin(.ground)
    }

    private mutating func takeFunction(_ byte: UInt8, _ functions: inout [Function]) {
        if case .sequence = state {
            guard byte >= 0x40 else { return collected.append(byte) }
            functions.append(
                ControlSequence(collected, final: byte).map { .sequence($0) } ?? .broken(collected + [byte]))
            begin(.ground)
            return
        }
        switch (byte, collected.isEmpty) {
        case (0x20..<0x30, _): collected.append(byte)
        case (UInt8(ascii: "["), true): begin(.sequence)
        case (UInt8(ascii: "]"), true), (UInt8(ascii: "P"), true), (UInt8(ascii: "X"), true), (UInt8(ascii: "^"), true),
            (UInt8(ascii: "_"), true):
            begin(.string(introducer: byte, isEscaped: false))
        default:
            functions.append(.escape(intermediates: collected, final: byte))
            begin(.ground)
        }
    }

    private mutating func takeString(
        _ byte: UInt8, _ introducer: UInt8, _ isEscaped: Bool, _ functions: inout [Function]
    ) {
        let isCommand = introducer == UInt8(ascii: "]")
        if isEscaped ? byte == UInt8(ascii: "\\") : isCommand && byte == 0x07 {
            functions.append(isCommand ? .command(collected) : .string(introducer: introducer, collected))
            begin(.ground)
        } else if isEscaped {
            abandon(to: .escape, &functions)
            take(byte, &functions)
        } else if byte == 0x1B {
            state = .string(introducer: introducer, isEscaped: true)
        } else if byte == 0x18 || byte == 0x1A {
            abandon(to: .ground, &functions)
        } else {
            collected.append(byte)
        }
    }

    private mutating func begin(_ state: State) {
        self.state = state
        collected = []
    }

    private mutating func abandon(to state: State, _ functions: inout [Function]) {
        functions.append(.broken(collected))
        begin(state)
    }
}
