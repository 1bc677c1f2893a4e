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

    /// The page's list, for machines whose topics begin with `p/`.
    private func list() throws -> String {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(text.range(of: "# /etc/mosquitto/acl\n"))
        let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound]).replacing("shop/", with: "p/")
    }

    private func write(_ list: String) throws {
        try list.write(toFile: folder.file("acl"), atomically: true, encoding: .utf8)
    }

    /// A broker with that list and the page's users, each with its name as password.
    private func broker(_ list: String) throws -> TestBroker {
        try write(list)
        let passwords = folder.file("passwords")
        let users = ["hub", "machines", "terminal"]
        try users.map { "\($0):\($0)\n" }.joined().write(toFile: passwords, atomically: true, encoding: .utf8)
        let program = try ChildProcess("/usr/bin/mosquitto_passwd", ["-U", passwords])
        #expect(program.wait(within: .seconds(10)) == .code(0))
        for user in users {
            try user.write(toFile: folder.file(user), atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file(user))
        }
        return try TestBroker(
            extra: [
                "allow_anonymous false", "password_file \(passwords)", "acl_file \(folder.file("acl"))",
                // As the page has it; without a limit mosquitto 2.0.11 closes the connection where it refuses a message.
                "max_queued_messages 10000",
            ])
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
}
