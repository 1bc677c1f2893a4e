import Basis
import Foundation
import Hub
import Testing
import Widgets

@testable import FloorTUI

/// A configuration file that is wrong, below `Tests/BadFiles/{plant,terminal,theme}/`. It begins with what the checker is
/// to say about it, a comment a line.
///
/// In `syntax` lie files that are no TOML, or that cannot be read with all that they include; in `shape` those that a
/// schema refuses too; in `meaning` those whose fault a schema cannot see.
///
/// `FLOORTUI_RECORD_GOLDEN=1 swift test --filter BadFileTests` writes the messages anew; read the difference.
struct BadFile: CustomTestStringConvertible {
    let kind: ConfigurationKind
    let sort: String
    let name: String

    static let folder = ProjectFolder.root.appendingPathComponent("Tests/BadFiles")

    static let all = ConfigurationKind.allCases.flatMap { kind in
        ["syntax", "shape", "meaning"].flatMap { sort in
            let folder = folder.appendingPathComponent("\(kind.rawValue)/\(sort)")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.sorted().filter { $0.hasSuffix(".toml") }.map {
                BadFile(kind: kind, sort: sort, name: $0)
            }
        }
    }

    var testDescription: String { "\(kind.rawValue)/\(sort)/\(name)" }
    var path: String { Self.folder.appendingPathComponent(testDescription).path }

    /// The messages that the file's first lines name.
    var expected: [String] {
        get throws {
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            return text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("# ") }
                .map { String($0.dropFirst(2)) }
        }
    }

    /// Puts other messages there; those that name lines are right only where their number stays the same.
    func record(_ messages: [String]) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        while lines.first?.starts(with: Data("# ".utf8)) == true { lines.removeFirst() }
        let head = messages.map { Data("# \($0)".utf8) }
        try Data((head + lines).joined(separator: [0x0A])).write(to: URL(fileURLWithPath: path))
    }

    /// What the checker says, without the folder; nil when it accepts the file.
    func messages() -> [String]? {
        do throws(ConfigurationError) {
            try kind.check(path)
            return nil
        } catch {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/"
            return error.description.replacing(folder, with: "").split(separator: "\n").map(String.init)
        }
    }
}

extension ConfigurationKind {
    /// Reads a file as the program does.
    func check(_ path: String) throws(ConfigurationError) {
        switch self {
        case .plant: _ = try PlantFile.load(path: path)
        case .terminal: _ = try TerminalFile.load(path: path)
        case .theme: _ = try Theme(try loadConfiguration(path))
        }
    }

    /// The files that the project ships.
    var shipped: [String] {
        let folder =
            switch self {
            case .plant: "examples"
            case .terminal: "Tests/GoodFiles/terminal"
            case .theme: "themes"
            }
        let url = ProjectFolder.root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".toml") }.map { url.appendingPathComponent($0).path }
    }
}
