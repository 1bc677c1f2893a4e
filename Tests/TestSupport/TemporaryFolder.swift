import Foundation

/// An empty folder that goes, with all in it, when the last reference does.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// - Parameter parent: where it is made; nil: where temporary files go.
    package init(in parent: String? = nil) throws {
        let parent = parent.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        let url = parent.appending(path: "floortui-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { path + "/" + name }
}
