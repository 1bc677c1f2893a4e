package import Basis
package import Telemetry

/// How what is on the screen relates to what is.
package enum LinkState: Hashable {
    /// Not yet up; why the last attempt failed, if there was one.
    case connecting(ConnectionTrouble?)
    case live
    /// The hub lives, and follows the clock of a plant or a replay that has not begun: no time is known.
    case noClock
    /// The broker is gone since then, by the hub's clock; nil where no hub was heard before.
    case lost(since: Instant?, ConnectionTrouble)
    /// The broker is there, but does not let us read what we need.
    case denied(RefusedFilter)
    /// The broker is there, but no beat of the hub came for six seconds.
    case silent(since: Instant?)
    /// The hub said good-bye.
    case ended(since: Instant)
    /// The broker is there, and has lost the hub, which said nothing: it was killed, or will connect again.
    case hubLost(since: Instant?)
    /// The broker is there, but no hub has ever spoken on it; or none of the site that is looked for, and others have.
    case noHub(SiteSearch)
    /// Not live at all: a store at a moment.
    case recorded

    /// Whether what is shown is what is.
    var isCurrent: Bool { self == .live || self == .recorded }
}
