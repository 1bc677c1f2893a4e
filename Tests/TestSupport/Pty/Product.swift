import Foundation

/// The built program, beside the bundle of the tests that run now.
package enum Product {
    package static var path: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "floortui"
        )
        .path
    }
}
