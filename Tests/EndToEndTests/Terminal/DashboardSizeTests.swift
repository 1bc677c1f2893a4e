import DemoPlant
import TestHall
import TestSupport
import Testing

/// A2 and A3: any size, and many in a row.
@Suite("The size of the dashboard's terminal", .serialized)
struct DashboardSizeTests {
    @Test("A3: 100 sizes in a second cost little output and time, and the frame is that of a fresh start")
    func storm() throws {
        let hall = try VirtualHall(lines: 2, machines: 6)
        let program = try hall.dashboard(size: ScreenSize(100, 30))
        let fresh = try hall.dashboard(size: ScreenSize(90, 27))
        #expect(program.wait { $0.contains("M11") && $0.contains("live") } && program.waitForQuiet())
        #expect(fresh.wait { $0.contains("M11") && $0.contains("live") } && fresh.waitForQuiet())
        let mark = program.log.count
        let used = try #require(ProcessUsage.processorTime(program.processID))
        var random = SplitMix(state: 7)
        let start = ContinuousClock.now
        for step in 1...100 {
            program.resize(
                step % 10 == 0 ? ScreenSize(1, 1) : ScreenSize(40 + random.below(80), 10 + random.below(30)))
            let due = start + .milliseconds(10 * step)
            _ = program.wait(within: due - .now) { _ in false }
        }
        program.resize(ScreenSize(90, 27))
        #expect(program.wait { $0.cells == fresh.screen.cells }, "\(program.screen)\n\(fresh.screen)")
        #expect(program.exitIfEnded() == nil)
        #expect(program.bytes(since: mark).count <= 65_536)
        // Sizes that follow each other are waited out, so that only a few of them are drawn.
        #expect(program.frames(since: mark) <= 12, "\(program.frames(since: mark))")
        let after = try #require(ProcessUsage.processorTime(program.processID))
        // In steps of 10 ms, and what is tested may be a debug build, which takes several times as long.
        #expect(after - used <= .milliseconds(100), "\(after - used)")
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test("F33: 3,000 sizes in two seconds, 1×1, 20×5 and 500×200 among them: no more than 20 layouts a second")
    func flood() throws {
        let hall = try VirtualHall(lines: 2, machines: 6)
        let program = try hall.dashboard(size: ScreenSize(100, 30))
        #expect(program.waitForLive("M11") && program.waitForQuiet())
        let mark = program.log.count
        let sizes = [ScreenSize(1, 1), ScreenSize(20, 5), ScreenSize(500, 200), ScreenSize(80, 24), ScreenSize(39, 9)]
        let start = ContinuousClock.now
        for step in 1...3000 {
            program.resize(sizes[step % sizes.count])
            if step % 30 == 0 { _ = program.wait(within: start + .milliseconds(step * 2 / 3) - .now) { _ in false } }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(Double(program.frames(since: mark)) <= 20 * max(seconds, 1) + 2)
        program.resize(ScreenSize(20, 5))
        #expect(program.wait { $0.contains("40×10") && $0.lines.count { $0 != "" } <= 2 }, "\(program.screen)")
        let fresh = try hall.dashboard(size: ScreenSize(80, 24))
        #expect(fresh.waitForLive("M11") && fresh.waitForQuiet())
        program.resize(ScreenSize(80, 24))
        #expect(program.wait { $0.cells == fresh.screen.cells }, "\(program.screen)")
        #expect(program.screen.unknown.isEmpty && program.exitIfEnded() == nil)
    }

    /// A grid about the sizes where something begins to fit; `EverySizeTests` draws all of them without a terminal.
    @Test("A2: sizes from 1×1 to 60×30, each drawn within its edges, and all is there again at the end")
    func everySize() throws {
        let hall = try VirtualHall(lines: 2, machines: 6)
        let program = try hall.dashboard(size: ScreenSize(80, 24))
        #expect(program.waitForLive("M11") && program.waitForQuiet())
        let before = program.screen.cells
        for width in [1, 2, 4, 5, 9, 14, 20, 31, 39, 40, 47, 60] {
            for height in [1, 2, 5, 9, 10, 17, 30] {
                program.resize(ScreenSize(width, height))
                let isDrawn = program.wait { screen in
                    let lines = screen.lines.filter { $0 != "" }
                    if width >= 40, height >= 10 { return screen.line(height - 1).hasSuffix("quit") || lines.count > 3 }
                    // Below five columns there is no room for a number either.
                    return width < 5 || lines.count <= 2 && lines.last?.contains("40×10") == true
                }
                #expect(isDrawn, "\(width)×\(height)\n\(program.screen)")
                #expect(program.exitIfEnded() == nil && program.screen.unknown.isEmpty)
            }
        }
        program.resize(ScreenSize(80, 24))
        #expect(program.wait { $0.cells == before }, "\(program.screen)")
    }

    @Test("A2: one size after the other, the frame of each fits it, and is that of a fresh start")
    func sweep() throws {
        let hall = try VirtualHall(lines: 2, machines: 6)
        let program = try hall.dashboard(size: ScreenSize(80, 24))
        #expect(program.waitForLive("M11"))
        for size in [
            ScreenSize(40, 10), ScreenSize(200, 60), ScreenSize(39, 10), ScreenSize(80, 9), ScreenSize(41, 12),
            ScreenSize(132, 43),
        ] {
            program.resize(size)
            let fresh = try hall.dashboard(size: size)
            // Where it is too small, the sentence is all there is.
            #expect(fresh.wait { $0.contains(" live") || $0.contains("40×10") } && fresh.waitForQuiet())
            #expect(program.wait { $0.picture == fresh.screen.picture }, "\(program.screen)\n\(fresh.screen)")
            #expect(program.screen.unknown.isEmpty)
        }
    }

    @Test(
        "A2: a terminal that is too small says so, whole, and what it needs",
        arguments: [ScreenSize(39, 24), ScreenSize(80, 9), ScreenSize(20, 5), ScreenSize(10, 2), ScreenSize(5, 1)])
    func tooSmall(_ size: ScreenSize) throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard(size: size)
        // How wide the sign is cannot be measured where the signs that are measured have no room: there it is an x.
        #expect(program.wait { $0.contains("40×10") || size.columns == 5 && $0.contains("40x10") }, "\(program.screen)")
        #expect(program.screen.lines.count { $0 != "" } == (size.columns >= 39 || size.rows < 2 ? 1 : 2))
        if size.rows > 1 { #expect(program.screen.contains("\(size.columns)×\(size.rows)")) }
        program.resize(ScreenSize(80, 24))
        #expect(program.waitForLive("M2"), "\(program.screen)")
    }

    @Test("A2: at one column and row it lives, and grows again")
    func smallest() throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard(size: ScreenSize(1, 1))
        #expect(program.waitForQuiet() && program.exitIfEnded() == nil)
        program.resize(ScreenSize(80, 24))
        #expect(program.waitForLive("M2"), "\(program.screen)")
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(1)) == .code(0))
    }
}

extension TerminalEmulator {
    /// The cells as they look: how a blank was made does not show, but for what is drawn through it.
    fileprivate var picture: [[EmulatedCell]] {
        cells.map { row in
            row.map { cell in
                var cell = cell
                if cell.text == " ", cell.pen.attributes.isDisjoint(with: [.underline, .reverse, .struck]) {
                    cell.pen = Pen(background: cell.pen.background)
                }
                return cell
            }
        }
    }
}
