package import Basis

/// How what is on the screen relates to what is.
package enum LinkState: Hashable {
    /// Not yet up; the sentence of the last failed attempt, if there was one.
    case connecting(String?)
    case live
    /// The broker is gone since then, by the hub's clock.
    case lost(since: Instant, String)
    /// The broker is there, but no beat of the hub came for six seconds.
    case silent(since: Instant)
    /// The hub said good-bye.
    case ended(since: Instant)
    /// The broker is there, but no hub has ever spoken on it.
    case noHub
    /// Not live at all: a store at a moment.
    case recorded

    /// Whether what is shown is what is.
    var isCurrent: Bool { self == .live || self == .recorded }
}
