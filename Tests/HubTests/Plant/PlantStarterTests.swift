import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

struct PlantStarterTests {
    private static let text = PlantStarter.text(zone: "Europe/Berlin")

    private static func model() throws -> PlantModel {
        try PlantFile.read(text: Array(text.utf8), file: "plant.toml")
    }

    @Test("it is right as it is, and has the zone that was asked for")
    func right() throws {
        #expect(try Self.model().plant.zone == "Europe/Berlin")
    }

    @Test("the message that it shows makes the machine produce, the opposite stops it")
    func works() throws {
        #expect(Self.text.contains("#   \(PlantStarter.message)\n"))
        var core = HubCore(model: try Self.model(), stored: StoredState(), version: "test", now: nil)
        let time = try #require(ISO8601.parse("2025-11-26T14:00:00Z"))
        var states: [MachineState] = []
        for (second, message) in [
            PlantStarter.message,
            PlantStarter.message.replacing("true", with: "false").replacing("14:00:00", with: "14:00:01"),
        ].enumerated() {
            core.observe("my-plant/press-4/status", Array(message.utf8), at: time + .seconds(second))
            for entry in core.takePending().entries {
                if case .state(let change) = entry.event { states.append(change.condition.state) }
            }
        }
        #expect(states.suffix(2) == [.producing, .stopped])
    }

    @Test("every table stands there with every key, and each key that is switched off is right when it is switched on")
    func complete() throws {
        let lines = Self.text.split(separator: "\n").map(String.init)
        for nested in PlantKeys.file.nested where nested.isRepeated || nested.table.name == "site" {
            let start = try #require(lines.firstIndex { $0 == nested.header || $0 == "#" + nested.header })
            let block = lines[(start + 1)...].prefix { !$0.hasPrefix("# ----") }
            for key in nested.table.keys {
                let line = try #require(block.first { $0.hasPrefix("\(key.name) =") || $0.hasPrefix("#\(key.name) =") })
                let entry = line.hasPrefix("#") ? String(line.dropFirst()) : line
                let root = try TomlDocument.parse(text: Array(entry.utf8), file: "line")
                let table = KeyTable(nested.table.name, text: "", keys: [key])
                #expect(throws: Never.self) { try TableReader(root, table) }
            }
        }
    }

    @Test("no line is longer than a terminal of 120 columns")
    func width() { #expect(Self.text.split(separator: "\n").allSatisfy { String($0).columns <= 120 }) }
}
