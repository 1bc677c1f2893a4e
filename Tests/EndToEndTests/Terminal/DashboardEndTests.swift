import DemoPlant
import Glibc
import TestHall
import TestSupport
import Testing

/// A11, A12, A13, F32, F35 (F31 is in `SignalTests`): whatever ends, stops or stalls the dashboard, the terminal is as it was.
@Suite("The end of the dashboard", .serialized)
struct DashboardEndTests {
    @Test(
        "A11: a signal that asks it to end gives the terminal back within a second",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func asked(_ signal: Int32) throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard()
        #expect(program.waitForLive("M2"))
        program.send(signal: signal)
        #expect(program.waitForExit(within: .seconds(1)) == .signal(signal))
        program.expectGivenBack()
    }

    @Test(
        "A11: a crash gives the terminal back within a second, and is still a crash",
        arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
    func crashed(_ signal: Int32) throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        // Else the report of the crash looks for symbols first, which takes longer than the second.
        let program = try hall.dashboard { $0.environment = ["SWIFT_BACKTRACE": "enable=no"] }
        #expect(program.waitForLive("M2"))
        program.send(signal: signal)
        #expect(program.waitForExit(within: .seconds(1)) == .signal(signal))
        program.expectGivenBack()
    }

    @Test(
        "A11: leaving by key gives the terminal back within a second, with 0, from any dialog",
        arguments: ["", "?", "/", ":", "q"])
    func left(_ dialog: String) throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program = try hall.dashboard()
        #expect(program.waitForLive("M2"))
        program.type(dialog + (dialog == "q" ? "y" : "\u{1B}"))
        if dialog != "q" {
            // Only after a pause is Esc a key of its own.
            #expect(program.waitForQuiet(of: .milliseconds(150)))
            program.type("q")
            #expect(program.wait(for: "Leave"))
            program.type("y")
        }
        #expect(program.waitForExit(within: .seconds(1)) == .code(0))
        program.expectGivenBack()
    }

    @Test("A11: while connect or the name server hangs, it gives the terminal back and ends within a second as ever")
    func hanging() throws {
        let names = try Preload.silentNameServer(40)
        let full = try FullPort()
        let hanging: [(broker: String, environment: [String: String])] = [
            (full.address, [:]), ("mqtt://broker.example", names.environment),
        ]
        for (broker, environment) in hanging {
            let byKey = try PtyProgram.dashboard(broker: broker) { $0.environment = environment }
            #expect(byKey.waitForFrame())
            byKey.type("qy")
            #expect(byKey.waitForExit(within: .seconds(1)) == .code(0), "\(broker)")
            byKey.expectGivenBack()
            let bySignal = try PtyProgram.dashboard(broker: broker) { $0.environment = environment }
            #expect(bySignal.waitForFrame())
            bySignal.send(signal: SIGTERM)
            #expect(bySignal.waitForExit(within: .seconds(1)) != nil, "\(broker)")
            bySignal.expectGivenBack()
        }
    }

    @Test("A11: while the link is stalled with a message on its way, the terminal is given back within a second")
    func stalledLink() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        plant.dashboardLink.stall()
        // Asks the hub to watch the machine, which nobody acknowledges.
        program.type("\r")
        #expect(program.wait { $0.line(1).contains("producing") })
        let start = ContinuousClock.now
        program.send(signal: SIGTERM)
        #expect(program.wait(within: .seconds(1)) { !$0.isAlternate }, "\(program.screen)")
        #expect(program.waitForExit(within: .seconds(2)) != nil)
        #expect(ContinuousClock.now - start < .seconds(2))
        program.expectGivenBack()
    }

    @Test("a held Enter never leaves")
    func heldEnter() throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame())
        program.type("q" + String(repeating: "\r", count: 40))
        #expect(program.waitForQuiet())
        #expect(program.exitIfEnded() == nil && !program.screen.contains("Leave"))
    }

    @Test("A13: when the terminal is gone it ends within three seconds and never spins", arguments: [false, true])
    func goneTerminal(_ ignoresHangUp: Bool) throws {
        let hall = try VirtualHall(lines: 1, machines: 3)
        let program =
            ignoresHangUp
            ? try PtyProgram("/bin/sh", ["-c", "trap '' HUP; exec '\(Product.path)' --broker \(hall.broker.address)"])
            : try hall.dashboard()
        #expect(program.waitForLive("M2"))
        let before = try #require(ProcessUsage.processorTime(program.processID))
        var used = before
        program.closeTerminal()
        let hasEnded = eventually(within: .seconds(3)) {
            used = ProcessUsage.processorTime(program.processID) ?? used
            return program.exitIfEnded() != nil
        }
        #expect(hasEnded && program.exitIfEnded() == .signal(SIGHUP))
        #expect(used - before < .milliseconds(100))
    }

    /// From here on nobody reads. Each Ctrl-L asks for the whole screen, until nothing more is written.
    private func fill(_ program: PtyProgram) {
        for _ in 0..<200 {
            let written = ProcessUsage.bytesWritten(program.processID) ?? 0
            program.type("\u{0C}")
            let isTaken = eventually(within: .milliseconds(300)) {
                ProcessUsage.bytesWritten(program.processID) ?? 0 > written
            }
            if !isTaken { return }
        }
        Issue.record("it writes on though nobody reads")
    }

    @Test("a terminal that takes nothing more does not keep it from ending within three seconds")
    func stalledTerminal() throws {
        let program = try PtyProgram.dashboard()
        #expect(program.waitForFrame() && program.waitForQuiet())
        fill(program)
        program.send(signal: SIGTERM)
        let hasEnded = eventually(within: .seconds(3)) { program.exitIfEnded() != nil }
        #expect(hasEnded)
        #expect(program.mode == program.modeAtStart)
    }

    @Test("A12: stopped and continued, the terminal is the shell's in between and all is drawn again")
    func stopped() throws {
        // Only a shell with job control can have its jobs stopped.
        let script = "'\(Product.path)' --broker mqtt://127.0.0.1:9; echo stopped; read -r x; fg"
        let program = try PtyProgram("/bin/sh", ["-mc", script])
        #expect(program.waitForFrame() && program.waitForQuiet())
        let before = program.screen.lines
        let modes = program.screen.modes
        #expect(modes.isSuperset(of: [1000, 1006, 2004]))
        let dashboard = try #require(ProcessUsage.descendants(of: program.processID).first)
        kill(dashboard, SIGTSTP)
        #expect(program.wait(for: "stopped") && !program.screen.isAlternate && program.screen.isCursorVisible)
        #expect(program.mode.isCooked && program.screen.modes == [7, 25])
        program.resize(ScreenSize(60, 20))
        program.type("\r")
        #expect(program.wait { $0.isAlternate && $0.contains("connecting") && $0.line(19) != "" })
        #expect(program.wait { $0.modes == modes && !$0.isCursorVisible })
        program.resize(ScreenSize(80, 24))
        #expect(program.wait { $0.lines == before })
        program.type("?")
        #expect(program.wait(for: "│") && !program.mode.isCooked)
    }

    @Test("A12: Ctrl-Z gives the terminal to the shell each time, also where a frame is drawn just then")
    func stoppedByKey() throws {
        let plant = try LivePlant()
        let script =
            "'\(Product.path)' --broker \(plant.dashboardLink.address); while :; do echo stopped; read -r x; fg; done"
        let program = try PtyProgram("/bin/sh", ["-mc", script])
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        for round in 1...6 {
            // Each asks for a frame before and after the key is looked at.
            program.type("\u{0C}\u{1A}")
            #expect(
                program.wait { screen in
                    !screen.isAlternate && screen.lines.count { $0.hasPrefix("stopped") } == round
                }, "\(round): \(program.screen)")
            program.type("\r")
            #expect(program.wait { $0.isAlternate && $0.contains("producing") }, "\(round): \(program.screen)")
        }
    }

    @Test("F32: stopped for two seconds and continued, it shows fresh data within one, over the same link")
    func stoppedBriefly() throws {
        let plant = try LivePlant()
        let script = "'\(Product.path)' --broker \(plant.dashboardLink.address); echo stopped; read -r x; fg"
        var options = PtyProgram.Options()
        options.size = ScreenSize(100, 30)
        let program = try PtyProgram("/bin/sh", ["-mc", script], options)
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        let dashboard = try #require(ProcessUsage.descendants(of: program.processID).first)
        kill(dashboard, SIGTSTP)
        #expect(program.wait(for: "stopped"))
        plant.say("M1", "execution", "\"STOPPED\"")
        _ = program.wait(within: .seconds(2)) { _ in false }
        program.type("\r")
        #expect(
            program.wait(within: .seconds(1)) {
                $0.isAlternate && $0.floorRow("M1")?.contains("stopped") == true && !$0.contains("Broker lost")
            }, "\(program.screen)")
    }

    @Test("F35: a terminal that takes nothing for a while: the link goes on, memory does not grow, one frame is new")
    func stalledOutput() throws {
        let hall = try VirtualHall(lines: 1, machines: 20)
        let program = try hall.dashboard(size: ScreenSize(200, 60))
        #expect(program.wait { $0.contains("M19") && $0.contains("live") } && program.waitForQuiet())
        let memory = try #require(ProcessUsage.residentBytes(program.processID))
        let mark = program.log.count
        fill(program)
        let steps = 150
        for step in 1...steps {
            let read = try #require(ProcessUsage.bytesRead(program.processID))
            hall.publish(hall.line("L0", machines: 0..<20) { step == steps ? $0 < 19 : ($0 + step) % 2 == 0 })
            // A line's document is longer than a beat and a key.
            #expect(eventually { ProcessUsage.bytesRead(program.processID) ?? 0 > read + 1000 }, "\(step)")
            program.type("\u{0C}")
        }
        let during = try #require(ProcessUsage.residentBytes(program.processID))
        #expect(during - memory < 4 << 20, "\(memory) \(during)")
        #expect(program.exitIfEnded() == nil)
        // What the kernel kept, the rest of that frame, and the newest one.
        #expect(
            program.wait { screen in
                (0..<20).allSatisfy { screen.floorRow("M\($0)")?.contains($0 < 19 ? "stopped" : "producing") == true }
            }, "\(program.screen)")
        #expect(program.waitForQuiet())
        #expect(program.frames(since: mark) <= 6, "\(program.frames(since: mark))")
        #expect(program.screen.contains("● live") && program.screen.unknown.isEmpty, "\(program.screen.unknown)")
        #expect(program.leave())
    }

    @Test("F35: while the terminal takes nothing, q and y still leave")
    func leaveStalled() throws {
        // One that does not answer either: so it is written to until nothing more goes in. Frames of some kilobytes, since
        // the kernel keeps sixty of them.
        let hall = try VirtualHall(lines: 1, machines: 40)
        let program = try hall.dashboard(size: ScreenSize(200, 60)) { $0.answersAtOnce = false }
        #expect(program.wait { $0.contains("M39") } && program.waitForQuiet())
        fill(program)
        program.type("qy")
        let hasEnded = eventually(within: .seconds(3)) { program.exitIfEnded() != nil }
        #expect(hasEnded && program.mode == program.modeAtStart)
    }
}
