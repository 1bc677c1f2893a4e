package import Foundation

/// A text that is kept as a file: what changes shows as a difference of text.
///
/// `FLOORTUI_RECORD_GOLDEN=1 swift test --filter Golden` writes them anew; read the difference before you commit it.
package enum GoldenFile {
    package static var isRecording: Bool { ProcessInfo.processInfo.environment["FLOORTUI_RECORD_GOLDEN"] == "1" }

    /// The first line that differs, in words; nil where the file has this text, or was written anew.
    package static func difference(_ text: String, _ file: URL) throws -> String? {
        if isRecording {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return nil
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let got = text.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, (a, b)) in zip(got, wanted).enumerated() where a != b {
            return "\(file.lastPathComponent), line \(number + 1):\n is  \(a)\n not \(b)"
        }
        guard got.count != wanted.count else { return nil }
        return "\(file.lastPathComponent) has \(wanted.count) lines, not \(got.count)"
    }
}
