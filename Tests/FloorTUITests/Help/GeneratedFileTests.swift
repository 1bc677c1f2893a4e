import Basis
import Foundation
import Hub
import Testing

@testable import FloorTUI

struct GeneratedFileTests {
    @Test("schemas and pages that are kept say what the program says; scripts/write-docs writes them anew")
    func kept() throws {
        for file in GeneratedFile.kept() {
            let kept = try? Data(contentsOf: ProjectFolder.root.appendingPathComponent(file.path))
            #expect(kept == Data(file.bytes), "\(file.path) is behind: run scripts/write-docs")
        }
    }

    @Test("every table of keys is free of faults, and every key has a text", arguments: ConfigurationKind.allCases)
    func tables(_ kind: ConfigurationKind) {
        #expect(kind.keys.faults == [])
        for table in [kind.keys] + kind.keys.nested.map(\.table) {
            #expect(!table.text.isEmpty && table.keys.allSatisfy { !$0.text.isEmpty }, "\(table.name)")
        }
    }

    @Test(
        "every key stands in schema and page, and has an example where it is no table",
        arguments: ConfigurationKind.allCases)
    func complete(_ kind: ConfigurationKind) throws {
        let schema = try #require(
            JSONSerialization.jsonObject(with: Data(kind.keys.schema)) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        for table in [kind.keys] + kind.keys.nested.map(\.table) {
            let properties = (definitions[table.name] ?? schema)["properties"] as? [String: Any]
            #expect(properties.map { Set($0.keys) } == Set(table.keys.map(\.name)), "\(table.name)")
            for key in table.keys {
                #expect(kind.page.contains("`\(key.name)`"))
                switch key.type {
                case .table, .listOfTables: break
                default: #expect(key.sample != nil, "\(table.name).\(key.name)")
                }
            }
        }
    }
}
