import Basis
import Foundation
import Glibc
import TestSupport
import Testing

@testable import FloorTUI

@Suite("A35: files that are wrong, and those that are right")
struct BadFileTests {
    @Test(
        "each wrong file is refused with exactly its message: file, line, column, and what is allowed",
        arguments: BadFile.all)
    func message(_ file: BadFile) throws {
        let said = try #require(file.messages(), "accepted")
        if ProcessInfo.processInfo.environment["FLOORTUI_RECORD_GOLDEN"] == "1" { try file.record(said) }
        #expect(try said == file.expected)
    }

    @Test("there are wrong files of every kind and sort")
    func many() {
        #expect(BadFile.all.count >= 100)
        for kind in ConfigurationKind.allCases {
            for sort in ["syntax", "shape"] {
                #expect(BadFile.all.contains { $0.kind.rawValue == kind.rawValue && $0.sort == sort })
            }
        }
    }

    @Test(
        "schema and checker judge alike, as far as a schema can see",
        arguments: BadFile.all.filter { $0.sort != "syntax" })
    func schema(_ file: BadFile) throws {
        let root = try loadConfiguration(file.path)
        let faults = try SchemaCheck.faults(of: root, by: file.kind.keys.schema)
        #expect(faults.isEmpty == (file.sort == "meaning"), "\(faults)")
    }

    @Test("what is shipped is accepted by checker and schema", arguments: ConfigurationKind.allCases)
    func shipped(_ kind: ConfigurationKind) throws {
        #expect(kind.shipped.count >= 2)
        for path in kind.shipped {
            try kind.check(path)
            #expect(try SchemaCheck.faults(of: try loadConfiguration(path), by: kind.keys.schema) == [], "\(path)")
        }
    }

    @Test(
        "what cannot be read at all says why",
        arguments: [
            ("absent", "cannot be read: No such file or directory. Allowed: the path"),
            ("folder", "is a folder. Allowed: the path"), ("pipe", "is not a regular file. Allowed: the path"),
            ("large", "is larger than 1 MB"),
            ("utf16", "saved as UTF-16; save it as UTF-8"),
        ])
    func unreadable(_ name: String, _ reason: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file(name)
        switch name {
        case "folder": unsafe mkdir(path, 0o700)
        case "pipe": unsafe mkfifo(path, 0o600)
        case "large": try Data(repeating: UInt8(ascii: "#"), count: 10_000_000).write(to: URL(fileURLWithPath: path))
        case "utf16": try "a = 1".write(toFile: path, atomically: true, encoding: .utf16)
        default: break
        }
        for kind in ConfigurationKind.allCases {
            do throws(ConfigurationError) {
                try kind.check(path)
                Issue.record("accepted")
            } catch {
                #expect(error.description.hasPrefix(path) && error.description.contains(reason), "\(error)")
            }
        }
    }
}
