/// Counts and statistics of one tag since the store began. `minimum`, `maximum`, `sum` are of the good readings.
package struct TagStatistics: Hashable, Sendable {
    /// Readings that came live, flagged ones among them; retained ones are not counted.
    package var readings: Int64 = 0
    /// Readings without any flag.
    package var good: Int64 = 0
    /// One count for each flag of `ReadingFlags.all`, in its order.
    package var flagged = Self.noneFlagged
    /// Good readings that are numbers; what `sum` is of.
    package var numbers: Int64 = 0
    package var sum = 0.0
    /// nil before the first good number.
    package var minimum: Double? {
        get { least == .infinity ? nil : least }
        set { least = newValue ?? .infinity }
    }
    package var maximum: Double? {
        get { greatest == -.infinity ? nil : greatest }
        set { greatest = newValue ?? -.infinity }
    }
    // Without a bit of their own for nil: of each tag one is kept, and touched by each of its readings.
    private var least = Double.infinity
    private var greatest = -Double.infinity

    /// One for all: most tags never get another.
    private static let noneFlagged = [Int64](repeating: 0, count: ReadingFlags.all.count)

    package init() {}

    /// Counts a good number. Infinite ones do not exist.
    package mutating func take(_ number: Double) {
        numbers += 1
        sum += number
        if number < least { least = number }
        if number > greatest { greatest = number }
    }

    /// nil without a good number.
    package var mean: Double? { numbers > 0 ? sum / Double(numbers) : nil }
}
