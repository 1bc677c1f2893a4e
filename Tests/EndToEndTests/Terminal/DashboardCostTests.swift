import DemoPlant
import Glibc
import Records
import TestHall
import TestSupport
import Testing

/// A15 to A18 and A20 in short; the benchmarks measure them at length.
@Suite("The cost of the dashboard", .serialized)
struct DashboardCostTests {
    @Test("A15: at rest, with a hub that lives, it writes no more than its clock, and hardly runs")
    func idle() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard(size: ScreenSize(80, 24))
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        #expect(program.wait { $0.contains("● live") } && program.wait { $0.floorRow("M1") != nil })
        _ = program.wait(within: .seconds(2)) { _ in false }
        let mark = program.log.count
        let before = try #require(ProcessUsage.processorTime(program.processID))
        let wakeUps = try #require(ProcessUsage.wakeUps(program.processID))
        _ = program.wait(within: .seconds(10)) { _ in false }
        let bytes = program.bytes(since: mark).count
        #expect((1...500).contains(bytes), "\(bytes) bytes in 10 s")
        let after = try #require(ProcessUsage.processorTime(program.processID))
        #expect(after - before <= .milliseconds(50), "\(after - before)")
        let woken = try #require(ProcessUsage.wakeUps(program.processID)) - wakeUps
        #expect(woken <= 20, "\(woken) wake-ups in 10 s")
        let memory = try #require(ProcessUsage.residentBytes(program.processID))
        #expect(memory <= 40 << 20, "\(memory)")
    }

    @Test("A16: a cell that changed costs at most 64 bytes, the next row at most 300")
    func change() throws {
        let hall = try VirtualHall(lines: 1, machines: 10)
        let program = try hall.dashboard()
        #expect(program.wait { $0.contains("M9") && $0.contains("live") } && program.waitForQuiet())
        var mark = program.log.count
        program.type("\u{1B}[B")
        #expect(program.wait { $0.cursor.y == 5 } && program.waitForQuiet())
        #expect((1...300).contains(program.log.count - mark), "\(program.log.count - mark)")
        // A count that rises by one is one cell; the row's other cells, and the hall's clock, stand still.
        var line = hall.line("L0", machines: 0..<10) { $0 % 7 == 3 }
        for row in line.rows.indices { (line.rows[row].owner, line.rows[row].shots) = ("D-1", 164) }
        hall.publish(line)
        #expect(program.wait { $0.floorRow("M9")?.contains("164") == true } && program.waitForQuiet())
        mark = program.log.count
        let before = program.screen.cells
        line.rows[9].shots = 165
        hall.publish(line)
        #expect(program.wait { $0.floorRow("M9")?.contains("165") == true } && program.waitForQuiet())
        #expect((1...64).contains(program.log.count - mark), "\(program.log.count - mark)")
        #expect(zip(before.joined(), program.screen.cells.joined()).count { $0 != $1 } == 1)
        // A letter that is typed is one cell and the cursor.
        program.type(":")
        #expect(program.wait { $0.isCursorVisible } && program.waitForQuiet())
        program.type("zz")
        #expect(program.waitForQuiet())
        mark = program.log.count
        program.type("z")
        #expect(program.waitForQuiet())
        #expect((1...64).contains(program.log.count - mark), "\(program.log.count - mark)")
    }

    @Test("A16: a frame is one write")
    func oneWrite() throws {
        let hall = try VirtualHall(lines: 1, machines: 10)
        let program = try hall.dashboard()
        #expect(program.wait { $0.contains("M9") && $0.contains("live") } && program.waitForQuiet())
        // Were it several, not all of these frames would be read in one piece.
        for step in 0..<20 {
            let before = program.reads.count
            program.type(step % 2 == 0 ? "\u{1B}[B" : "\u{1B}[A")
            #expect(
                program.wait { $0.cursor.y == (step % 2 == 0 ? 5 : 4) } && program.waitForQuiet(of: .milliseconds(80)))
            #expect(program.reads.count == before + 1, "\(program.reads.suffix(8))")
        }
    }

    @Test("A17: while everything changes, frames are capped, keys act, and the newest state is the one that stays")
    func load() throws {
        let hall = try VirtualHall(lines: 20, machines: 50)
        let program = try hall.dashboard(size: ScreenSize(100, 30))
        #expect(program.wait(within: .seconds(20)) { $0.contains("1000 machines") || $0.contains("1,000 machines") })
        #expect(program.waitForQuiet(within: .seconds(20)))
        let mark = program.log.count
        let start = ContinuousClock.now
        var slowest = Duration.zero
        for step in 0..<60 {
            for line in 0..<5 {
                hall.publish(hall.line("L\(line)", machines: line * 50..<line * 50 + 50) { ($0 + step) % 2 == 0 })
            }
            guard step % 10 == 5 else {
                _ = program.wait(within: .milliseconds(20)) { _ in false }
                continue
            }
            let pressed = ContinuousClock.now
            program.type("?")
            #expect(program.wait { $0.contains("│") })
            slowest = max(slowest, ContinuousClock.now - pressed)
            program.type("?")
            #expect(program.wait { !$0.contains("│") })
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(Double(program.frames(since: mark)) <= 25 * seconds + 12)
        #expect(slowest < .seconds(1), "\(slowest)")
        hall.publish(hall.line("L0", machines: 0..<50) { $0 == 4 })
        #expect(
            program.wait { screen in
                (0..<8).allSatisfy { screen.floorRow("M\($0)")?.contains($0 == 4 ? "stopped" : "producing") == true }
            }, "\(program.screen)")
    }

    @Test("A18: a thousand retained machines are on the screen soon after the start, and can be filtered")
    func manyMachines() throws {
        let hall = try VirtualHall(lines: 20, machines: 50)
        let first = try hall.dashboard()
        #expect(first.wait(within: .seconds(20)) { $0.contains("M1 ") })
        let start = ContinuousClock.now
        let program = try hall.dashboard()
        #expect(program.wait(within: .seconds(20)) { $0.floorRow("M0") != nil })
        // One second is the bar of the optimised build; this may be another.
        #expect(ContinuousClock.now - start < .seconds(3))
        program.type("/M777")
        #expect(program.wait { $0.floorRow("M777") != nil && $0.floorRow("M0") == nil }, "\(program.screen)")
    }

    @Test("A20: over 1,200 bytes a second keys act soon: frames are skipped, not queued")
    func slowLink() throws {
        let hall = try VirtualHall(lines: 1, machines: 20)
        let program = try hall.dashboard { $0.bytesPerSecond = 1200 }
        #expect(program.wait(within: .seconds(20)) { $0.contains("M11") && $0.contains("live") }, "\(program.screen)")
        let mark = program.log.count
        let start = ContinuousClock.now
        var step = 0
        // All rows change twenty times a second: ten times what the link carries.
        func change(until end: ContinuousClock.Instant) {
            while ContinuousClock.now < end {
                step += 1
                hall.publish(hall.line("L0", machines: 0..<20) { ($0 + step) % 2 == 0 })
                _ = program.wait(within: .milliseconds(50)) { _ in false }
            }
        }
        change(until: start + .seconds(6))
        let pressed = ContinuousClock.now
        program.type(":zzz")
        var isThere = false
        while !isThere, ContinuousClock.now - pressed < .seconds(12) {
            change(until: .now + .milliseconds(50))
            isThere = program.screen.line(23).contains(":zzz")
        }
        let took = ContinuousClock.now - pressed
        #expect(isThere && took < .seconds(4), "\(took)")
        #expect(program.frames(since: mark) < step / 2, "\(program.frames(since: mark)) of \(step)")
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }
}
