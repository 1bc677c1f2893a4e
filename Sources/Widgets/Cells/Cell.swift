package import Basis

/// One column of one row: what stands there and what it means. Plain bits, no allocation, equal means drawn alike.
package struct Cell: Hashable, Sendable {
    package var cluster: Cluster
    package var style: Style
    /// Columns of the cluster: 1, or 2 where the next cell is a continuation, or 0 for a continuation.
    package var width: UInt8

    @inline(__always)
    init(_ cluster: Cluster, _ style: Style, width: UInt8) {
        self.cluster = cluster
        self.style = style
        self.width = width
    }

    package static let blank = Cell(.space, .text, width: 1)

    package var isContinuation: Bool { width == 0 }
}
