import Testing

@testable import Basis

@Suite("Reading a checked table")
struct TableReaderTests {
    private let text = """
        site = "aalen"
        zone = "Asia/Shanghai"
        ports = [1883, 8883]
        states = { 2 = "stop", 1 = "run" }
        [[machine]]
        id = "M1"
        name = { en = "Cell 1", zh = "一号机" }
        ideal_cycle = "1m5s"
        role = "melt"
        weight = 3
        [[machine.tag]]
        name = "temp"
        [[machine]]
        id = "M2"
        name = "Cell 2"
        """

    private func read() throws -> TableReader {
        let root = try TomlDocument.parse(text: Array(text.utf8), file: "plant.toml")
        return try TableReader(root, KeyTableSamples.plant)
    }

    @Test("values are read by type, with defaults for what is absent")
    func values() throws {
        let plant = try read()
        #expect(plant.string("site") == "aalen")
        #expect(plant.string("zone") == "Asia/Shanghai")
        #expect(plant.list("ports").map(\.integer) == [1883, 8883])
        #expect(plant.map("states").map { "\($0.key)=\($0.value.string)" } == ["2=stop", "1=run"])
        #expect(plant.optionalString("title") == nil)
        #expect(plant.optionalTable("broker") == nil)
        let machines = plant.tables("machine")
        #expect(machines.map { $0.string("id") } == ["M1", "M2"])
        #expect(machines[0].optionalText("name") == LocalizedText("Cell 1", zh: "一号机"))
        #expect(machines[1].optionalText("name")?[.zh] == "Cell 2")
        #expect(machines.map { $0.optionalDuration("ideal_cycle") } == [.seconds(65), nil])
        #expect(machines[0].duration("silence_limit") == .seconds(30))
        #expect(machines.map { $0.choice("role", as: KeyTableSamples.Role.self) } == [.melt, .cast])
        #expect(machines.map { $0.optionalNumber("weight") } == [3, nil])
        #expect(machines[0].integer("cavities") == 1 && machines[0].bool("active"))
        #expect(machines[0].tables("tag").map { $0.string("at") } == ["/value"])
        #expect(machines[1].tables("tag").isEmpty)
    }

    @Test("the place of an absent key is that of its table")
    func places() throws {
        let machine = try read().tables("machine")[1]
        #expect(machine.place(of: "id").description == "plant.toml:14:6")
        #expect(machine.place(of: "role").description == "plant.toml:13:1")
        #expect(machine.has("id") && !machine.has("role"))
    }

    @Test("an unknown reference is reported with what exists, a repeated name with its first place")
    func references() throws {
        let machine = try read().tables("machine")[0]
        var problems = Problems()
        problems.reportUnknown("machine", "M11", at: machine.place(of: "id"), existing: ["M1", "M2"])
        problems.reportUnknown("die", "D1", at: machine.place, existing: [])
        problems.requireUnique("machine", [("M1", machine.place), ("M1", machine.place(of: "role"))])
        #expect(
            problems.kept.map(\.description) == [
                "plant.toml:6:6: unknown machine \"M11\"; did you mean \"M1\"? Allowed: M1, M2",
                "plant.toml:5:1: unknown die \"D1\". Allowed: none, there is no die",
                "plant.toml:9:8: machine \"M1\" is already defined at plant.toml:5:1; rename or remove one of them",
            ])
        let thrown = try #require(throws: ConfigurationError.self) { try problems.throwIfAny() }
        // They are told as they stand in the file, however they were found.
        #expect(thrown.problems.map(\.place.line) == [5, 6, 9] && thrown.omitted == 0)
    }

    @Test("of many problems those that stand first are told, and how many more there are")
    func manyProblems() throws {
        var problems = Problems()
        for line in (1...45).reversed() {
            problems.report(Place(file: "plant.toml", line: line, column: line == 42 ? 10 : 1), "wrong")
        }
        problems.report(Place(file: "plant.toml", line: 2, column: 10), "wrong")
        let thrown = try #require(throws: ConfigurationError.self) { try problems.throwIfAny() }
        #expect(thrown.problems.map(\.place.line) == [1, 2, 2] + Array(3...19) && thrown.omitted == 26)
        #expect(thrown.description.hasSuffix("plant.toml:19:1: wrong\n… and 26 more"))
    }

    @Test("to ask for a key that is not in the table of keys traps")
    func programmingErrors() async {
        await #expect(processExitsWith: .failure) {
            let root = TomlNode(.table([]), place: Place(file: "x"))
            _ = TableReader(checked: root, KeyTableSamples.machine).optionalString("nonsense")
        }
        await #expect(processExitsWith: .failure) {
            let root = TomlNode(.table([]), place: Place(file: "x"))
            _ = TableReader(checked: root, KeyTableSamples.machine).optionalInteger("active")
        }
    }

    @Test("a table of keys finds its own faults")
    func faults() {
        #expect(KeyTableSamples.plant.faults.isEmpty)
        let table = KeyTable(
            "t", text: "",
            keys: [
                KeySpec("a", .integer(in: 1...2), default: .integer(3), text: ""),
                KeySpec("a", .bool, required: true, default: .bool(true), text: ""),
            ])
        #expect(
            table.faults == [
                "t: default: \"a\" in the table of keys is out of range: 3. Allowed: 1 to 2",
                "t: a stands twice",
                "t: a is required and has a default",
            ])
    }
}
