import Foundation
import TestSupport
import Testing

/// Frames that are kept as files in `Golden/`; see `GoldenFile` for how they are written anew.
enum GoldenFrame {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let difference = try GoldenFile.difference(text, folder.appendingPathComponent(name + ".txt"))
        #expect(difference == nil, sourceLocation: sourceLocation)
    }
}

/// The project's own root, and the folder of recordings beside it, which may be absent.
enum ProjectFolder {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let recordings = root.deletingLastPathComponent().appendingPathComponent("shared/plants")
    static var hasRecordings: Bool { FileManager.default.fileExists(atPath: recordings.path) }
}
