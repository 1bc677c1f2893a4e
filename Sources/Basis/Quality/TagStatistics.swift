/// Counts and statistics of one tag since the store began. `minimum`, `maximum`, `sum` are of the good readings.
package struct TagStatistics: Hashable, Sendable {
    /// Readings that came live, flagged ones among them; retained ones are not counted.
    package var readings: Int64 = 0
    /// Readings without any flag.
    package var good: Int64 = 0
    /// One count for each flag of `ReadingFlags.all`, in its order.
    package var flagged = [Int64](repeating: 0, count: ReadingFlags.all.count)
    /// Good readings that are numbers; what `sum` is of.
    package var numbers: Int64 = 0
    package var sum = 0.0
    /// nil before the first good number.
    package var minimum: Double?
    package var maximum: Double?

    package init() {}

    /// nil without a good number.
    package var mean: Double? { numbers > 0 ? sum / Double(numbers) : nil }
}
