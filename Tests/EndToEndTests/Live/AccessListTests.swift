import Basis
import DemoPlant
import Foundation
import Records
import Shopfloor
import Telemetry
import TestSupport
import Testing

/// The access list of `docs/operating.md` on a real broker: with it all works that hub and terminals do, and what a broker
/// keeps back is told.
@Suite("The operating page's access list")
struct AccessListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/operating.md")
    private static let commands = "topic write floor/v1/+/cmd/+\n"

    /// The file of that path as it stands on the page.
    private func file(_ path: String) throws -> String {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(text.range(of: "# \(path)\n"))
        let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The page's list, for machines whose topics begin with `p/`.
    private func list() throws -> String { try file("/etc/mosquitto/acl").replacing("shop/", with: "p/") }

    /// The page's configuration, line by line, with this folder for `/etc/mosquitto`.
    private func configuration() throws -> [String] {
        try file("/etc/mosquitto/conf.d/floor.conf").replacing("/etc/mosquitto", with: folder.path)
            .split(separator: "\n").map(String.init)
    }

    private func write(_ list: String) throws {
        try list.write(toFile: folder.file("acl"), atomically: true, encoding: .utf8)
    }

    /// A broker with that list and the page's users, each with its name as password.
    private func broker(_ list: String) throws -> TestBroker {
        try write(list)
        let passwords = try writePasswords()
        #expect(try configuration().contains("password_file \(passwords)"))
        // All but what says where it listens and what it keeps, which is the test's own.
        return try TestBroker(extra: try configuration().filter { !Self.own.contains($0.prefix { $0 != " " }) })
    }

    /// What the page's configuration says and a broker of a test says itself.
    private static let own: Set<Substring> = ["listener", "persistence"]

    private func writePasswords() throws -> String {
        let passwords = folder.file("passwords")
        let users = ["hub", "machines", "terminal"]
        try users.map { "\($0):\($0)\n" }.joined().write(toFile: passwords, atomically: true, encoding: .utf8)
        let program = try ChildProcess("/usr/bin/mosquitto_passwd", ["-U", passwords])
        #expect(program.wait(within: .seconds(10)) == .code(0))
        for user in users {
            try user.write(toFile: folder.file(user), atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file(user))
        }
        return passwords
    }

    private func access(_ user: String) -> BrokerAccess { BrokerAccess(user: user, passwordFile: folder.file(user)) }

    private func options(_ user: String) -> [String] { ["--user", user, "--password-file", folder.file(user)] }

    private func machines(_ broker: TestBroker) throws -> Connection {
        let connection = try Connection(
            ConnectionSettings(broker: try BrokerURL(broker.address), access: access("machines"), clientPrefix: "m"),
            subscriptions: [], inbox: try Inbox())
        try connection.start()
        return connection
    }

    private func say(_ machines: Connection, _ topic: String, _ members: String) {
        let time = Int64(Date().timeIntervalSince1970 * 1000)
        let payload = Array("{\"t\":\(time),\(members)}".utf8)
        _ = machines.publish(OutgoingMessage(topic: "p/M1/\(topic)", payload: payload, qos: .atLeastOnce))
    }

    @Test(
        "the page's configuration starts below Debian's own, on the port that it names, and lets in nobody without a name"
    )
    func starts() throws {
        try write(try list())
        _ = try writePasswords()
        let lines = try configuration()
        #expect(lines.first == "listener 1883")
        // Another port, since that one may be taken here.
        let free = try TestBroker()
        let port = free.port
        free.stop()
        let included = ["listener \(port) 127.0.0.1"] + lines.dropFirst()
        let debian = [
            "user root", "persistence true", "persistence_location \(folder.path)/",
            "log_dest file \(folder.file("log"))", "include_dir \(folder.file("conf.d"))",
        ]
        try FileManager.default.createDirectory(atPath: folder.file("conf.d"), withIntermediateDirectories: true)
        for (name, text) in [("conf.d/floor.conf", included), ("mosquitto.conf", debian)] {
            try text.joined(separator: "\n").write(toFile: folder.file(name), atomically: true, encoding: .utf8)
        }
        let broker = try ChildProcess(
            "/usr/sbin/mosquitto", ["-c", folder.file("mosquitto.conf")], errors: .file(folder.file("errors")))
        defer { broker.terminate() }
        let address = "mqtt://127.0.0.1:\(port)"
        let hasStarted = eventually { LoopbackPort.accepts(port) || broker.exitIfEnded() != nil }
        let log = (try? String(contentsOfFile: folder.file("log"), encoding: .utf8)) ?? ""
        #expect(hasStarted && broker.exitIfEnded() == nil, "\(log)")
        let hub = try HubProgram(address, folder, options("hub"))
        let run = try eventually(within: .seconds(20)) {
            try DoctorRun(["--broker", address] + options("terminal")).code == 0
        }
        #expect(run, "\(hub.said)")
        let stranger = try DoctorRun(["--broker", address])
        #expect(stranger.faults == ["broker.reach"] && stranger.code == 1, "\(stranger.output)")
    }

    @Test("with the page's list what machines say is recorded, and what a terminal sends is saved")
    func saved() throws {
        let broker = try broker(try list())
        let hub = try HubProgram(broker.address, folder, options("hub"))
        let machines = try machines(broker)
        defer { machines.stop() }
        let terminal = try CommandTerminal(broker.address, access: access("terminal"))
        let alarm = AlarmID(machine: "M1", item: "x", code: "c")
        // Until the hub has begun there is no alarm that could be acknowledged.
        let isSaved = eventually(within: .seconds(30)) {
            say(machines, "alarm/x", #""l":"F","c":"c","x":"text""#)
            let key = terminal.acknowledge(alarm)
            guard terminal.workUntilAnswered(within: .seconds(2)), let bytes = terminal.replies[key]?.last,
                let reply = (try? JSONTape().read(bytes)).flatMap(CommandReply.init)
            else { return false }
            return reply.outcome == .saved
        }
        #expect(isSaved, "\(hub.said)")
        let run = try DoctorRun(["--broker", broker.address] + options("terminal"))
        #expect(run.faults == [] && run.code == 0, "\(run.output)")
        // What doctor asked the broker with is nothing to the hub.
        let kept = try Program.run(["show", "quarantine", "--broker", broker.address] + options("terminal"))
        #expect(kept.code == 0 && !kept.text.contains("/cmd/"), "\(kept.text)")
    }

    @Test(
        "a broker that keeps commands back is told by doctor and dashboard; none is lost, and it is saved once it may")
    func keptBack() throws {
        let whole = try list()
        let broker = try broker(whole.replacing(Self.commands, with: ""))
        let hub = try HubProgram(broker.address, folder, options("hub"))
        let machines = try machines(broker)
        defer { machines.stop() }
        let program = try PtyProgram.dashboard(
            broker: broker.address, size: TestSupport.ScreenSize(120, 40), arguments: options("terminal")
        ) { $0.environment["XDG_STATE_HOME"] = folder.file("state") }
        let isStopped = program.wait(within: .seconds(20)) { screen in
            say(machines, "mode", #""v":"stop""#)
            return screen.floorRow("M1")?.contains("stopped") == true
        }
        #expect(isStopped, "\(program.screen)\n\(hub.said)")

        let run = try DoctorRun(["--broker", broker.address] + options("terminal"))
        #expect(run.faults == ["broker.rights"] && run.code == 1, "\(run.output)")
        #expect(run["broker.rights"]?.text.contains("does not let us publish to floor/v1/test/cmd/") == true)

        // The third group of reasons, its second reason; Enter leads to the buttons and saves.
        program.type("s32\r")
        #expect(program.wait(for: "1 waiting, refused by the broker"), "\(program.screen)")
        #expect(program.screen.contains("does not let us publish to floor/v1/test/cmd/"), "\(program.screen)")
        try write(whole)
        try broker.startAgain()
        program.type(":outbox\r")
        #expect(
            program.wait(within: .seconds(30)) { $0.contains("all sent") && $0.contains("saved") }, "\(program.screen)")
        program.expectLeaves()
    }

    @Test(
        "a broker that keeps all of floor/v1/# from a user is told apart from one without a hub, which looks the same")
    func keepsReading() throws {
        let readable = "topic read floor/v1/#\n"
        #expect(try list().contains(readable))
        let broker = try broker(try list())
        let arguments = ["--broker", broker.address] + options("terminal")
        let alone = try DoctorRun(arguments)
        #expect(alone.faults == ["hub.beat"] && alone.code == 1, "\(alone.output)")
        #expect(alone["hub.beat"]?.advice == "start floortui hub with this broker")
        try write(try list().replacing(readable, with: ""))
        try broker.startAgain()
        let hub = try HubProgram(broker.address, folder, options("hub"))
        let kept = try DoctorRun(arguments)
        #expect(kept.faults == ["broker.rights"] && kept.code == 1, "\(kept.output)\n\(hub.said)")
        #expect(kept["broker.rights"]?.text == "the broker gives this user nothing of floor/v1/#")
    }
}
