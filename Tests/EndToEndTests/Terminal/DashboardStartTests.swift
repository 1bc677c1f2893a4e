import DemoPlant
import Foundation
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
        "A5: it draws on terminals of many kinds",
        arguments: ["xterm-256color", "xterm", "linux", "vt100", "screen", "tmux-256color"])
    func kinds(_ term: String) throws {
        let program = try PtyProgram.dashboard { $0.term = term }
        #expect(program.waitForFrame() && program.wait(for: "connecting"))
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(2)) == .code(0))
        #expect(program.mode == program.modeAtStart)
    }

    @Test("A6: with NO_COLOR no colour is sent")
    func noColor() throws {
        let program = try PtyProgram.dashboard { $0.environment = ["NO_COLOR": "1"] }
        #expect(program.waitForFrame() && program.waitForQuiet())
        let looks = program.screen.cells.joined().map(\.pen)
        #expect(looks.allSatisfy { $0.foreground == .standard && $0.background == .standard })
        #expect(looks.contains { !$0.attributes.isEmpty })
    }

    @Test("A7: in a locale without UTF-8 only ASCII is sent", arguments: ["C", "POSIX", "de_DE.ISO-8859-1"])
    func plainLocale(_ name: String) throws {
        let program = try PtyProgram.dashboard { $0.environment = ["LANG": name, "LC_ALL": name] }
        #expect(program.waitForFrame() && program.waitForQuiet())
        #expect(program.log.allSatisfy { $0 < 0x80 })
    }
}
