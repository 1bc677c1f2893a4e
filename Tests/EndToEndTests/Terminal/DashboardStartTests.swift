import DemoPlant
import Foundation
import TestHall
import TestSupport
import Testing

/// A5, A6, A7, A14: where the dashboard cannot run it says why in one sentence, and it fits poor terminals.
@Suite("The start of the dashboard", .serialized)
struct DashboardStartTests {
    @Test(
        "A5: a terminal that cannot be drawn on is refused in one sentence",
        arguments: [nil, "", "nonsense", "dumb"] as [String?])
    func unknownTerminal(_ term: String?) throws {
        let program = try PtyProgram.dashboard { $0.term = term }
        #expect(program.waitForExit(within: .seconds(10)) == .code(1))
        expectSentence(program, "TERM")
        #expect(!program.log.contains(0x1B) && program.mode == program.modeAtStart)
    }

    @Test("A14: without a terminal at either end it says so in one sentence", arguments: [true, false])
    func noTerminal(_ isInput: Bool) throws {
        let folder = try TemporaryFolder()
        let program = try PtyProgram.dashboard {
            if isInput { $0.input = "/dev/null" } else { $0.output = folder.file("out") }
        }
        #expect(program.waitForExit(within: .seconds(10)) == .code(1))
        expectSentence(program, isInput ? "stdin is none" : "stdout is none")
        expectSentence(program, "floortui snapshot")
        #expect(program.mode == program.modeAtStart)
    }

