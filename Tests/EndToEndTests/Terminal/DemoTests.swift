import DemoPlant
import Foundation
import Records
import TestSupport
import Testing

/// The demo as a person starts it.
@Suite("The demo in a terminal", .serialized)
struct DemoTests {
    private func demo(
        _ temporary: TemporaryFolder, state: TemporaryFolder? = nil, faults: [String] = []
    ) throws -> PtyProgram {
        var options = PtyProgram.Options()
        options.environment = ["TMPDIR": temporary.path]
        if let state { options.environment["XDG_STATE_HOME"] = state.path }
        return try PtyProgram(Product.path, ["demo"] + faults.flatMap { ["--fault", $0] }, options)
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

    @Test("what is typed in the demo goes with it: nothing of it is ever in the state folder of the account")
    func leavesStateAlone() throws {
        let (temporary, state) = (try TemporaryFolder(), try TemporaryFolder())
        let program = try demo(temporary, state: state)
        #expect(showsAll(program), "\(program.screen)")
        func outboxes(_ folder: TemporaryFolder) -> [String] {
            (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix("terminal-1/outbox.sqlite") }
        }
        #expect(eventually { outboxes(temporary).count == 1 })
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: state.path).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
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
        guard signal == SIGTERM else { return try expectCleared(temporary) }
        #expect(!program.screen.isAlternate || program.waitForExit(within: .seconds(1)) != nil)
        #expect(program.mode == program.modeAtStart)
        let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        #expect(left.isEmpty, "\(left)")
    }

    /// The folder of a demo that was killed is cleared by the next one, that of a living one is not.
    private func expectCleared(_ temporary: TemporaryFolder) throws {
        func folders() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: temporary.path))
        }
        let dead = try folders()
        #expect(dead.count == 1)
        let living = try demo(temporary)
        #expect(showsAll(living), "\(living.screen)")
        let first = try folders()
        #expect(first.count == 1 && first.isDisjoint(with: dead), "\(first)")
        let second = try demo(temporary)
        #expect(showsAll(second), "\(second.screen)")
        #expect(try folders().count == 2 && first.isSubset(of: folders()))
        for program in [living, second] {
            program.type("qy")
            #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        }
        #expect(try folders().isEmpty)
    }

    @Test("without a terminal it shows the machines in the language that is asked for")
    func headless() throws {
        let run = try Program.run(["demo", "--headless", "--for", "1s", "--lang", "zh"])
        #expect(run.code == 0 && run.text.contains("设备") && run.text.contains("DC-12"), "\(run.text)")
    }

    // MARK: Faults that are asked for

    @Test("a broker that is killed on demand is told on the screen, comes back, and all is live again")
    func killedBroker() throws {
        let temporary = try TemporaryFolder()
        // By the plant's clock, ten times as fast as the wall's.
        let program = try demo(temporary, faults: ["broker-killed after 100s for 50s"])
        #expect(program.wait(within: .seconds(60), for: "Broker lost"), "\(program.screen)")
        #expect(showsAll(program), "\(program.screen)")
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
    }

    @Test("a fault that the running plant is asked for is seen by the hub: a silent cell is no data")
    func askedFault() throws {
        let temporary = try TemporaryFolder()
        let program = try demo(temporary)
        #expect(showsAll(program), "\(program.screen)")
        let broker = try #require(hub(of: program)).broker
        #expect(try Program.run(["plant", "fault", "silence DC-04 for 1h", "--broker", broker]).code == 0)
        let isSilent = program.wait(within: .seconds(30)) { screen in
            screen.floorRow("DC-04")?.contains("no data") == true
        }
        #expect(isSilent, "\(program.screen)")
        #expect(try Program.run(["plant", "fault", "silence DC-44", "--broker", broker]).code == 2)
        let ofBroker = try Program.run(["plant", "fault", "broker-killed for 5m", "--broker", broker])
        #expect(ofBroker.code == 2 && ofBroker.text.contains(#"floortui demo --fault "broker-killed after 0s for 5m""#))
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
    }

    // MARK: A hub that is killed

    /// The demo's hub, and its broker's address.
    private func hub(of program: PtyProgram) -> (processID: pid_t, broker: String)? {
        for processID in ProcessUsage.descendants(of: program.processID) where ProcessUsage.isRunning(processID) {
            let command = (try? String(contentsOfFile: "/proc/\(processID)/cmdline", encoding: .utf8)) ?? ""
            let words = command.split(separator: "\0").map(String.init)
            guard words.count > 3, words[0].hasSuffix("/floortui"), words[1] == "hub" else { continue }
            return (processID, words[3])
        }
        return nil
    }

    @Test("a hub that is killed works again within two seconds, and what lay between is no data for its sake")
    func killedHub() throws {
        let temporary = try TemporaryFolder()
        let program = try demo(temporary)
        #expect(showsAll(program), "\(program.screen)")
        let first = try #require(hub(of: program))
        let question = ["show", "intervals", "--machine", "DC-01", "--broker", first.broker, "--json"]
        var answer = ""
        // Answers come from the store: a hub that recorded nothing before it was killed left nothing to miss. The plant
        // begins with a stop of this machine at some times of day: what it does is all the same.
        let isRecorded = try eventually(within: .seconds(60)) {
            answer = try Program.run(question).text
            return answer.contains("\"why\":null")
        }
        #expect(isRecorded, "\(answer.suffix(600))")
        let reader = try DocumentReader(first.broker)
        let beat = TopicGrammar(site: "demo").hub
        #expect(reader.wait { reader.text(beat, "online") == "true" })
        let killedAt = ContinuousClock.now
        kill(first.processID, SIGKILL)
        // Its will in between, and then the beat of its next start.
        let isBack = reader.wait {
            reader.text(beat, "epoch") == "2" && reader.text(beat, "online") == "true"
        }
        let took = ContinuousClock.now - killedAt
        #expect(isBack && took <= .seconds(2), "\(took)")
        #expect(hub(of: program).map { $0.processID != first.processID } == true)
        let isTold = try eventually(within: .seconds(60)) {
            answer = try Program.run(question).text
            return answer.contains("\"why\":\"hub\"")
        }
        #expect(isTold, "\(answer.suffix(600))")
        #expect(program.wait(for: "live"), "\(program.screen)")
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
    }

    @Test("a hub that ends again and again ends the demo, which says why and gives the terminal back")
    func hopelessHub() throws {
        let temporary = try TemporaryFolder()
        let program = try demo(temporary)
        #expect(showsAll(program), "\(program.screen)")
        var killed: Set<pid_t> = []
        let isOver = program.wait(within: .seconds(30)) { _ in
            if let next = hub(of: program)?.processID, killed.insert(next).inserted { kill(next, SIGKILL) }
            return program.exitIfEnded() != nil
        }
        #expect(isOver && killed.count == 5, "\(killed)")
        #expect(program.waitForExit(within: .seconds(5)) == .code(1))
        let said = String(decoding: program.log.suffix(3000), as: UTF8.self)
        #expect(said.contains("the demo's hub ended 5 times within a minute, at last by signal 9"), "\(said)")
        #expect(!program.screen.isAlternate && program.mode == program.modeAtStart)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
    }
}
