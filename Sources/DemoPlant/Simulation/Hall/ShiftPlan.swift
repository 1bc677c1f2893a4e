import Basis

/// When a cell rests: breaks, and shifts in which it is not manned.
///
/// Three shifts of 8 h from 06:00 local time; half an hour of break in the middle of each, line after line. Which
/// cells rest is worked out from the seed and the shift's number alone, so that nothing need be remembered.
struct ShiftPlan: Sendable {
    enum Rest: Sendable { case onBreak, off }

    let seed: UInt64
    /// The hall's local time less UTC.
    let utcOffset: Duration

    private static let hour: Int64 = 3_600_000
    private static let shift: Int64 = 8 * hour
    private static let onBreakShare = 0.55
    private static let cellOffShare = 0.5

    /// Why cell `cell` of line `line` rests at `instant`, and until when; nil when it is to work.
    func rest(cell: Int, line: Int, at instant: Instant) -> (why: Rest, until: Instant)? {
        let offset = utcOffset.wholeMilliseconds - 6 * Self.hour
        let local = instant.milliseconds + offset
        let number = (local - Self.remainder(local, Self.shift)) / Self.shift
        let begin = Instant(milliseconds: number * Self.shift - offset)
        var random = SeededRandom(seed: seed, part: UInt64(bitPattern: number) &+ 0x5348_4946)
        let offCell = random.chance(Self.cellOffShare) ? random.whole(0...DemoHall.cells.count - 1) : nil
        if offCell == cell { return (.off, begin + .milliseconds(Self.shift)) }

        let pause = begin + .milliseconds(4 * Self.hour + Int64(line) * Self.hour / 2)
        let end = pause + .milliseconds(Self.hour / 2)
        var ownRandom = SeededRandom(seed: random.next(), part: UInt64(cell))
        guard ownRandom.chance(Self.onBreakShare), pause <= instant, instant < end else { return nil }
        return (.onBreak, end)
    }

    /// Air in the hall, °C: 24 at 03:00, 30 at 15:00 local time.
    func roomCelsius(at instant: Instant) -> Double {
        let local = instant.milliseconds + utcOffset.wholeMilliseconds - 3 * Self.hour
        let hours = Double(Self.remainder(local, 24 * Self.hour)) / Double(Self.hour)
        return 24 + (12 - abs(hours - 12)) / 2
    }

    private static func remainder(_ a: Int64, _ b: Int64) -> Int64 {
        let r = a % b
        return r < 0 ? r + b : r
    }
}
