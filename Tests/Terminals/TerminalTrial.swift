import DemoPlant
import Foundation
import TestSupport

/// What is looked at in each terminal.
enum TerminalCheck: String, CaseIterable {
    /// The same text stands in the same places as on xterm-256color.
    case text
    /// Nothing is sent that the terminal does not know.
    case known
    /// Only ASCII where the locale is not UTF-8.
    case bytes
    /// No more colours than the terminal has.
    case colours
    /// No colour at all with NO_COLOR.
    case noColor = "NO_COLOR"
    /// Whole frames are begun and ended in pairs.
    case frames
    /// Mouse reports and bracketed paste are on.
    case input
    /// The frame after a change of size is that of a fresh start.
    case resize
    /// The terminal is as it was before.
    case end
    /// It is refused with one sentence and 1.
    case refused
}

/// One terminal in one locale.
struct TerminalTrial {
    let term: String?
    let locale: String

    private var isUTF8: Bool { locale.hasSuffix("UTF-8") }

    func run() throws -> [TerminalCheck: Bool] {
        let program = try start(term)
        guard program.wait(until: Self.isWhole), program.waitForQuiet() else {
            return [.refused: isRefused(program)]
        }
        var results: [TerminalCheck: Bool] = [:]
        let usual = try start("xterm-256color")
        results[.text] = usual.wait(until: Self.isWhole) && program.wait { $0.lines == usual.screen.lines }
        results[.bytes] = isUTF8 ? nil : true
        results[.colours] = hasFewColors(program.screen)
        if program.screen.modes.contains(1000) { results[.input] = program.screen.modes.isSuperset(of: [1006, 2004]) }
        results[.resize] = try isFreshAfterResize(program)
        program.type("qy")
        results[.end] =
            program.waitForExit(within: .seconds(3)) == .code(0) && program.mode == program.modeAtStart
            && program.screen.modes == [7, 25] && !program.screen.isAlternate && program.screen.isCursorVisible
        results[.known] = program.screen.unknown.isEmpty
        if !isUTF8 { results[.bytes] = program.log.allSatisfy { $0 < 0x80 } }
        let begun = count("\u{1B}[?2026h", in: program.log)
        if begun > 0 { results[.frames] = count("\u{1B}[?2026l", in: program.log) == begun + 1 }
        results[.noColor] = try hasNoColor()
        return results
    }

    private func start(_ term: String?, noColor: Bool = false, size: ScreenSize = ScreenSize(80, 24)) throws
        -> PtyProgram
    {
        var options = PtyProgram.Options()
        options.size = size
        options.term = term
        options.environment = ["LANG": locale, "LC_ALL": locale, "NO_COLOR": noColor ? "1" : nil]
        // Nothing listens on this port: the dashboard says so, and stays.
        return try PtyProgram(Product.path, ["--broker", "mqtt://127.0.0.1:9"], options)
    }

    /// What is wrong, and the last row, which says which keys act: as many of them as there is room for.
    private static func isWhole(_ screen: TerminalEmulator) -> Bool {
        screen.contains("refused") && screen.line(screen.size.rows - 1).contains("help")
    }

    private func isRefused(_ program: PtyProgram) -> Bool {
        let lines = String(decoding: program.log, as: UTF8.self).split(whereSeparator: \.isNewline)
        return program.waitForExit(within: .seconds(5)) == .code(1) && lines.count == 1 && lines[0].contains("TERM")
            && program.mode == program.modeAtStart
    }

    /// Colours that the terminal has, by its terminfo entry; those of 24 bits are not counted.
    private var colors: Int {
        switch term {
        case "vt100": 0
        case "xterm", "linux", "screen": 8
        default: 256
        }
    }

    private func hasFewColors(_ screen: TerminalEmulator) -> Bool {
        screen.cells.joined().flatMap { [$0.pen.foreground, $0.pen.background] }.allSatisfy { color in
            switch color {
            case .standard: true
            case .palette(let index): index < colors
            case .rgb: term == "xterm-direct"
            }
        }
    }

    private func hasNoColor() throws -> Bool {
        let program = try start(term, noColor: true)
        guard program.wait(until: Self.isWhole) else { return false }
        return program.screen.cells.joined().allSatisfy {
            $0.pen.foreground == .standard && $0.pen.background == .standard
        }
    }

    private func isFreshAfterResize(_ program: PtyProgram) throws -> Bool {
        let size = ScreenSize(61, 17)
        program.resize(size)
        let fresh = try start(term, size: size)
        return fresh.wait(until: Self.isWhole) && fresh.waitForQuiet()
            && program.wait { $0.cells == fresh.screen.cells }
    }

    private func count(_ sequence: String, in log: [UInt8]) -> Int {
        let wanted = Array(sequence.utf8)
        return log.indices.count { log[$0...].starts(with: wanted) }
    }
}
