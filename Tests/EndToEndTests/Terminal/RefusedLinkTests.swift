import DemoPlant
import Foundation
import Telemetry
import TestSupport
import Testing

/// What a dashboard says when the broker does not let it in, or lets it go.
@Suite("A refused link")
struct RefusedLinkTests {
    private let folder: TemporaryFolder
    private let plant: TestCertificates
    private let foreign: TestCertificates

    init() throws {
        folder = try TemporaryFolder()
        plant = try TestCertificates()
        foreign = try TestCertificates()
    }

    /// A cause, the broker that has it, and what the screen says about it in each language: the cause and the next step.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var words: [(en: String, zh: String)]
    }

    static let cases = [
        Case(
            testDescription: "wrong CA",
            words: [("not signed by a CA that we trust", "不是由受信任的 CA 签发"), ("give --ca", "--ca")]),
        Case(testDescription: "expired", words: [("expired on 2021-01-01", "2021-01-01 过期"), ("renew it", "更新证书")]),
        Case(
            testDescription: "not yet valid",
            words: [("not valid before 2048-01-01", "2048-01-01 起才有效"), ("date right", "核对本机日期")]),
        Case(
            testDescription: "wrong name",
            words: [("for another name: broker.example", "名称不符:broker.example"), ("use one of these names", "改用其中的名称")]),
        Case(
            testDescription: "no client certificate",
            words: [("wants a client certificate", "要求客户端证书"), ("give --cert and --key", "--cert 和 --key")]),
        Case(
            testDescription: "wrong password",
            words: [("does not let plant in", "拒绝用户 plant"), ("check the password", "核对密码")]),
        Case(
            testDescription: "no permission",
            words: [("does not let us read floor/v1/+/hub", "不允许读取 floor/v1/+/hub"), ("ACL", "ACL")]),
        Case(testDescription: "not TLS", words: [("does not speak TLS", "不使用 TLS"), ("mostly 8883", "通常为 8883")]),
        Case(
            testDescription: "TLS wanted",
            words: [("hangs up before", "未以 MQTT 应答"), ("write mqtts://", "请写 mqtts://")]),
    ]

    @Test("A25: each cause has its own sentence and next step on the screen, in both languages", arguments: cases)
    func screen(_ cause: Case) throws {
        let (broker, arguments) = try broker(cause.testDescription)
        for language in ["en", "zh"] {
            let program = try PtyProgram.dashboard(
                broker: arguments[0], arguments: Array(arguments.dropFirst()) + ["--lang", language])
            for word in cause.words {
                #expect(program.wait(for: language == "en" ? word.en : word.zh), "\(program.screen)")
            }
            program.type("qy")
            #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        }
        withExtendedLifetime(broker) {}
    }

    @Test("A25: a broker that grants what it then keeps back looks like one without a hub: the banner names both")
    func keptBack() throws {
        let broker = try TestBroker(extra: BrokerRules.nothingDelivered(in: folder))
        let hub = try HubProgram(broker.address, folder)
        for (language, words) in [("en", ["No hub on this broker", "floor/v1/#"]), ("zh", ["没有中枢", "floor/v1/#"])] {
            let program = try PtyProgram.dashboard(broker: broker.address, arguments: ["--lang", language])
            #expect(
                program.wait(within: .seconds(12)) { screen in words.allSatisfy { screen.contains($0) } },
                "\(program.screen)")
            program.type("qy")
            #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        }
        #expect(hub.process.exitIfEnded() == nil, "\(hub.said)")
    }

    @Test("A25: where the hub of another site speaks, the banner names it and the one that is looked for")
    func otherSite() throws {
        let broker = try TestBroker()
        let hub = try HubProgram(broker.address, folder)
        let program = try PtyProgram.dashboard(broker: broker.address, arguments: ["--site", "nope"])
        #expect(
            program.wait(within: .seconds(20)) {
                $0.contains("No hub of site nope on this broker") && $0.contains("sites heard: test;")
            }, "\(program.screen)")
        program.expectLeaves()
        #expect(hub.process.exitIfEnded() == nil, "\(hub.said)")
    }

    @Test("A25: no two causes share a sentence")
    func different() {
        #expect(Set(Self.cases.map { $0.words[0].en }).count == Self.cases.count)
        #expect(Set(Self.cases.map { $0.words[0].zh }).count == Self.cases.count)
    }

    private func broker(_ cause: String) throws -> (TestBroker, [String]) {
        func encrypted(_ pair: TestCertificates.Pair, _ extra: [String] = []) throws -> TestBroker {
            try TestBroker(extra: BrokerRules.encrypted(pair) + extra)
        }
        let broker: TestBroker
        var trusted = plant.authority
        switch cause {
        case "expired": broker = try encrypted(plant.make("broker", valid: .past))
        case "not yet valid": broker = try encrypted(plant.make("broker", valid: .future))
        case "wrong name": broker = try encrypted(plant.make("broker", names: "DNS:broker.example"))
        case "no client certificate":
            broker = try encrypted(plant.make("broker"), BrokerRules.clientCertificate(of: plant.authority))
        case "wrong password":
            broker = try TestBroker(extra: BrokerRules.password(in: folder))
            let file = folder.file("password")
            try Data("wrong\n".utf8).write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            return (broker, [broker.address, "--user", "plant", "--password-file", file])
        case "no permission":
            broker = try TestBroker(extra: BrokerRules.noSubscriptions(in: folder))
            return (broker, [broker.address])
        case "not TLS": broker = try TestBroker()
        case "TLS wanted":
            broker = try encrypted(plant.make("broker"))
            return (broker, [broker.address])
        default:
            broker = try encrypted(plant.make("broker"))
            trusted = foreign.authority
        }
        return (broker, ["mqtts://127.0.0.1:\(broker.port)", "--ca", trusted])
    }

    @Test("A24, F9: a client that takes over is explained on the screen and in the log, and not fought with")
    func takeover() throws {
        let broker = try FakeBroker { client, _ in
            _ = client.readPacket()
            client.send(BrokerPacket.connack())
            client.send(BrokerPacket.disconnect(reason: 142))
            client.wait()
        }
        let program = try PtyProgram.dashboard(broker: broker.address) {
            $0.environment["XDG_STATE_HOME"] = folder.path
        }
        #expect(program.wait { $0.contains("took over") && $0.contains("waits 30 s") }, "\(program.screen)")
        // Without the long wait it would be back within a second, again and again.
        _ = program.wait(within: .seconds(3)) { _ in broker.connections > 1 }
        #expect(broker.connections == 1)
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        let log = (try? String(contentsOfFile: folder.file("floortui/floortui.log"), encoding: .utf8)) ?? ""
        // When, and of which dashboard: several of an account write there.
        #expect(log.contains(/^\d{4}-\d\d-\d\dT[\d:.]+Z \[\d+\] .*took over/.anchorsMatchLineEndings()), "\(log)")
    }

    @Test("hub, plant and dashboard work together over encryption, with a certificate and a password each")
    func encrypted() throws {
        let broker = try TestBroker(
            extra: BrokerRules.encrypted(try plant.make("broker"))
                + BrokerRules.clientCertificate(of: plant.authority) + BrokerRules.password(in: folder))
        let client = try plant.make("client")
        let password = folder.file("password")
        try Data("secret\n".utf8).write(to: URL(filePath: password))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        let url = "mqtts://localhost:\(broker.port)"
        let access = [
            "--ca", plant.authority, "--cert", client.certificate, "--key", client.key, "--user", "plant",
            "--password-file", password,
        ]
        let hub = try HubProgram(url, folder, access)
        #expect(eventually(within: .seconds(20)) { hub.said.contains("works for site") }, "\(hub.said)")
        let configuration = folder.file("terminal.toml")
        // Paths from the folder of the file, as people keep certificates beside it.
        try FileManager.default.copyItem(atPath: client.key, toPath: folder.file("client.key"))
        let text = """
            broker = "\(url)"
            ca = "\(plant.authority)"
            cert = "\(client.certificate)"
            key = "client.key"
            user = "plant"
            password_file = "password"
            """
        try Data(text.utf8).write(to: URL(filePath: configuration))
        let program = try PtyProgram(Product.path, ["--config", configuration])
        #expect(program.wait(within: .seconds(20)) { $0.contains("● live") && $0.contains("M1") }, "\(program.screen)")
        let shown = try Program.run(["show", "machines", "--broker", url] + access)
        #expect(shown.code == 0 && shown.text.contains("M2"), "\(shown.text)")
        let refused = try Program.run(["show", "machines", "--broker", url, "--ca", plant.authority])
        #expect(refused.code == 69 && refused.text.contains("wants a client certificate"), "\(refused.text)")
    }

    @Test("no program's command line shows a password, and a file that others can read ends a command with 78")
    func exposed() throws {
        let file = folder.file("open")
        try Data("secret\n".utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let arguments = ["show", "machines", "--broker", "mqtt://127.0.0.1:9", "--user", "plant"]
        let run = try Program.run(arguments + ["--password-file", file])
        #expect(run.code == 78 && run.text.contains("chmod 600 \(file)"), "\(run.text)")
        let help = try Program.run(["hub", "--help"])
        #expect(!help.text.contains("--password <"), "\(help.text)")
    }
}
