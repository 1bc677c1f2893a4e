import DemoPlant
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// F5, F9, F10 and F11: links that die without a word, are taken over, or never come to be.
@Suite("Faults of the link")
struct LinkFaultTests {
    /// The shortest keepalive that this broker can ask its clients for, instead of the 15 s that hub and dashboards want.
    private static let keepAlive = "max_keepalive 10"
    /// 1.5 times that, and a second.
    private let noticed = Duration.seconds(10) * 3 / 2 + .seconds(1)

    @Test("F5: links that carry only one way are told at both ends in time, nothing looks live, and all heals")
    func halfOpen() throws {
        let hall = try FaultHall(broker: [Self.keepAlive])
        let screen = try hall.dashboard()
        hall.begin(screen)
        let marks = try [hall.hub.process.processID, screen.processID].map { try ProcessMark($0) }
        let start = ContinuousClock.now
        hall.hubLink.stall(toBroker: false, toClients: true)
        hall.screenLink.stall(toBroker: false, toClients: true)
        // The hub's beats stop first, long before the link counts as lost.
        #expect(screen.wait(within: .seconds(9), until: FaultHall.isMarkedOld), "\(screen.screen)")
        #expect(screen.wait(within: noticed) { $0.contains("Broker lost since") }, "\(screen.screen)")
        #expect(eventually(within: noticed) { hall.hub.said.contains("silent") }, "\(hall.hub.said)")
        #expect(ContinuousClock.now - start < noticed + .seconds(2))
        #expect(FaultHall.isMarkedOld(screen.screen), "\(screen.screen)")
        for mark in marks { try mark.expectIdle() }
        hall.hubLink.stall(false)
        hall.screenLink.stall(false)
        #expect(hall.reader.say("M1", "run", until: "producing"), "\(hall.hub.said)")
        hall.expectEqual(screen)
        for mark in marks { try mark.expectBounded() }
        screen.expectLeaves()
    }

    @Test("F9: a hub that is taken over says so and waits; no two starts have one id")
    func takenOver() throws {
        let names = Names()
        let broker = try FakeBroker { client, _ in
            if let packet = client.readPacket() { names.add(packet) }
            client.send(BrokerPacket.connack())
            client.send(BrokerPacket.disconnect(reason: 142))
            client.wait()
        }
        let folder = try TemporaryFolder()
        let first = try HubProgram(broker.address, folder, store: "first")
        #expect(eventually { first.said.contains("took over") }, "\(first.said)")
        let mark = try ProcessMark(first.process.processID)
        // Fought with, it would be back within a second, again and again.
        #expect(!eventually(within: .seconds(3)) { broker.connections > 1 })
        try mark.expectIdle()
        #expect(first.process.exitIfEnded() == nil)
        let second = try HubProgram(broker.address, folder, store: "second")
        #expect(eventually { second.said.contains("took over") }, "\(second.said)")
        #expect(names.all.count == 2 && Set(names.all).count == 2, "\(names.all)")
        first.process.send(signal: SIGTERM)
        #expect(first.process.wait(within: .seconds(3)) == .code(0))
    }

