import DemoPlant
import Glibc
import TestHall
import TestSupport

/// One terminal in one locale, with a dashboard of eight machines.
struct TerminalTrial {
    struct Locale {
        let name: String
        let environment: [String: String]

        init(_ name: String, _ environment: [String: String] = [:]) {
            self.name = name
            self.environment = environment.merging(["LANG": name, "LC_ALL": name]) { $1 }
        }
    }

    let hall: VirtualHall
    let term: String?
    let locale: Locale

    private var isUTF8: Bool { locale.name.hasSuffix("UTF-8") }

    func run() throws -> [TerminalCheck: Bool] {
        var results: [TerminalCheck: Bool] = [.noTerminal: try hasSentenceWithoutTerminal()]
        let program = try start(term)
        guard program.waitForLive("M7"), program.waitForQuiet() else {
            results[.kind] = isRefused(program)
            return results
        }
        // It is asked nothing, so nobody knows how wide its signs are.
        let usual = try start("xterm-256color", term == "vt100" ? ["--ascii"] : [])
        let isSame = usual.waitForLive("M7") && usual.waitForQuiet() && program.wait { $0.lines == usual.screen.lines }
        let hasItsColors = hasFewColors(program.screen)
        results[.cost] = costsLittle(program)
        // The second row is selected now, the first of them below the heads.
        results[.cursor] = program.screen.cursor.y == program.screen.row(of: " M1 ")
        if program.screen.modes.contains(1000) {
            results[.mouse] = selectsByClick(program)
            results[.paste] = takesPaste(program)
        }
        results[.sizes] = try followsSize(program)
        results[.end] = isGivenBack(program)
        results[.kind] = isSame && hasItsColors && program.screen.unknown.isEmpty
        if !isUTF8 { results[.bytes] = program.log.allSatisfy { $0 < 0x80 } }
        let (begun, ended) = (program.frames(), program.count("\u{1B}[?2026l"))
        results[.frames] = begun == ended && (begun > 0) == (program.count("\u{1B}[?2026$p") > 0)
        results[.noColor] = try hasNoColor()
        results[.stop] = try stopsAndContinues()
        return results
    }

    private func start(
        _ term: String?, _ arguments: [String] = [], size: ScreenSize = ScreenSize(80, 24),
        _ change: (inout PtyProgram.Options) -> Void = { _ in }
    ) throws -> PtyProgram {
        try hall.dashboard(size: size, arguments: arguments) {
            $0.term = term
            $0.environment = locale.environment
            change(&$0)
        }
    }

    // MARK: How it starts

    private func isRefused(_ program: PtyProgram) -> Bool { says("TERM", program) }

    private func hasSentenceWithoutTerminal() throws -> Bool {
        says("stdin is none", try start(term) { $0.input = "/dev/null" })
    }

    /// It ends with one sentence, in which `words` are, and 1.
    private func says(_ words: String, _ program: PtyProgram) -> Bool {
        let exit = program.waitForExit(within: .seconds(5))
        let lines = String(decoding: program.log, as: UTF8.self).split(whereSeparator: \.isNewline)
        return exit == .code(1) && lines.count == 1 && lines[0].contains(words) && program.mode == program.modeAtStart
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
        let program = try start(term) { $0.environment["NO_COLOR"] = "1" }
        guard program.waitForLive("M7") else { return false }
        return program.screen.cells.joined().allSatisfy {
            $0.pen.foreground == .standard && $0.pen.background == .standard
        }
    }

    // MARK: How it goes on

    /// The cursor goes one row down.
    private func costsLittle(_ program: PtyProgram) -> Bool {
        let (mark, row) = (program.log.count, program.screen.cursor.y)
        program.type("\u{1B}[B")
        return program.wait { $0.cursor.y == row + 1 } && program.waitForQuiet()
            && (1...300).contains(program.log.count - mark)
    }

    private func selectsByClick(_ program: PtyProgram) -> Bool {
        guard let row = program.screen.row(of: " M4 ") else { return false }
        for end in ["M", "m"] { program.type("\u{1B}[<0;10;\(row + 1)\(end)") }
        return program.wait { $0.cursor.y == row }
    }

    /// What is pasted where nothing is typed would leave, were it keys.
    private func takesPaste(_ program: PtyProgram) -> Bool {
        program.type("\u{1B}[200~qy\u{1B}[201~")
        return program.waitForQuiet() && program.exitIfEnded() == nil && program.screen.modes.contains(2004)
    }

    private func followsSize(_ program: PtyProgram) throws -> Bool {
        // As at a start, the first row is selected.
        program.type(String(repeating: "\u{1B}[A", count: 8))
        guard program.wait(until: { $0.cursor.y == $0.row(of: " M0 ") }), program.waitForQuiet() else { return false }
        let before = program.screen
        let fresh = try start(term, size: ScreenSize(61, 17))
        guard fresh.waitForLive("M0"), fresh.waitForQuiet() else { return false }
        program.resize(fresh.screen.size)
        guard program.wait(until: { $0.cells == fresh.screen.cells }) else { return false }
        program.resize(ScreenSize(20, 5))
        let sentence = isUTF8 && term != "vt100" ? "40×10" : "40x10"
        guard program.wait(until: { $0.contains(sentence) && $0.lines.count { $0 != "" } <= 2 }) else { return false }
        program.resize(before.size)
        return program.wait { $0.cells == before.cells }
    }

    // MARK: How it ends

    private func isGivenBack(_ program: PtyProgram) -> Bool {
        program.send(signal: SIGTERM)
        return program.waitForExit(within: .seconds(1)) == .signal(SIGTERM) && program.mode == program.modeAtStart
            && program.screen.modes == [7, 25] && !program.screen.isAlternate && program.screen.isCursorVisible
    }

    private func stopsAndContinues() throws -> Bool {
        var options = PtyProgram.Options()
        options.term = term
        options.environment = locale.environment
        // Only a shell with job control can have its jobs stopped; what it says stands on no dashboard.
        let script = "'\(Product.path)' --broker \(hall.broker.address); echo shell-again; read -r x; fg"
        let program = try PtyProgram("/bin/sh", ["-mc", script], options)
        guard program.waitForLive("M7"), program.waitForQuiet() else { return false }
        let before = program.screen
        program.type("\u{1A}")
        guard program.wait(until: { !$0.isAlternate && $0.contains("shell-again") }), program.mode.isCooked,
            program.screen.modes == [7, 25]
        else { return false }
        program.type("\r")
        return program.wait { $0.cells == before.cells && $0.modes == before.modes }
    }
}
