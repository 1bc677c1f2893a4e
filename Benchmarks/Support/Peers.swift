import Foundation

/// The programs written to compare with.
enum Peers {
    /// One that is run as it stands in the sources.
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Peers").appending(path: name).path
    }
}
