import DemoPlant
import Glibc
import TestHall
import TestSupport
import Testing

/// A10, and what a terminal says of itself: at once, late, never, or nonsense.
@Suite("Answers of the terminal", .serialized)
struct TerminalAnswerTests {
    @Test("A10: frames are whole, begun and ended in pairs, where the terminal says that it can")
    func balanced() throws {
        let hall = try VirtualHall(lines: 1, machines: 12)
        let program = try hall.dashboard()
        #expect(program.waitForLive("M11") && program.waitForQuiet())
        program.type("?")
        #expect(program.wait(for: "│"))
        program.type("?:")
        #expect(program.wait { $0.isCursorVisible } && program.waitForQuiet())
        let begun = program.count("\u{1B}[?2026h")
        #expect(begun >= 2 && program.count("\u{1B}[?2026l") == begun)
        // It is asked to end while all rows change.
        for step in 0..<20 { hall.publish(hall.line("L0", machines: 0..<12) { ($0 + step) % 2 == 0 }) }
        #expect(program.wait { _ in program.frames() > begun })
        program.send(signal: SIGTERM)
        #expect(program.waitForExit(within: .seconds(2)) != nil)
        let (all, ended) = (program.count("\u{1B}[?2026h"), program.count("\u{1B}[?2026l"))
        #expect(all == ended, "\(all) begun, \(ended) ended")
        #expect(!program.screen.modes.contains(2026))
    }

