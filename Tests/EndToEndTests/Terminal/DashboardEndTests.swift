import DemoPlant
import Glibc
import TestSupport
import Testing

/// A11 and A13: whatever ends the dashboard, the terminal is as it was.
@Suite("The end of the dashboard", .serialized)
struct DashboardEndTests {
    /// The main screen again, cursor shown, no mode left on, attributes as at the start.
    private func expectGivenBack(_ program: PtyProgram) {
        #expect(!program.screen.isAlternate)
        #expect(program.screen.isCursorVisible)
        #expect(program.screen.modes == [7, 25])
        #expect(program.mode == program.modeAtStart)
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test(
        "A11: a signal that asks it to end gives the terminal back within a second",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func asked(_ signal: Int32) throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame())
        program.send(signal: signal)
        #expect(program.waitForExit(within: .seconds(1)) != nil)
        expectGivenBack(program)
    }

    @Test(
        "A11: a crash gives the terminal back within a second, and is still a crash",
        arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
    func crashed(_ signal: Int32) throws {
        // Else the report of the crash looks for symbols first, which takes longer than the second.
        let program = try PtyProgram.dashboard { $0.environment = ["SWIFT_BACKTRACE": "enable=no"] }
        #expect(program.waitForFrame())
        program.send(signal: signal)
        #expect(program.waitForExit(within: .seconds(1)) == .signal(signal))
        expectGivenBack(program)
    }

    @Test(
        "A11: leaving by key gives the terminal back within a second, with 0, from any dialog",
        arguments: ["", "?", "/", ":", "q"])
    func left(_ dialog: String) throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame())
        program.type(dialog + (dialog == "q" ? "y" : "\u{1B}"))
        if dialog != "q" {
            // Only after a pause is Esc a key of its own.
            #expect(program.waitForQuiet(of: .milliseconds(150)))
            program.type("q")
            #expect(program.wait(for: "Leave"))
            program.type("y")
        }
        #expect(program.waitForExit(within: .seconds(1)) == .code(0))
        expectGivenBack(program)
    }

    @Test("a held Enter never leaves")
    func heldEnter() throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame())
        program.type("q" + String(repeating: "\r", count: 40))
        #expect(program.waitForQuiet())
        #expect(program.exitIfEnded() == nil && program.screen.contains("Leave"))
        program.type("\u{1B}")
        #expect(program.wait { !$0.contains("Leave") })
    }

    @Test("A13: when the terminal is gone it ends within three seconds and never spins", arguments: [false, true])
    func goneTerminal(_ ignoresHangUp: Bool) throws {
        let program =
            ignoresHangUp
            ? try PtyProgram("/bin/sh", ["-c", "trap '' HUP; exec '\(Product.path)' --broker mqtt://127.0.0.1:9"])
            : try PtyProgram.dashboard()
        #expect(program.waitForFrame())
        let before = try #require(ProcessUsage.processorTime(program.processID))
        var used = before
        program.closeTerminal()
        let hasEnded = eventually(within: .seconds(3)) {
            used = ProcessUsage.processorTime(program.processID) ?? used
            return program.exitIfEnded() != nil
        }
        #expect(hasEnded)
        #expect(used - before < .milliseconds(100))
    }

    @Test("a terminal that takes nothing more does not keep it from ending within three seconds")
    func stalledTerminal() throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame() && program.waitForQuiet())
        // From here on nobody reads. Each Ctrl-L draws the whole screen, until no more goes into the pty.
        var written = -1
        while let now = ProcessUsage.bytesWritten(program.processID), now > written {
            written = now
            program.type("\u{0C}")
            _ = eventually(within: .milliseconds(300)) { ProcessUsage.bytesWritten(program.processID) ?? 0 > written }
        }
        program.send(signal: SIGTERM)
        let hasEnded = eventually(within: .seconds(3)) { program.exitIfEnded() != nil }
        #expect(hasEnded)
        #expect(program.mode == program.modeAtStart)
    }

    @Test("stopped and continued, the terminal is the shell's in between and all is drawn again")
    func stopped() throws {
        // Only a shell with job control can have its jobs stopped.
        let script = "'\(Product.path)' --broker mqtt://127.0.0.1:9; echo stopped; read -r x; fg"
        let program = try PtyProgram("/bin/sh", ["-mc", script])
        #expect(program.waitForFrame() && program.waitForQuiet())
        let before = program.screen.lines
        let dashboard = try #require(ProcessUsage.descendants(of: program.processID).first)
        kill(dashboard, SIGTSTP)
        #expect(program.wait(for: "stopped") && !program.screen.isAlternate && program.screen.isCursorVisible)
        #expect(program.mode.isCooked)
        program.resize(ScreenSize(60, 20))
        program.type("\r")
        #expect(program.wait { $0.isAlternate && $0.contains("connecting") && $0.line(19) != "" })
        program.resize(ScreenSize(80, 24))
        #expect(program.wait { $0.lines == before })
    }
}
