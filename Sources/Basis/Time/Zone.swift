import Foundation

/// A named time zone whose changes of offset are looked up once, so that a conversion costs a few nanoseconds and takes
/// no lock. For reading local times and for showing them.
package struct Zone: Sendable, Hashable {
    /// The IANA name, as `Europe/Berlin`.
    package let identifier: String
    private let zone: TimeZone
    private let changes: [Change]

    /// From `start` on, in milliseconds UTC, the zone is `offset` seconds east of UTC.
    private struct Change: Sendable, Hashable {
        let start: Int64
        let offset: Int
    }

    package static let utc = Zone(identifier: "UTC", zone: .gmt)

    /// nil when the system knows no zone of this name. Takes some milliseconds: make one a zone, not one a reading.
    package init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.init(identifier: identifier, zone: zone)
    }

    private init(identifier: String, zone: TimeZone) {
        self.identifier = identifier
        self.zone = zone
        changes = Self.changes(of: zone)
    }

    /// Seconds east of UTC at `instant`.
    package func offset(at instant: Instant) -> Int {
        let time = instant.milliseconds
        guard time >= Self.first, time < Self.last else { return Self.offset(of: zone, at: time) }
        return changes[newestChange(at: time)].offset
    }

    private func newestChange(at time: Int64) -> Int {
        var low = 0
        var high = changes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle].start <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// The time since the newest change in which clocks show what they showed before it; nil where there is none, or it is
    /// not known.
    private func repeated(at instant: Instant) -> Interval? {
        guard instant.milliseconds >= Self.first, instant.milliseconds < Self.last else { return nil }
        let newest = newestChange(at: instant.milliseconds)
        guard newest > 0 else { return nil }
        let back = changes[newest - 1].offset - changes[newest].offset
        guard back > 0 else { return nil }
        let start = Instant(milliseconds: changes[newest].start)
        return Interval(from: start, to: start + .seconds(back))
    }

    /// Whether clocks show some time of `interval` for the second time.
    package func repeats(in interval: Interval) -> Bool {
        repeated(at: interval.to)?.intersection(interval) != nil
    }

    /// The instant at which clocks of this zone show `time`. Of the hour that comes twice the earlier one; a time that
    /// the clocks skip counts on from before the gap: 02:30 becomes 03:30.
    package func instant(of time: CivilTime) -> Instant {
        // Calendars ask for thousands, so it is all whole milliseconds: Duration's 128 bits cost more than the rest of it.
        func offset(_ time: Int64) -> Int64 { Int64(self.offset(at: Instant(milliseconds: time))) * 1000 }
        let local = time.inUTC.milliseconds
        // No zone is further from UTC than a day, and changes lie weeks apart.
        let before = offset(local - 93_600_000)
        let after = offset(local + 93_600_000)
        let early = local - before
        if before == after || offset(early) == before { return Instant(milliseconds: early) }
        let late = local - after
        return Instant(milliseconds: offset(late) == after ? late : early)
    }

    /// When a date begins there.
    package func start(of date: CivilDate) -> Instant { instant(of: CivilTime(date: date, millisecondOfDay: 0)) }

    /// What clocks of this zone show at `instant`.
    package func time(at instant: Instant) -> ZonedTime {
        let offset = offset(at: instant)
        return ZonedTime(
            time: CivilTime(utc: instant + .seconds(offset)), offset: offset,
            isRepeated: repeated(at: instant)?.contains(instant) ?? false)
    }

    /// The table covers 2000 to 2060; outside it Foundation is asked each time.
    private static let first: Int64 = 946_684_800_000
    private static let last: Int64 = 2_840_140_800_000

    private static func offset(of zone: TimeZone, at milliseconds: Int64) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }

    /// Foundation tells only the changes to and from daylight saving time, so the table is found by asking for the offset
    /// every five days and halving where it differs. No zone has two changes that close together.
    private static func changes(of zone: TimeZone) -> [Change] {
        var changes = [Change(start: first, offset: offset(of: zone, at: first))]
        var time = first
        while time < last {
            let next = time + 5 * 86_400_000
            let offset = offset(of: zone, at: next)
            if offset != changes[changes.count - 1].offset {
                var (low, high) = (time / 1000, next / 1000)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if Self.offset(of: zone, at: middle * 1000) == offset { high = middle } else { low = middle }
                }
                changes.append(Change(start: high * 1000, offset: offset))
            }
            time = next
        }
        return changes
    }
}
