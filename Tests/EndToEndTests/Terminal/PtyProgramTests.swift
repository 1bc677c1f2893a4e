import DemoPlant
import Glibc
import TestSupport
import Testing

@Suite("A program in a pty", .serialized)
struct PtyProgramTests {
    private func shell(_ script: String, _ options: PtyProgram.Options = PtyProgram.Options()) throws -> PtyProgram {
        try PtyProgram("/bin/sh", ["-c", script], options)
    }

    @Test("it has a controlling terminal of the size and kind asked for")
    func terminal() throws {
        var options = PtyProgram.Options()
        options.size = ScreenSize(40, 12)
        options.environment = ["FLOOR": "1", "LANG": nil]
        let program = try shell("stty size </dev/tty; echo \"$TERM $FLOOR ${LANG-none}\"; exit 3", options)
        #expect(program.waitForExit(within: .seconds(10)) == .code(3))
        #expect(program.screen.lines.prefix(2) == ["12 40", "xterm-256color 1 none"])
    }

    @Test("keys arrive, and what it writes is seen")
    func keys() throws {
        let program = try shell("read -r name; printf '\\033[5;3H<%s>' \"$name\"; read -r x")
        program.type("中文 x\r")
        #expect(program.wait(for: "<中文 x>"))
        #expect(program.screen.line(4).hasPrefix("  <"))
        program.type("\r")
        #expect(program.waitForExit(within: .seconds(10)) == .code(0))
    }

    @Test("a new size comes with SIGWINCH")
    func resize() throws {
        let program = try shell("trap 'stty size' WINCH; echo ready; while :; do read -r x && exit; done")
        #expect(program.wait(for: "ready"))
        program.resize(ScreenSize(33, 7))
        #expect(program.wait(for: "7 33"))
    }

    @Test("the end by a signal is told, and the terminal's changed attributes are seen")
    func signalAndMode() throws {
        let program = try shell("stty raw -echo; printf 'ready'; read -r x")
        #expect(program.wait(for: "ready"))
        #expect(!program.mode.isCooked && program.mode != program.modeAtStart && program.modeAtStart.isCooked)
        program.send(signal: SIGTERM)
        #expect(program.waitForExit(within: .seconds(10)) == .signal(SIGTERM))
    }

    @Test("a terminal that closes hangs up the program")
    func hangUp() throws {
        let program = try shell("echo ready; read -r x; read -r y")
        #expect(program.wait(for: "ready"))
        program.closeTerminal()
        #expect(program.waitForExit(within: .seconds(10)) != nil)
    }

    @Test("a spinning program shows its processor time")
    func usage() throws {
        let program = try shell("while :; do :; done")
        let isSeen = eventually { (ProcessUsage.processorTime(program.processID) ?? .zero) >= .milliseconds(50) }
        #expect(isSeen && ProcessUsage.isRunning(program.processID))
    }

    @Test(
        "what ncurses' own tools write is known",
        arguments: [
            "smcup", "clear", "cup 3 4", "setaf 200", "csr 2 5", "sgr0", "rmcup", "civis", "cnorm", "el", "ed", "il 2",
            "smacs", "rmacs", "is2", "smkx", "rmkx", "reset",
        ])
    func capability(_ name: String) throws {
        let program = try shell("tput \(name)")
        #expect(program.waitForExit(within: .seconds(10)) == .code(0))
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }
}
