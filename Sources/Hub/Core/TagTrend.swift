import Basis

/// The course of a number over the last half hour, one mean a minute; a minute without a good reading is a gap.
struct TagTrend {
    static let length = 30
    static let step: Int64 = 60_000

    /// Minutes before 1970 have places, too.
    private static func place(_ minute: Int64) -> Int { Int((minute % Int64(length) + Int64(length)) % Int64(length)) }

    /// Means of the minutes before the newest, as a ring; NaN is a gap.
    private var means: [Float] = []
    /// The newest minute, counted from the epoch; before all of them while there is no number yet.
    private var minute: Int64 = .min
    /// Of the newest minute.
    private var sum = 0.0
    private var count = 0
    private var mean: Float { count > 0 ? Float(sum / Double(count)) : .nan }

    mutating func take(_ value: Double, at time: Instant) {
        let now = time.milliseconds / Self.step
        if now > minute { advance(to: now) }
        guard now == minute else { return }
        sum += value
        count += 1
    }

    private mutating func advance(to now: Int64) {
        defer { (minute, sum, count) = (now, 0, 0) }
        guard minute != .min else { return means = Array(repeating: .nan, count: Self.length) }
        means[Self.place(minute)] = mean
        for passed in max(minute + 1, now - Int64(Self.length) + 1)...now {
            means[Self.place(passed)] = .nan
        }
    }

    /// Oldest first, up to the minute of `now`; nil is a gap. Empty for a tag without numbers.
    func values(at now: Instant) -> [Float?] {
        guard !means.isEmpty else { return [] }
        let last = now.milliseconds / Self.step
        return (0..<Int64(Self.length)).map { index in
            let wanted = last - Int64(Self.length) + 1 + index
            guard wanted <= minute, wanted > minute - Int64(Self.length) else { return nil }
            let mean = wanted == minute ? self.mean : means[Self.place(wanted)]
            return mean.isNaN ? nil : mean
        }
    }
}