    @Test("F10: a dashboard that slept until the broker gave it up is back within seconds, with what was typed")
    func slept() throws {
        // The broker gives a client up after one and a half times its keepalive, 15 s.
        let hall = try FaultHall(broker: [Self.keepAlive])
        let screen = try hall.dashboard()
        hall.begin(screen)
        screen.type("/M")
        #expect(screen.wait { $0.lines.contains { $0.contains("/M") || $0.contains("/ M") } }, "\(screen.screen)")
        let typed = try #require(screen.screen.lines.first { $0.contains("/M") || $0.contains("/ M") })
        let mark = try ProcessMark(screen.processID)
        screen.send(signal: SIGSTOP)
        #expect(eventually(within: .seconds(30)) { hall.screenLink.connections == 0 })
        #expect(hall.reader.say("M1", "halt", until: "stopped"))
        screen.send(signal: SIGCONT)
        #expect(
            screen.wait(within: .seconds(5)) {
                $0.contains("● live") && $0.floorRow("M1")?.contains("stopped") == true
            }, "\(screen.screen)")
        #expect(screen.screen.lines.contains(typed), "\(typed)\n\(screen.screen)")
        try mark.expectBounded()
        screen.type("\u{1B}")
        #expect(screen.wait { !$0.lines.contains(typed) })
        hall.expectEqual(screen)
        screen.expectLeaves()
    }

    @Test("F11: while a name server keeps it waiting, keys act as ever, and it ends within two seconds")
    func namesHang() throws {
        let fault = try Preload.silentNameServer(40)
        let screen = try PtyProgram.dashboard(broker: "mqtt://broker.example") { $0.environment = fault.environment }
        #expect(screen.waitForFrame())
        let mark = try ProcessMark(screen.processID)
        for _ in 0..<5 {
            screen.type("?")
            // A frame takes some milliseconds; a wait for the network would be 40 s.
            #expect(screen.wait(within: .seconds(2)) { $0.contains("│") }, "\(screen.screen)")
            screen.type("\u{1B}")
            #expect(screen.wait(within: .seconds(2)) { !$0.contains("│") }, "\(screen.screen)")
        }
        try mark.expectBounded()
        let start = ContinuousClock.now
        screen.expectLeaves()
        #expect(ContinuousClock.now - start < .seconds(3))

        let folder = try TemporaryFolder()
        let hub = try HubProgram("mqtt://broker.example", folder, environment: fault.environment)
        #expect(eventually { FileManager.default.fileExists(atPath: folder.file("store/journal.sqlite")) })
        #expect(eventually { (ProcessUsage.threads(hub.process.processID) ?? 0) > 2 })
        hub.process.send(signal: SIGTERM)
        #expect(hub.process.wait(within: .seconds(3)) == .code(0), "\(hub.said)")
    }

    @Test("F11: a broker whose name is no longer found is reached at the address that it had", arguments: [0, 40])
    func lastAddress(_ silence: Int) throws {
        let names = try Preload.nameServer(knowing: "127.0.0.1")
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let address = "mqtt://broker.example:\(broker.port)"
        let hub = try HubProgram(address, folder, environment: names.environment)
        let screen = try PtyProgram.dashboard(broker: address, size: ScreenSize(120, 40)) {
            $0.environment = names.environment
        }
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        #expect(screen.wait { $0.floorRow("M1")?.contains("producing") == true }, "\(screen.screen)")
        let marks = try [hub.process.processID, screen.processID].map { try ProcessMark($0) }
        try names.setNames(silentFor: silence)
        broker.stop()
        #expect(screen.wait(within: .seconds(3), until: FaultHall.isMarkedOld), "\(screen.screen)")
        try broker.startAgain()
        #expect(reader.say("M1", "halt", until: "stopped"), "\(hub.said)")
        #expect(
            screen.wait(within: .seconds(10)) {
                $0.contains("● live") && $0.floorRow("M1")?.contains("stopped") == true
            }, "\(screen.screen)")
        for mark in marks { try mark.expectBounded() }
        screen.expectLeaves()
    }

    @Test("F11: at the address that it had, an encrypted broker still has to show its name")
    func lastAddressIsChecked() throws {
        let names = try Preload.nameServer(knowing: "127.0.0.1")
        let certificates = try TestCertificates()
        let pair = try certificates.make("broker", names: "DNS:broker.example")
        let (broker, folder) = (try TestBroker(extra: BrokerRules.encrypted(pair)), try TemporaryFolder())
        let arguments = ["--ca", certificates.authority]
        let address = "mqtts://broker.example:\(broker.port)"
        let hub = try HubProgram(address, folder, environment: names.environment, arguments)
        let started = { hub.said.components(separatedBy: "works for site").count - 1 }
        #expect(eventually { started() == 1 }, "\(hub.said)")
        let screen = try PtyProgram.dashboard(broker: address, size: ScreenSize(120, 40), arguments: arguments) {
            $0.environment = names.environment
        }
        #expect(screen.wait { $0.contains("● live") }, "\(screen.screen)")
        try names.setNames(silentFor: 40)
        broker.stop()
        try broker.startAgain()
        #expect(screen.wait(within: .seconds(3)) { !$0.contains("● live") }, "\(screen.screen)")
        #expect(screen.wait(within: .seconds(10)) { $0.contains("● live") }, "\(screen.screen) \(hub.said)")
        broker.stop()
        // Over the first's files: whoever stands there now has another name.
        let other = try certificates.make("broker", names: "IP:127.0.0.1,DNS:other.example")
        #expect(other.certificate == pair.certificate)
        try broker.startAgain()
        #expect(screen.wait { $0.contains("for another name") && $0.contains("other.example") }, "\(screen.screen)")
        screen.expectLeaves()
    }

    @Test("F11: a name without an address is told with what to do, and is tried again")
    func noSuchName() throws {
        let fault = try Preload.silentNameServer(0)
        let screen = try PtyProgram.dashboard(broker: "mqtt://broker.example") { $0.environment = fault.environment }
        #expect(screen.wait { $0.contains("broker.example") && $0.contains("address") }, "\(screen.screen)")
        screen.expectLeaves()
    }
}

/// The client ids of CONNECT packets, in any order.
private final class Names: Sendable {
    private let ids = Mutex<[String]>([])

    var all: [String] { ids.withLock { $0 } }

    /// The id is the first text of the payload: `floortui-hub-…`.
    func add(_ packet: [UInt8]) {
        let text = String(decoding: packet, as: UTF8.self)
        guard let start = text.range(of: "floortui-hub") else { return }
        let id = text[start.lowerBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        ids.withLock { $0.append(String(id)) }
    }
}
