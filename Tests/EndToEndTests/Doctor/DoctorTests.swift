import DemoPlant
import Foundation
import GRDB
import TestSupport
import Testing

/// The shipped doctor, on what is well and on planted faults: each is found, under its own name, with what to do.
@Suite("doctor")
struct DoctorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Only this is wrong, and it is said what to do.
    private func expect(
        _ run: DoctorRun, finds name: String, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.code == 1, "\(run.output)", sourceLocation: sourceLocation)
        #expect(run.faults == [name], "\(run.output)", sourceLocation: sourceLocation)
        #expect(run[name]?.text.contains(words) == true, "\(run.output)", sourceLocation: sourceLocation)
        #expect(run[name]?.advice?.isEmpty == false, "\(run.output)", sourceLocation: sourceLocation)
    }

    @Test("where all is well all lines are good, in both languages, and it ends with 0", arguments: ["en", "zh"])
    func well(language: String) throws {
        let plant = try LivePlant()
        let isShown = try eventually(within: .seconds(20)) {
            plant.say("M1", "execution", "\"ACTIVE\"")
            let shown = try Program.run(["show", "machines", "--broker", plant.broker.address])
            return shown.text.contains("M1       producing")
        }
        #expect(isShown, "\(plant.hubLog)")
        let run = try DoctorRun(
            ["--broker", plant.broker.address, "--store", plant.folder.file("store"), "--lang", language])
        #expect(run.code == 0, "\(run.output)")
        #expect(run.findings.filter { $0.level != "good" }.map(\.name) == ["type"], "\(run.output)")
        for name in [
            "broker.reach", "hub.beat", "hub.answer", "hub.clock", "hub.machines", "store.open", "store.chain",
        ] {
            #expect(run[name]?.level == "good", "\(name): \(run.output)")
        }
        let isChinese = run["hub.beat"]?.text.contains("中枢") == true
        #expect(isChinese == (language == "zh"))
    }

    @Test("planted: a terminal that this system does not know")
    func terminal() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let run = try DoctorRun(["--broker", broker.address], environment: ["TERM": "nonsense"])
        expect(run, finds: "terminal.type", "nonsense")
    }

    @Test("planted: a locale that is not installed")
    func locale() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let run = try DoctorRun(
            ["--broker", broker.address, "--lang", "zh"], environment: ["LC_ALL": "xx_YY.ISO-8859-1"])
        expect(run, finds: "terminal.locale", "xx_YY.ISO-8859-1")
        // Where its name says UTF-8 the screens work all the same.
        let shown = try DoctorRun(["--broker", broker.address], environment: ["LC_ALL": "xx_YY.UTF-8"])
        #expect(shown.code == 0 && shown["terminal.locale"]?.level == "warning", "\(shown.output)")
    }

    @Test("planted: a window that is too small, in either language", arguments: ["en", "zh"])
    func window(language: String) throws {
        var options = PtyProgram.Options()
        options.size = ScreenSize(30, 8)
        let program = try PtyProgram(
            Product.path, ["doctor", "--broker", "mqtt://127.0.0.1:9", "--lang", language], options)
        #expect(program.waitForExit(within: .seconds(30)) == .code(1))
        let text = String(decoding: program.log, as: UTF8.self)
        #expect(text.contains(language == "zh" ? "30 × 8 太小" : "30 × 8 is too small"), "\(text)")
        // The terminal was asked for mode 2026 and given back as it was.
        #expect(text.contains("\u{1B}[?2026$p"))
        #expect(program.mode == program.modeAtStart)
    }

    @Test("planted: a name without an address, and a port where nobody listens")
    func unreachable() throws {
        expect(try DoctorRun(["--broker", "mqtt://nowhere.invalid"]), finds: "broker.name", "nowhere.invalid")
        let port = try LoopbackPort.free()
        let run = try DoctorRun(["--broker", "mqtt://127.0.0.1:\(port)"])
        expect(run, finds: "broker.reach", "Connection refused")
    }

    @Test("planted: the wrong CA")
    func authority() throws {
        let (plant, foreign) = (try TestCertificates(), try TestCertificates())
        let broker = try TestBroker(extra: BrokerRules.encrypted(try plant.make("broker")))
        let run = try DoctorRun(["--broker", "mqtts://127.0.0.1:\(broker.port)", "--ca", foreign.authority])
        expect(run, finds: "broker.tls", "not signed by a CA that we trust")
    }

    @Test("planted: a certificate that ends in ten days")
    func expiry() throws {
        let plant = try TestCertificates()
        let broker = try TestBroker(
            extra: BrokerRules.encrypted(try plant.make("broker", valid: .ending(inDays: 10))))
        let run = try DoctorRun(["--broker", "mqtts://127.0.0.1:\(broker.port)", "--ca", plant.authority])
        #expect(run["broker.certificate"]?.level == "warning", "\(run.output)")
        #expect(run["broker.certificate"]?.text.contains("10 more days") == true, "\(run.output)")
        #expect(run["broker.authority"]?.level == "good", "\(run.output)")
    }

    @Test("planted: a key that everybody can read")
    func exposed() throws {
        let plant = try TestCertificates()
        let client = try plant.make("client")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: client.key)
        let run = try DoctorRun(
            ["--broker", "mqtts://127.0.0.1:9", "--ca", plant.authority, "--cert", client.certificate]
                + ["--key", client.key])
        expect(run, finds: "broker.access", "open to everybody")
    }

    @Test("planted: a subscription that the broker does not allow")
    func rights() throws {
        let broker = try TestBroker(extra: BrokerRules.noSubscriptions(in: folder))
        let run = try DoctorRun(["--broker", broker.address])
        #expect(Set(run.faults) == ["broker.rights"], "\(run.output)")
        #expect(run["broker.rights"]?.text.contains("floor/v1/+/hub") == true, "\(run.output)")
    }

    @Test("planted: no hub")
    func noHub() throws {
        let broker = try TestBroker()
        expect(try DoctorRun(["--broker", broker.address]), finds: "hub.beat", "no hub")
    }

    @Test("planted: a site that nobody is; those that are there are named")
    func otherSite() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let run = try DoctorRun(["--broker", broker.address, "--site", "elsewhere"])
        expect(run, finds: "hub.beat", "site elsewhere")
        #expect(run["hub.beat"]?.advice?.contains("sites here: test") == true, "\(run.output)")
    }

    @Test("planted: a clock that is a minute off, either way", arguments: [-60.0, 60.0])
    func clock(ahead: Double) throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker, ahead: ahead)
        defer { hub.end() }
        let run = try DoctorRun(["--broker", broker.address])
        expect(run, finds: "hub.clock", ahead > 0 ? "is +" : "is −")
    }

    @Test("planted: a hub that does not record")
    func notRecording() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker, isRecording: false)
        defer { hub.end() }
        expect(try DoctorRun(["--broker", broker.address]), finds: "hub.recording", "not recording")
    }

    @Test("planted: a journal that somebody changed")
    func journal() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let recording = folder.file("r.jsonl")
        let line = #"{"at": 1764165600000, "topic": "p/M1/mode", "payload": "{\"t\": 1764165600000, \"v\": \"run\"}"}"#
        try Data((line + "\n").utf8).write(to: URL(filePath: recording))
        let plant = folder.file("plant.toml")
        try Data(HubProgram.plant(["M1"]).utf8).write(to: URL(filePath: plant))
        let store = folder.file("store")
        let played = try Program.run(["replay", recording, "--plant", plant, "--store", store])
        #expect(played.code == 0, "\(played.text)")
        let arguments = ["--broker", broker.address, "--store", store]
        #expect(try DoctorRun(arguments)["store.chain"]?.level == "good")

        let journal = try DatabaseQueue(path: store + "/journal.sqlite")
        try journal.write { db in
            let triggers = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger)\"") }
            let changed = "CAST(replace(CAST(body AS TEXT), 'producing', 'stopped') AS BLOB)"
            try db.execute(sql: "UPDATE events SET body = \(changed)")
        }
        try journal.close()
        expect(try DoctorRun(arguments), finds: "store.chain", "the journal holds up to entry")
    }

    @Test("planted: too few open files allowed")
    func openFiles() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        expect(try DoctorRun(["--broker", broker.address], openFiles: 40), finds: "system.files", "40 files")
    }

    @Test("planted: a terminal.toml with a mistake")
    func configuration() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let file = folder.file("terminal.toml")
        try Data("brokr = \"mqtt://x\"\n".utf8).write(to: URL(filePath: file))
        let run = try DoctorRun(["--broker", broker.address, "--config", file])
        expect(run, finds: "system.configuration", "terminal.toml:1:1")
    }

    @Test("planted: a theme that the dashboard does not start with, one that is not there and one that lacks a role")
    func theme() throws {
        let broker = try TestBroker()
        let hub = try AnsweringHub(broker)
        defer { hub.end() }
        let themes = folder.file("config/floortui/themes")
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        try "name = \"mine\"\n".write(toFile: themes + "/mine.toml", atomically: true, encoding: .utf8)
        let file = folder.file("terminal.toml")
        for (name, text) in [("nosuch", "there is no theme \"nosuch\""), ("mine", "mine.toml:1:1")] {
            try "theme = \"\(name)\"\n".write(toFile: file, atomically: true, encoding: .utf8)
            let run = try DoctorRun(
                ["--broker", broker.address, "--config", file], environment: ["XDG_CONFIG_HOME": folder.file("config")])
            expect(run, finds: "system.theme", text)
        }
    }
}
