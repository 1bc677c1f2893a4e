/// A number of a hub's beat that counts since the hub's start, and when it was last seen to rise.
struct RisingCount {
    /// So long it is said that it rose.
    static let span = Duration.seconds(60)

    private var newest: (epoch: Int64, count: Int64, roseAt: ContinuousClock.Instant?)?

    mutating func note(_ count: Int64, epoch: Int64, at moment: ContinuousClock.Instant) {
        let before = newest?.epoch == epoch ? newest : nil
        // Of what was counted before this dashboard looked nobody knows when it was.
        let hasRisen = count > before?.count ?? (newest == nil ? count : 0)
        newest = (epoch, count, hasRisen ? moment : before?.roseAt)
    }

    /// The number, where it rose within the last minute.
    func whileNew(_ moment: ContinuousClock.Instant) -> Int64? {
        guard let newest, let roseAt = newest.roseAt, moment - roseAt < Self.span else { return nil }
        return newest.count
    }
}
