import DemoPlant
import Foundation
import TestSupport
import Testing

/// A21: a lost broker ends nothing.
@Suite("A lost broker", .serialized)
struct LinkLossTests {
    @Test("A21, F2: killed, it is told within two seconds, values stay and are marked, and all comes back with it")
    func killed() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        #expect(program.wait { $0.contains("● live") })
        let known = try #require(program.screen.floorRow("M1"))
        #expect(!known.contains("?"))

        plant.broker.kill()
        // One wait for all of it: a frame may arrive in pieces.
        #expect(
            program.wait(within: .seconds(2)) { screen in
                guard screen.contains("Broker lost since"), !screen.contains("● live") else { return false }
                return screen.floorRow("M1").map {
                    $0.contains("?") && $0.contains("producing") && $0.contains("ACTIVE")
                } ?? false
            }, "\(program.screen)")

        try plant.broker.startAgain()
        #expect(program.wait(within: .seconds(20)) { !$0.contains("Broker lost since") && $0.contains("● live") })
        // The hub knows nothing of the machine until it is proven alive again.
        #expect(program.wait { $0.floorRow("M1")?.contains("no data") == true })
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"))
        #expect(program.exitIfEnded() == nil)
    }

    @Test("A21: values of a machine that is looked at stay, marked as no longer known to hold")
    func machineView() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        plant.say("M1", "pressure", "41.5")
        program.type("\r")
        #expect(program.wait { $0.valueRow("pressure")?.contains("41.5") == true })
        plant.broker.kill()
        #expect(
            program.wait(within: .seconds(2)) { screen in
                guard screen.contains("Broker lost since") else { return false }
                return screen.valueRow("pressure").map { $0.contains("41.5") && $0.contains("?") } ?? false
            }, "\(program.screen)")
    }

    @Test("A21: silence of the hub alone is told within its limit, and nothing looks live")
    func silentHub() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        plant.hubLink.stall()
        #expect(
            program.wait(within: .seconds(12)) { screen in
                screen.contains("Hub silent since") && screen.floorRow("M1")?.contains("?") == true
                    && !screen.contains("● live")
            }, "\(program.screen)")
        plant.hubLink.stall(false)
        #expect(program.wait(within: .seconds(20)) { $0.contains("● live") && !$0.contains("Hub silent") })
    }

    @Test("A21: a hub that is cut off is waited for, and has not ended; one that says good-bye has")
    func lostHub() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        plant.hubLink.refuse()
        plant.hubLink.cut()
        #expect(
            program.wait(within: .seconds(4)) { screen in
                screen.contains("Hub lost since") && screen.contains("it is waited for")
                    && screen.floorRow("M1")?.contains("?") == true && !screen.contains("● live")
            }, "\(program.screen)")
        // One that comes to look finds the broker's word alone.
        let other = try plant.dashboard()
        #expect(other.wait { $0.contains("Hub lost") }, "\(other.screen)")
        plant.hubLink.refuse(false)
        let mark = (program.log.count, other.log.count)
        for screen in [program, other] {
            #expect(screen.wait(within: .seconds(20)) { $0.contains("● live") && !$0.contains("Hub lost") })
        }
        #expect(program.count("has ended", since: mark.0) + other.count("has ended", since: mark.1) == 0)
        plant.hub.send(signal: SIGTERM)
        #expect(program.wait { $0.contains("The hub has ended") && $0.contains("floortui hub") }, "\(program.screen)")
    }

    @Test("A21: while the broker is away it is tried again and again, ever less often, and the program stays")
    func backoff() throws {
        let broker = try FakeBroker { client, _ in client.close() }
        let program = try PtyProgram.dashboard(broker: broker.address)
        #expect(program.waitForFrame())
        let isTriedAgain = program.wait { _ in broker.connections >= 3 }
        #expect(isTriedAgain)
        let before = broker.connections
        let start = ContinuousClock.now
        _ = program.wait(within: .seconds(4)) { _ in false }
        // From 250 ms the waits double up to 4 s, each at least half of that: a storm would be hundreds.
        #expect(broker.connections - before <= 6, "\(broker.connections - before) in \(ContinuousClock.now - start)")
        #expect(program.exitIfEnded() == nil)
        let used = try #require(ProcessUsage.processorTime(program.processID))
        #expect(used < .seconds(1))
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(1)) == .code(0))
    }
}