    @Test("A14: a demo without a terminal says so before it starts anything", arguments: [true, false])
    func demoWithoutTerminal(_ isInput: Bool) throws {
        let folder = try TemporaryFolder()
        var options = PtyProgram.Options()
        options.environment = ["TMPDIR": folder.path]
        if isInput { options.input = "/dev/null" } else { options.output = "/dev/null" }
        let program = try PtyProgram(Product.path, ["demo"], options)
        #expect(program.waitForExit(within: .seconds(10)) == .code(1))
        expectSentence(program, "floortui demo --headless")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    private func expectSentence(_ program: PtyProgram, _ word: String) {
        let lines = String(decoding: program.log, as: UTF8.self).split { $0.isNewline }
        #expect(lines.count == 1 && lines.first?.contains(word) == true, "\(lines)")
    }

    @Test(
        "A5: on terminals of many kinds the same text stands in the same places",
        arguments: ["xterm", "linux", "vt100", "screen", "tmux-256color", "screen-256color", "rxvt-unicode-256color"])
    func kinds(_ term: String) throws {
        let hall = try VirtualHall(lines: 2, machines: 4)
        // It is asked nothing, so nobody knows how wide its signs are.
        let usual = try hall.dashboard(arguments: term == "vt100" ? ["--ascii"] : [])
        let program = try hall.dashboard { $0.term = term }
        #expect(usual.wait { $0.contains("M7") && $0.contains("live") } && usual.waitForQuiet())
        #expect(program.wait { $0.lines == usual.screen.lines }, "\(program.screen)")
        #expect(program.leave())
        #expect(program.mode == program.modeAtStart)
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test("A5: no more colours are sent than the terminal has", arguments: [("linux", 8), ("xterm", 8), ("vt100", 0)])
    func colors(_ term: String, _ colors: Int) throws {
        let hall = try VirtualHall(lines: 2, machines: 4)
        let program = try hall.dashboard { $0.term = term }
        #expect(program.wait { $0.contains("M7") && $0.contains("live") } && program.waitForQuiet())
        let used = program.screen.cells.joined().flatMap { [$0.pen.foreground, $0.pen.background] }
        for color in Set(used) where color != .standard {
            guard case .palette(let index) = color else {
                Issue.record("\(color)")
                continue
            }
            #expect(index < colors)
        }
        #expect(colors == 0 || Set(used).count > 1)
    }

    @Test("A6: with NO_COLOR or --no-color no colour is sent, and states differ by sign", arguments: [true, false])
    func noColor(_ byVariable: Bool) throws {
        let hall = try VirtualHall(lines: 2, machines: 5)
        let program = try hall.dashboard(arguments: byVariable ? [] : ["--no-color"]) {
            if byVariable { $0.environment = ["NO_COLOR": "1"] }
        }
        #expect(program.wait { $0.contains("M9") && $0.contains("live") } && program.waitForQuiet())
        let looks = program.screen.cells.joined().map(\.pen)
        #expect(looks.allSatisfy { $0.foreground == .standard && $0.background == .standard })
        #expect(looks.contains { !$0.attributes.isEmpty })
        // Also not one that was drawn over since.
        #expect(colorCodes(program.log).isEmpty, "\(colorCodes(program.log))")
        let stopped = try #require(program.screen.floorRow("M3"))
        let producing = try #require(program.screen.floorRow("M2"))
        #expect(stopped.prefix(3) != producing.prefix(3), "\(stopped)\n\(producing)")
    }

    /// The parameters of all SGR sequences that are colours.
    private func colorCodes(_ log: [UInt8]) -> [String] {
        String(decoding: log, as: UTF8.self).matches(of: /\u{1B}\[([0-9;]*)m/).flatMap { match in
            match.1.split(separator: ";").filter { Int($0).map { 30...49 ~= $0 || 90...107 ~= $0 } ?? false }
                .map(String.init)
        }
    }

    @Test(
        "A7: in a locale without UTF-8 only ASCII is sent, and the mouse and answers work",
        arguments: ["C", "POSIX", "nonsense", Latin1Locale.name])
    func plainLocale(_ name: String) throws {
        try expectASCII(["LANG": name, "LC_ALL": name])
    }

    @Test("A7: in a locale that has the characters of Latin-1 only ASCII is sent as well")
    func latin1() throws {
        let latin1 = try Latin1Locale()
        var options = PtyProgram.Options()
        options.environment = latin1.environment
        let locale = try PtyProgram("locale", ["charmap"], options)
        #expect(locale.wait(for: "ISO-8859-1"), "\(locale.screen)")
        try expectASCII(latin1.environment)
    }

    private func expectASCII(_ environment: [String: String?]) throws {
        let hall = try VirtualHall(lines: 2, machines: 5)
        let program = try hall.dashboard { $0.environment = environment }
        #expect(program.wait { $0.contains("M9") && $0.contains("* live") } && program.waitForQuiet())
        program.type("?")
        #expect(program.wait(for: "+--"))
        #expect(program.leaveCover())
        #expect(program.log.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "F34: every kind of terminal in every locale shows the machines, or is refused in one sentence",
        arguments: ["C", "C.UTF-8", Latin1Locale.name])
    func matrix(_ locale: String) throws {
        let latin1 = locale == Latin1Locale.name ? try Latin1Locale() : nil
        let hall = try VirtualHall(lines: 2, machines: 4)
        for term in ["xterm-256color", "xterm", "linux", "vt100", "screen", "tmux-256color", "dumb", "nonsense", nil] {
            let program = try hall.dashboard {
                $0.term = term
                $0.environment = latin1?.environment ?? ["LANG": locale]
            }
            if [nil, "dumb", "nonsense"].contains(term) {
                #expect(program.waitForExit(within: .seconds(10)) == .code(1))
                expectSentence(program, "TERM")
            } else {
                #expect(program.waitForLive("M7") && program.waitForQuiet(), "\(term ?? "")\n\(program.screen)")
                #expect(program.leave())
                #expect(locale == "C.UTF-8" || program.log.allSatisfy { $0 < 0x80 }, "\(term ?? "")")
            }
            #expect(program.mode == program.modeAtStart)
            #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
        }
    }

    @Test("a hostile environment changes nothing")
    func environment() throws {
        let usual = try PtyProgram.dashboard()
        let program = try PtyProgram.dashboard {
            $0.environment = [
                "COLUMNS": "0", "LINES": "-1", "TERMINFO": "/nonsense\u{1}", "TERMINFO_DIRS": "/dev/null",
                "LANG": "C.UTF-8", "LANGUAGE": "\u{1B}[2J", "ESCDELAY": "-5", "NCURSES_NO_UTF8_ACS": "x",
                "XDG_STATE_HOME": "relative", "XDG_CONFIG_HOME": "",
            ]
        }
        #expect(usual.waitForFrame() && usual.waitForQuiet())
        #expect(program.wait { $0.lines == usual.screen.lines }, "\(program.screen)")
        #expect(program.leave())
    }

    @Test("without a home nothing can be entered, and that is said")
    func noHome() throws {
        let program = try PtyProgram.dashboard { $0.environment = ["HOME": nil, "XDG_STATE_HOME": "relative"] }
        #expect(
            program.wait {
                $0.contains("This terminal can only look: This account has no home: set XDG_STATE_HOME.")
            }, "\(program.screen)")
        #expect(program.leave())
    }
}

extension PtyProgram {
    /// Closes what lies over the screen, then leaves by key.
    func leaveCover() -> Bool {
        type("\u{1B}")
        return waitForQuiet(of: .milliseconds(150)) && leave()
    }
}
