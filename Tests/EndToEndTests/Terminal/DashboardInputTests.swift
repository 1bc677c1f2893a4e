import Basis
import DemoPlant
import Foundation
import TestHall
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

/// A28, A32, A33, A34: keys, mouse, pastes, and where the cursor is.
@Suite("Input of the dashboard", .serialized)
struct DashboardInputTests {
    private typealias ScreenSize = TestSupport.ScreenSize

    private func floor(_ change: (inout PtyProgram.Options) -> Void = { _ in }) throws -> (VirtualHall, PtyProgram) {
        let hall = try VirtualHall(lines: 2, machines: 5)
        let program = try hall.dashboard(change)
        #expect(program.wait { $0.contains("M9") && $0.contains("live") && !$0.contains("Waiting") })
        #expect(program.waitForQuiet())
        return (hall, program)
    }

    private func click(_ program: PtyProgram, x: Int, y: Int) {
        program.type("\u{1B}[<0;\(x + 1);\(y + 1)M\u{1B}[<0;\(x + 1);\(y + 1)m")
    }

    /// The row that the machine stands in, of the Floor's upper pane.
    private func row(_ machine: String, _ screen: TerminalEmulator) -> Int {
        screen.lines.firstIndex { $0.contains(" \(machine) ") } ?? -1
    }

