import Basis
import Foundation
import Shopfloor
import Telemetry
import Testing

@testable import Hub

struct PlantFileTests {
    private static let text = """
        [site]
        id = "s"
        name = { en = "Site", zh = "厂区" }
        time_zone = "Asia/Shanghai"
        late_limit = "1h"
        [[line]]
        id = "L1"
        [[machine]]
        id = "M1"
        line = "L1"
        native = "mode"
        ideal_cycle = "10s"
        silence_limit = "30s"
        [[source]]
        id = "lines"
        topic = "p/{item}"
        machine_id = "M1"
        time = "/t"
        time_format = "local"
        time_zone = "Asia/Seoul"
        [source.alarm]
        level = "/l"
        levels = { Bad = "fault" }
        [[source]]
        id = "shots"
        topic = "q/+/{tag}"
        qos = 0
        machine = "/device"
        value = "/v"
        unavailable = ["-"]
        proves_alive = false
        [[rule]]
        state = "producing"
        when = "(run for 5s) and (mode == 'A' for 2s)"
        [[rule]]
        state = "no data"
        when = "not known(run)"
        priority = 5
        silence_limit = "5m"
        [[cycle]]
        pulse = "increase"
        counter = "n"
        try = "warm or mode == 'T'"
        stopped_after = 2.5
        [[tag]]
        ids = ["n", "m"]
        owner = "die"
        rollover = 65536
        [[tag]]
        id = "*"
        decimals = 1
        range = { max = 9 }
        [[alarm]]
        item = "oil"
        code = "low"
        level = "warning"
        text = "Oil low"
        when = "oil < 3 for 1m or run"

        """

    private static func read(_ text: String) throws -> PlantModel {
        try PlantFile.read(text: Array(text.utf8), file: "plant.toml")
    }

    @Test("a machine's tags are numbered once for rules, native, cycle and alarms; timers of states and alarms apart")
    func slots() throws {
        let machine = try Self.read(Self.text).machines[0]
        #expect(machine.tagNames == ["run", "mode", "n", "die", "warm", "oil"])
        #expect(machine.rules.native == 1)
        #expect(machine.rules.timers == 2)
        #expect(machine.alarmTimers == 1)
        #expect(
            machine.cycle
                == CycleRule(
                    pulse: .increase, counter: 2, owner: 3,
                    isTry: .any([.truth(4), .compare(1, .equal, .literal(.text("T")))]), rollsOverAt: 65536))
        #expect(
            machine.alarms.map(\.when)
                == [.any([.held(.compare(5, .less, .literal(.number(3))), .seconds(60), timer: 0), .truth(0)])])
    }

    @Test("states, limits and pulses are read as they stand; the rule of higher priority comes first")
    func rules() throws {
        let model = try Self.read(Self.text)
        let rules = model.machines[0].rules
        #expect(rules.rules.map(\.state) == [.noData, .producing])
        #expect(rules.rules[0].why == .source)
        #expect(rules.rules[0].silenceLimit == .seconds(300))
        #expect(rules.silenceLimit == .seconds(30))
        #expect(rules.cycle == CyclePolicy(idealCycle: .seconds(10), stoppedAfter: 2.5))
        #expect(model.plant.site.name == LocalizedText("Site", zh: "厂区"))
        #expect(model.plant.lines == [Plant.Line(id: "L1", name: LocalizedText("L1"), area: nil)])
        #expect(model.time == TimePolicy(futureLimit: .seconds(5), lateLimit: .seconds(3600)))
    }

    @Test("a source says where machine, time and value stand")
    func sources() throws {
        let model = try Self.read(Self.text)
        let (lines, shots) = (model.sources[0], model.sources[1])
        #expect(lines.machine == .fixed("M1"))
        #expect(lines.time == JSONPointer("/t"))
        #expect(lines.timeFormat == Zone(identifier: "Asia/Seoul").map { .local($0) })
        #expect(lines.qos == 1)
        let level = try #require(JSONPointer("/l"))
        let alarm = AlarmMapping(item: .capture(0), level: level, code: nil, text: nil, words: ["Bad": .fault])
        #expect(lines.content == .alarm(alarm))
        let (device, value) = (try #require(JSONPointer("/device")), try #require(JSONPointer("/v")))
        #expect(shots.machine == .pointer(device))
        #expect(shots.content == .value(value, tag: .capture(0)))
        #expect(shots.time == nil)
        #expect(shots.unavailable == ["-"])
        #expect(!shots.provesAlive)
        #expect(shots.qos == 0)
    }

    @Test("what is known of a tag adds up; a cycle's counter is one without saying so")
    func tags() throws {
        let model = try Self.read(Self.text)
        let policy = model.policy(machine: "M1", tag: "n")
        #expect(policy.counter == CounterPolicy(owner: "die", rollsOverAt: 65536))
        #expect(policy.maximum == 9)
        #expect(model.presentation(machine: "M1", tag: "n").decimals == 1)
        let plain = try Self.read(Self.text.replacing("owner = \"die\"\nrollover = 65536", with: "hidden = true"))
        #expect(plain.policy(machine: "M1", tag: "n").counter == CounterPolicy())
        #expect(plain.policy(machine: "M1", tag: "m").counter == nil)
    }

    @Test("a model keeps its text with that of included files, and is read from it again")
    func text() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let parts = Self.text.split(separator: "[[tag]]", maxSplits: 1).map(String.init)
        func write(_ name: String, _ text: String) throws -> String {
            let url = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: url)
            return url.path
        }
        let main = try write("plant.toml", "include = [\"tags.toml\"]\n" + parts[0])
        _ = try write("tags.toml", "[[tag]]" + parts[1])
        let model = try PlantFile.load(path: main)
        let again = try PlantFile.read(text: Array(model.text.utf8), file: "journal")
        #expect(again.digest == model.digest)
        #expect(again.text == model.text)
        #expect(again.machines == model.machines)
        #expect(again.tags == model.tags)
        #expect(model.tags == (try Self.read(Self.text)).tags)
        #expect(try Self.read("# other\n" + Self.text).digest != Self.read(Self.text).digest)
    }

    @Test("what was in force once is read again, also where its break would be refused today")
    func acceptedBefore() throws {
        let text =
            Self.text + """

                [[shift]]
                id = "early"
                from = "06:00"
                to = "14:00"
                [[break]]
                name = "Meal"
                from = "10:30"
                to = "10:00"
                """
        #expect(throws: ConfigurationError.self) { try Self.read(text) }
        #expect(try PlantFile.accepted(text, file: "journal").calendar.breaks.count == 1)
    }

    @Test("the digest is SHA-256 of the text")
    func digest() {
        #expect(
            Digest.sha256(Array("abc".utf8)).map(Digest.hex)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("the table of keys is free of faults") func keys() { #expect(PlantKeys.file.faults == []) }
}
