import Foundation
import Testing

/// Frames that are kept as files in `Golden/`: a screen that changes shows its change as a difference of text.
///
/// `FLOORTUI_RECORD_GOLDEN=1 swift test --filter Golden` writes them anew; read the difference before you commit it.
enum GoldenFrame {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["FLOORTUI_RECORD_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let (got, wanted) = (
            text.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false)
        )
        for (number, (a, b)) in zip(got, wanted).enumerated() where a != b {
            Issue.record("\(name), line \(number + 1):\n is  \(a)\n not \(b)", sourceLocation: sourceLocation)
            return
        }
        #expect(got.count == wanted.count, sourceLocation: sourceLocation)
    }
}

/// The project's own root, and the folder of recordings beside it, which may be absent.
enum ProjectFolder {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let recordings = root.deletingLastPathComponent().appendingPathComponent("shared/plants")
    static var hasRecordings: Bool { FileManager.default.fileExists(atPath: recordings.path) }
}
