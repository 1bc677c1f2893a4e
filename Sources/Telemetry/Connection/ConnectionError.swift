/// Why a connection, or a part of it, could not be made: one sentence for people.
package struct ConnectionError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