    @Test("A10: whole frames are never sent to a terminal that does not answer, or says that it knows none")
    func unsupported() throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let silent = try hall.dashboard { $0.answersAtOnce = false }
        #expect(silent.waitForLive("M2") && silent.waitForQuiet())
        silent.type("?")
        #expect(silent.wait(for: "+--"))
        #expect(silent.frames() == 0)
        silent.type("\u{1B}")
        silent.type("\u{1B}[?2026;0$y\u{1B}[1;6R")
        #expect(silent.waitForQuiet())
        silent.type("?")
        #expect(silent.wait(for: "│"))
        #expect(silent.frames() == 0 && silent.exitIfEnded() == nil)
        silent.send(signal: SIGTERM)
        #expect(silent.waitForExit(within: .seconds(2)) != nil)
        #expect(silent.count("\u{1B}[?2026l") == 0)
    }

    @Test("A10: nothing is asked of a terminal that may print the question")
    func notAsked() throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard { $0.term = "vt100" }
        #expect(program.waitForLive("M2") && program.waitForQuiet())
        program.send(signal: SIGTERM)
        #expect(program.waitForExit(within: .seconds(2)) != nil)
        for question in ["$p", "[6n", "[5n", "[?1000h", "[?2004h", "[?2026h", "[?2026l"] {
            #expect(program.count(question) == 0)
        }
    }

    @Test("A10: answers that come late, in pieces, or were not asked for are never keys")
    func late() throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard { $0.answersAtOnce = false }
        #expect(program.waitForLive("M2") && program.waitForQuiet())
        #expect(!program.heldAnswers.isEmpty)
        let foreign = "\u{1B}[?62;22c\u{1B}]11;rgb:ffff/0000/qqyy\u{7}\u{1B}P1+r=q\u{1B}\\\u{1B}[>0;q".utf8
        for byte in program.heldAnswers + Array(foreign) { program.type(bytes: [byte]) }
        program.type(bytes: Array("c\u{1B}[99;1R".utf8))
        #expect(program.waitForQuiet())
        #expect(program.exitIfEnded() == nil && !program.screen.contains("Leave"), "\(program.screen)")
        #expect(!program.screen.contains("no function here"), "\(program.screen)")
        program.type("?")
        #expect(program.wait(for: "│") && program.frames() > 0)
    }

    @Test(
        "an answer that is still on its way is taken in before the shell gets the terminal",
        arguments: ["\u{1A}", "qy"])
    func answerOnTheWay(_ leaving: String) throws {
        let script = "'\(Product.path)' --broker mqtt://127.0.0.1:9; echo given back; read -r x"
        var options = PtyProgram.Options()
        options.answersAtOnce = false
        let program = try PtyProgram("/bin/sh", ["-mc", script], options)
        #expect(program.waitForFrame() && program.waitForQuiet())
        program.answer()
        program.type("\u{0C}")
        #expect(program.wait { _ in !program.heldAnswers.isEmpty })
        program.type(leaving)
        // Longer than a link around the world.
        _ = program.wait(within: .milliseconds(200)) { _ in false }
        #expect(program.screen.isAlternate)
        program.answer()
        #expect(program.wait(for: "given back") && program.waitForQuiet())
        #expect(!program.screen.contains("[0n"), "\(program.screen)")
    }

    @Test(
        "signs are in ASCII where the terminal says nothing of their width, and are drawn when it is set or said",
        arguments: ["xterm-256color", "linux", "vt100"])
    func unmeasured(_ term: String) throws {
        let hall = try VirtualHall(lines: 2, machines: 4)
        func start(_ arguments: [String]) throws -> PtyProgram {
            let program = try hall.dashboard(arguments: arguments) {
                $0.term = term
                $0.answersAtOnce = false
            }
            #expect(program.wait { $0.contains("M7") && $0.contains("live") } && program.waitForQuiet())
            return program
        }
        let silent = try start([])
        #expect(silent.screen.text.utf8.allSatisfy { $0 < 0x80 }, "\(silent.screen)")
        #expect(try start(["--unicode"]).screen.contains("● live"))
        #expect(silent.heldAnswers.isEmpty == (term == "vt100"))
        if silent.heldAnswers.isEmpty { return }
        silent.answer()
        #expect(silent.wait { $0.contains("● live") && $0.contains("───") }, "\(silent.screen)")
    }

    @Test("a terminal that answers at once is never shown the signs in ASCII first")
    func measuredFirst() throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame() && program.waitForQuiet())
        #expect(program.screen.contains("───") && program.count("----") == 0)
    }

    @Test("garbage in place of answers ends nothing and costs nothing", arguments: 0..<3)
    func garbage(_ seed: UInt64) throws {
        let program = try PtyProgram.dashboard { $0.answersAtOnce = false }
        #expect(program.waitForFrame())
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            // Every byte but those of keys that leave or stop it, or change the language that is looked for below.
            let bytes = (0..<20).map { _ in UInt8(random.below(256)) }.filter { !"qyL\u{3}\u{1A}".utf8.contains($0) }
            program.type(bytes: [0x1B, 0x5B] + bytes)
        }
        #expect(program.waitForQuiet(within: .seconds(20)) && program.exitIfEnded() == nil)
        // Whatever was begun, an Esc ends it; then keys are keys again. Where garbage said that the terminal is ready for
        // more, it is waited for in vain, ten seconds long, before it is shown what is on the screen.
        var isBack: Bool { program.screen.contains("quit") && program.screen.contains("connecting") }
        for _ in 0..<150 where !isBack {
            program.type("\u{1B}")
            #expect(program.waitForQuiet())
        }
        #expect(isBack, "\(program.screen)")
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test("characters of ambiguous width are replaced on a terminal that draws them wide, and nothing is displaced")
    func ambiguous() throws {
        let hall = try VirtualHall(lines: 2, machines: 4)
        let narrow = try hall.dashboard()
        let wide = try hall.dashboard { $0.isAmbiguousWide = true }
        #expect(narrow.wait { $0.contains("stopped") && $0.contains("▲") || $0.contains("●") })
        #expect(wide.wait { $0.contains("M7") && $0.contains("* live") }, "\(wide.screen)")
        #expect(wide.waitForQuiet() && narrow.waitForQuiet())
        let rows = (0..<24).filter { y in
            wide.screen.line(y).unicodeScalars.contains { $0.value > 0x7F }
        }
        #expect(rows.isEmpty, "\(wide.screen)")
        for machine in 0..<8 {
            let columns = try [narrow, wide].map { program in
                let row = try #require(program.screen.floorRow("M\(machine)"))
                let place = try #require(row.firstRange(of: "Press"))
                return row.distance(from: row.startIndex, to: place.lowerBound)
            }
            #expect(columns[0] == columns[1], "\(wide.screen)")
        }
        #expect(wide.screen.unknown.isEmpty)
    }
}
