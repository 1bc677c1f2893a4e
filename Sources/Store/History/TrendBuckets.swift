import Basis
import Records

/// Sums up what was read, stretch by stretch. What slots say goes before what cycles do: the same values stand in both.
struct TrendBuckets {
    private let from: Int64
    private let width: Int64
    private var slots: [Sum]
    private var cycles: [Sum]
    private let window: Interval

    private struct Sum {
        var count: Int64 = 0
        var least = Double.infinity
        var greatest = -Double.infinity
        var sum = 0.0

        mutating func add(_ count: Int64, _ least: Double, _ greatest: Double, _ sum: Double) {
            self.count += count
            self.least = min(self.least, least)
            self.greatest = max(self.greatest, greatest)
            self.sum += sum
        }
    }

    /// - Parameter count: at most so many stretches; fewer where the window is short, since none is shorter than a slot.
    init(_ window: Interval, count: Int) {
        self.window = window
        from = window.from.milliseconds
        let span = max(0, window.to.milliseconds - from)
        let wanted = Int64(max(1, count))
        let steps = (span + wanted * SlotRow.length - 1) / (wanted * SlotRow.length)
        width = max(1, steps) * SlotRow.length
        let number = Int((span + width - 1) / width)
        slots = Array(repeating: Sum(), count: number)
        cycles = slots
    }

    mutating func add(_ slot: SlotRow) {
        guard let place = place(slot.slot * SlotRow.length) else { return }
        slots[place].add(slot.count, slot.least, slot.greatest, slot.sum)
    }

    mutating func add(_ value: Double, at time: Instant) {
        guard let place = place(time.milliseconds) else { return }
        cycles[place].add(1, value, value, value)
    }

    private func place(_ time: Int64) -> Int? {
        let place = Int((time - from) / width)
        return time >= from && place < slots.count ? place : nil
    }

    var buckets: [TrendBucket] {
        slots.indices.map { place in
            let start = from + Int64(place) * width
            var bucket = TrendBucket(
                from: Instant(milliseconds: start),
                to: min(window.to, Instant(milliseconds: start + width)))
            let sum = slots[place].count > 0 ? slots[place] : cycles[place]
            guard sum.count > 0 else { return bucket }
            bucket.count = sum.count
            bucket.least = sum.least
            bucket.greatest = sum.greatest
            bucket.mean = sum.sum / Double(sum.count)
            return bucket
        }
    }
}
