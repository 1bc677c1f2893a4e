import Basis
import Shopfloor

/// The alarms of which a document is kept: those that are open, and for a day those that no longer are.
struct HeldAlarms {
    static let kept = Duration.seconds(24 * 3600)

    /// Until when; nil: as long as it is open.
    private var ends: [AlarmID: Instant?] = [:]
    /// No document has to go before this; nil: none will.
    private var nextEnd: Instant?

    var count: Int { ends.count }
    var ids: some Collection<AlarmID> { ends.keys }

    func contains(_ id: AlarmID) -> Bool { ends[id] != nil }

    /// - Parameter closed: nil while it is open; else since when it is not, as far as that is known.
    mutating func hold(_ id: AlarmID, closed: Instant?, now: Instant) {
        guard let closed else {
            ends[id] = .some(nil)
            return
        }
        // One that is closed already stays with the time at which it became so.
        if case .some(.some) = ends[id] { return }
        let end = closed + Self.kept
        guard end > now || ends[id] != nil else { return }
        ends[id] = end
        nextEnd = HubCore.earlier(nextEnd, end)
    }

    /// Those whose day is over; they are held no longer.
    mutating func takeEnded(at now: Instant) -> [AlarmID] {
        guard let next = nextEnd, next <= now else { return [] }
        let ended = ends.compactMap { id, end in end.map { $0 <= now } ?? false ? id : nil }
        for id in ended { ends[id] = nil }
        nextEnd = ends.values.compactMap(\.self).min()
        return ended.sorted { $0.text < $1.text }
    }

    mutating func drop(_ isWanted: (AlarmID) -> Bool) -> [AlarmID] {
        let dropped = ends.keys.filter(isWanted)
        for id in dropped { ends[id] = nil }
        return dropped
    }
}