    @Test("A28: help lists exactly the keys that act where it is opened")
    func help() throws {
        let (hall, program) = try floor()
        defer { withExtendedLifetime(hall) {} }
        let phrases = Phrases(language: .en)
        for (keys, context) in [("", KeyContext.floor), (":machine M2\r", .machine)] {
            program.type(keys)
            if context == .machine { #expect(program.wait { $0.line(0).contains("M2") }) }
            program.type("?")
            #expect(program.wait(for: phrases[.keys]))
            let wanted = KeyMap<Action, KeyContext>.standard.active(in: [context, .everywhere]).map { binding in
                let keys = binding.keys.map(\.description).joined(separator: " ")
                return (keys, phrases(binding.help))
            }
            // More keys than rows: the rest is there at the end.
            var listed: Set<String> = []
            #expect(wanted.contains { $0.0.hasSuffix("^C") })
            for (scroll, last) in [("", wanted.first), ("\u{1B}[F", wanted.last)] {
                program.type(scroll)
                let isThere = program.wait { screen in
                    screen.lines.contains { $0.contains("│") && $0.contains(String((last?.1 ?? "?").prefix(40))) }
                }
                #expect(isThere, "\(program.screen)")
                // Below the keys stand the signs of figures and of the ribbon.
                let signs = SignLegend.lines(.en).map(\.text) + [phrases[.overTime]]
                for line in program.screen.lines where line.contains("│") && !signs.contains(where: line.contains) {
                    let text = line.drop { $0 != "│" }.dropFirst()
                    listed.insert(text.trimmingCharacters(in: CharacterSet(charactersIn: " │█─┃▐")))
                }
            }
            let isListed = wanted.allSatisfy { keys, text in
                listed.contains { $0.hasPrefix("\(keys) ") && $0.contains(String(text.prefix(40))) }
            }
            #expect(isListed, "\(listed)")
            #expect(listed.count == wanted.count, "\(listed)")
            program.type("\u{1B}")
            #expect(program.wait { !$0.contains("│") })
        }
    }

    @Test("A32: a lone Esc acts at once, not after the pause in which a sequence may go on")
    func loneEscape() throws {
        let (hall, program) = try floor { $0.answersAtOnce = false }
        defer { withExtendedLifetime(hall) {} }
        var best = Duration.seconds(9)
        for _ in 0..<5 {
            program.type("?")
            #expect(program.wait { $0.contains("+--") })
            let start = ContinuousClock.now
            program.type("\u{1B}")
            #expect(program.wait { !$0.contains("+--") })
            best = min(best, ContinuousClock.now - start)
        }
        // 30 ms for the Esc, and up to 40 until the next frame.
        #expect(best < .milliseconds(120), "\(best)")
    }

    @Test("A32: over a slow link a sequence that comes in pieces is still its key")
    func splitSequence() throws {
        let (hall, program) = try floor { $0.answersAtOnce = false }
        defer { withExtendedLifetime(hall) {} }
        // The answers come after 200 ms, as all else does.
        program.type(bytes: program.heldAnswers)
        #expect(program.waitForQuiet())
        // An Esc that is told too early would close the line, and what is typed in it.
        program.type(":zx")
        #expect(program.wait { $0.line(23).contains(":zx") && $0.cursor.x == 4 })
        for piece in ["\u{1B}", "[", "D"] {
            program.type(piece)
            _ = program.wait(within: .milliseconds(200)) { _ in false }
        }
        #expect(program.wait { $0.line(23).contains(":zx") && $0.cursor.x == 3 }, "\(program.screen)")
        program.type("\u{1B}")
        #expect(program.wait { !$0.isCursorVisible } && program.waitForQuiet())
        let first = row("M0", program.screen)
        #expect(program.screen.cursor.y == first)
        for piece in ["\u{1B}", "[", "B"] {
            program.type(piece)
            _ = program.wait(within: .milliseconds(200)) { _ in false }
        }
        #expect(program.wait { $0.cursor.y == first + 1 }, "\(program.screen)")
        #expect(!program.screen.contains("no function here"))
    }

    @Test("A32: a paste triggers nothing; it goes as safe text into a line that is open")
    func paste() throws {
        let (hall, program) = try floor()
        defer { withExtendedLifetime(hall) {} }
        #expect(program.screen.modes.contains(2004))
        program.type("\u{1B}[200~qy:quit\r?\u{1B}[B\r\u{1B}[201~")
        #expect(program.wait(for: "/ or :"), "\(program.screen)")
        #expect(program.exitIfEnded() == nil && program.screen.contains("M9") && !program.screen.contains("Leave"))
        program.type("/")
        #expect(program.wait { $0.isCursorVisible })
        program.type("\u{1B}[200~ stop\u{1B}]0;x\u{7}ped\r\u{3}\u{1B}[201~")
        #expect(program.wait { $0.line(23).contains("stop") }, "\(program.screen)")
        #expect(program.waitForQuiet() && program.exitIfEnded() == nil)
        #expect(program.screen.isCursorVisible && program.screen.commands.isEmpty && program.screen.unknown.isEmpty)
    }

    @Test("A33: a click selects a row, a second one opens it, the wheel moves, a click on a hint is its key")
    func mouse() throws {
        let (hall, program) = try floor()
        defer { withExtendedLifetime(hall) {} }
        #expect(program.screen.modes.isSuperset(of: [1000, 1006]))
        let target = row("M3", program.screen)
        click(program, x: 20, y: target)
        #expect(program.wait { $0.cursor.y == target })
        program.type("\u{1B}[<65;20;8M")
        #expect(program.wait { $0.cursor.y > target })
        program.type("\u{1B}[<64;20;8M")
        #expect(program.wait { $0.cursor.y == target })
        click(program, x: 20, y: target)
        #expect(program.wait { $0.line(0).contains("M3") }, "\(program.screen)")
        let hints = program.screen.line(23)
        let back = try #require(hints.firstRange(of: "Esc"))
        click(program, x: hints.distance(from: hints.startIndex, to: back.lowerBound), y: 23)
        #expect(program.wait { $0.contains("M9") }, "\(program.screen)")
        // The lower pane takes the focus.
        let needs = try #require(program.screen.row(of: "Needs someone"))
        click(program, x: 10, y: needs + 1)
        #expect(program.wait { $0.cursor.y == needs + 1 }, "\(program.screen)")
        #expect(program.waitForQuiet())
        // What lies under a box is not clicked.
        program.type("q")
        #expect(program.wait(for: "Leave"))
        click(program, x: 20, y: 4)
        #expect(program.waitForQuiet() && program.screen.contains("Leave"))
        let question = try #require(program.screen.lines.enumerated().first { $0.element.contains("Esc stay") })
        let stay = try #require(question.element.firstRange(of: "Esc stay"))
        click(
            program, x: question.element.distance(from: question.element.startIndex, to: stay.lowerBound),
            y: question.offset)
        #expect(program.wait { !$0.contains("Leave") }, "\(program.screen)")
    }

    @Test("A33: the mouse is released by a key and by a command, and taken again", arguments: ["M", ":mouse\r"])
    func released(_ keys: String) throws {
        let (hall, program) = try floor()
        defer { withExtendedLifetime(hall) {} }
        program.type(keys)
        #expect(program.wait { !$0.modes.contains(1000) && !$0.modes.contains(1006) && $0.contains("select text") })
        let before = program.screen.cursor.y
        click(program, x: 20, y: row("M3", program.screen))
        #expect(program.waitForQuiet() && program.screen.cursor.y == before)
        program.type(keys)
        #expect(program.wait { $0.modes.isSuperset(of: [1000, 1006]) })
        click(program, x: 20, y: row("M3", program.screen))
        #expect(program.wait { $0.cursor.y == row("M3", $0) })
    }

    @Test("A34: the hardware cursor is on the selected row or in the line, on every screen")
    func cursor() throws {
        let (hall, program) = try floor()
        defer { withExtendedLifetime(hall) {} }
        #expect(program.wait { $0.cursor.y == row("M0", $0) && !$0.isCursorVisible })
        program.type("\u{1B}[B")
        #expect(program.wait { $0.cursor.y == row("M1", $0) })
        program.type("\t")
        #expect(program.wait { screen in screen.row(of: "Needs someone").map { screen.cursor.y > $0 } ?? false })
        program.type("\t/M4")
        #expect(program.wait { $0.cursor.y == 23 && $0.cursor.x == 4 && $0.isCursorVisible }, "\(program.screen)")
        program.type("\u{1B}")
        #expect(program.wait { !$0.isCursorVisible && $0.contains("M9") })
        program.type(":he")
        #expect(program.wait { $0.cursor.y == 23 && $0.cursor.x == 4 && $0.isCursorVisible })
        program.type("\u{3}")
        #expect(
            program.wait { $0.line($0.cursor.y).contains("[Esc stay]") && !$0.isCursorVisible }, "\(program.screen)")
        program.type("\r\u{1B}?")
        #expect(program.wait { $0.line($0.cursor.y).contains("move the selection") }, "\(program.screen)")
        program.type("\u{1B}[B")
        #expect(program.wait { $0.line($0.cursor.y).contains("open the machine") }, "\(program.screen)")
        program.type("\r")
        #expect(program.wait { $0.line(0).contains("M4") }, "\(program.screen)")
        program.type(":theme\r")
        #expect(program.wait { $0.line($0.cursor.y).contains("default-dark") }, "\(program.screen)")
    }
}
