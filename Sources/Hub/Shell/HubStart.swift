import Basis
import Records

/// Decides whether a hub may begin, from the beats that it hears before it does anything.
///
/// None, offline, or of its own store: it begins at once. Of another hub and online: it listens, and refuses when a
/// live beat of that one comes.
struct HubStart {
    enum Decision: Hashable {
        case wait(until: Instant)
        case begin
        /// Another hub works for this site; its id.
        case refuse(String)
    }

    static let listening = Duration.seconds(5)

    private let own: String
    private var other: (hub: String, until: Instant)?
    private var hasHeardAll = false

    /// - Parameter hub: the id of this hub's store.
    init(hub: String) { own = hub }

    /// - Parameter isRetained: it came from the broker's store, and may be of a hub long gone.
    mutating func heard(_ beat: Beat, isRetained: Bool, at now: Instant) -> Decision {
        guard beat.isOnline, beat.hub != own else {
            other = nil
            return decision(at: now)
        }
        if !isRetained { return .refuse(beat.hub) }
        other = (beat.hub, now + Self.listening)
        return decision(at: now)
    }

    /// The broker has said that no retained beat is still to come.
    mutating func heardAll(at now: Instant) -> Decision {
        hasHeardAll = true
        return decision(at: now)
    }

    func decision(at now: Instant) -> Decision {
        if let other { return now < other.until ? .wait(until: other.until) : .begin }
        return hasHeardAll ? .begin : .wait(until: now + Self.listening)
    }
}
