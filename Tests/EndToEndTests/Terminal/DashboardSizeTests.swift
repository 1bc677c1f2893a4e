import DemoPlant
import TestSupport
import Testing

/// A2 and A3: any size, and many in a row.
@Suite("The size of the dashboard's terminal", .serialized)
struct DashboardSizeTests {
    @Test("A3: after a storm of sizes down to 1×1 the frame is that of a fresh start, for little output and time")
    func storm() throws {
        let program = try PtyProgram.dashboard(size: ScreenSize(100, 30))
        let fresh = try PtyProgram.dashboard(size: ScreenSize(90, 27))
        #expect(program.waitForFrame() && program.waitForQuiet() && fresh.waitForFrame())
        let mark = program.log.count
        let used = try #require(ProcessUsage.processorTime(program.processID))
        var random = SplitMix(state: 7)
        for step in 0..<100 {
            let isTiny = step % 10 == 0
            program.resize(
                isTiny ? ScreenSize(1, 1) : ScreenSize(1 + random.below(150), 1 + random.below(50)))
        }
        program.resize(ScreenSize(90, 27))
        #expect(program.wait { $0.line(26) != "" && $0.cells == fresh.screen.cells })
        #expect(program.exitIfEnded() == nil)
        #expect(program.bytes(since: mark).count <= 65_536)
        let after = try #require(ProcessUsage.processorTime(program.processID))
        #expect(after - used <= .milliseconds(300))
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test("A2: one size after the other, the frame of each fits it, and is that of a fresh start")
    func sweep() throws {
        let program = try PtyProgram.dashboard(size: ScreenSize(80, 24))
        #expect(program.waitForFrame())
        for size in [
            ScreenSize(40, 10), ScreenSize(200, 60), ScreenSize(39, 10), ScreenSize(80, 9), ScreenSize(41, 12),
            ScreenSize(132, 43),
        ] {
            program.resize(size)
            let fresh = try PtyProgram.dashboard(size: size)
            #expect(fresh.wait { $0.lines.contains { $0 != "" } } && fresh.waitForQuiet())
            #expect(program.wait { $0.cells == fresh.screen.cells }, "\(size)\n\(program.screen)\n\(fresh.screen)")
            #expect(program.screen.unknown.isEmpty)
        }
    }

    @Test(
        "A2: a terminal that is too small says so, whole, and what it needs",
        arguments: [ScreenSize(39, 24), ScreenSize(80, 9), ScreenSize(20, 5), ScreenSize(10, 2), ScreenSize(5, 1)])
    func tooSmall(_ size: ScreenSize) throws {
        let program = try PtyProgram.dashboard(size: size)
        #expect(program.wait(for: "40×10"))
        #expect(program.screen.lines.count { $0 != "" } == 1)
        program.resize(ScreenSize(80, 24))
        #expect(program.wait(for: "connecting"))
    }

    @Test("A2: at one column and row it lives, and grows again")
    func smallest() throws {
        let program = try PtyProgram.dashboard(size: ScreenSize(1, 1))
        #expect(program.waitForQuiet() && program.exitIfEnded() == nil)
        program.resize(ScreenSize(80, 24))
        #expect(program.wait(for: "connecting"))
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(1)) == .code(0))
    }
}
