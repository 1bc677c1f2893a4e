import DemoPlant
import Foundation
import TestSupport
import Testing

/// The demo as a person starts it.
@Suite("The demo in a terminal", .serialized)
struct DemoTests {
    private func demo(_ temporary: TemporaryFolder) throws -> PtyProgram {
        var options = PtyProgram.Options()
        options.environment = ["TMPDIR": temporary.path]
        return try PtyProgram(Product.path, ["demo"], options)
    }

    private func showsAll(_ program: PtyProgram) -> Bool {
        program.wait(within: .seconds(30)) { screen in
            (1...12).allSatisfy { screen.floorRow($0 < 10 ? "DC-0\($0)" : "DC-\($0)") != nil }
                && screen.contains("live")
        }
    }

    @Test("twelve machines stand on the first page at 80×24, and nothing that is written is unknown to the terminal")
    func firstPage() throws {
        let temporary = try TemporaryFolder()
        let program = try demo(temporary)
        #expect(showsAll(program), "\(program.screen)")
        #expect(program.screen.unknown.isEmpty)
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        #expect(!program.screen.isAlternate && program.mode == program.modeAtStart)
        let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        #expect(left.isEmpty, "\(left)")
    }

    @Test("ended by TERM or killed, it leaves no process behind after five seconds", arguments: [SIGTERM, SIGKILL])
    func leavesNothing(_ signal: Int32) throws {
        let temporary = try TemporaryFolder()
        let program = try demo(temporary)
        #expect(showsAll(program), "\(program.screen)")
        let others = ProcessUsage.descendants(of: program.processID)
        #expect(others.count >= 3, "broker, hub and plant: \(others)")
        program.send(signal: signal)
        let areGone = eventually(within: .seconds(5)) {
            program.exitIfEnded() != nil && !others.contains { ProcessUsage.isRunning($0) }
        }
        #expect(areGone)
        guard signal == SIGTERM else { return }
        #expect(!program.screen.isAlternate || program.waitForExit(within: .seconds(1)) != nil)
        #expect(program.mode == program.modeAtStart)
        let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        #expect(left.isEmpty, "\(left)")
    }
}
