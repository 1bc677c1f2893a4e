import Basis
import Records

/// Decides whether a hub may work for its site, from the beats that it hears before it publishes anything: at its start,
/// and at each return of the link, behind which another may have begun.
///
/// None, offline, or of its own store: it may at once. Of another hub and online: it listens, and refuses when a live
/// beat of that one comes.
struct HubStart {
    enum Decision: Hashable {
        /// nil: until the broker has answered.
        case wait(until: Instant?)
        case begin
        /// Another hub works for this site; its id.
        case refuse(String)
    }

    static let listening = Duration.seconds(5)

    private let own: String
    private var other: (hub: String, until: Instant)?
    private var hasHeardAll = false
    private var rival: String?

    /// - Parameter hub: the id of this hub's store.
    init(hub: String) { own = hub }

    /// - Parameter isRetained: it came from the broker's store, and may be of a hub long gone.
    mutating func heard(_ beat: Beat, isRetained: Bool, at now: Instant) {
        guard beat.isOnline, beat.hub != own else {
            // The will of the hub that was listened for, or its good-bye.
            if beat.hub == other?.hub || isRetained { other = nil }
            return
        }
        if !isRetained {
            rival = beat.hub
        } else if other == nil {
            other = (beat.hub, now + Self.listening)
        }
    }

    /// The clock by which it listens was set.
    mutating func clockSet(_ step: ClockStep) { other = other.map { ($0.hub, $0.until + step.by) } }

    /// The broker has said that no retained beat is still to come.
    mutating func heardAll() { hasHeardAll = true }

    func decision(at now: Instant) -> Decision {
        if let rival { return .refuse(rival) }
        guard hasHeardAll else { return .wait(until: nil) }
        if let other, now < other.until { return .wait(until: other.until) }
        return .begin
    }

    /// Two hubs that started at the same moment hear each other only when both work: the one with the greater id goes.
    func mustYield(to beat: Beat, isRetained: Bool) -> Bool { beat.isOnline && !isRetained && beat.hub < own }
}
