/// Which order a machine runs.
package enum RunningOrder: Hashable, Sendable {
    /// Nobody said.
    case unknown
    /// It is known that there is none.
    case none
    /// By its id.
    case known(String)

    /// nil where none runs, or none is known.
    package var id: String? { if case .known(let id) = self { id } else { nil } }

    /// - Parameter word: what was said; an empty one says that there is no order.
    package init(word: String) { self = word.isEmpty ? .none : .known(word) }
}
