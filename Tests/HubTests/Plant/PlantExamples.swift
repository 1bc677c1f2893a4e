import Basis
import Foundation
import Hub

/// The plants in `examples/`, and the recordings that some of them describe.
enum PlantExamples {
    static let names = ["cnc-shop", "die-casting-line", "die-casting-plant", "moulding-plant"]
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ name: String) -> String { root.appendingPathComponent("examples/\(name).toml").path }

    static func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    static func load(_ name: String) throws -> PlantModel { try PlantFile.load(path: path(name)) }

    /// Beside the package; nil where it is absent.
    static func shared(_ path: String) -> String? {
        let file = root.deletingLastPathComponent().appendingPathComponent("shared/\(path)").path
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
