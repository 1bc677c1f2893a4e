import Testing

@testable import Telemetry

@Suite("Messages that are numbered by their source")
struct SequenceTrackTests {
    private func missing(_ numbers: [Int64]) -> Int64 {
        var track = SequenceTrack(numbers[0])
        return numbers.dropFirst().reduce(0) { $0 + track.take($1) }
    }

    @Test(
        "F17: what is passed over is missing, until it comes late",
        arguments: [
            ([1, 2, 3], 0), ([1, 2, 4], 1), ([7, 100], 92), ([1, 2, 4, 3, 5], 0), ([1, 5, 3, 2, 6], 1),
            ([1, 2, 2, 3], 0), ([1, 3, 3, 4], 1),
        ] as [([Int64], Int64)])
    func gaps(_ numbers: [Int64], _ wanted: Int64) { #expect(missing(numbers) == wanted) }

    @Test(
        "F17: a source that begins to count anew, or whose numbers go round, misses nothing by that",
        arguments: [[254, 255, 0, 1], [900, 1, 2], [900, 100, 101], [5, 0, 1, 2]] as [[Int64]])
    func anew(_ numbers: [Int64]) { #expect(missing(numbers) == 0) }

    @Test("F17: what comes again and was never missing makes nothing up")
    func again() { #expect(missing([10, 12, 11, 11, 10, 9, 13]) == 0) }

    @Test("F17: the largest and the smallest numbers are numbers")
    func extremes() { #expect(missing([.max - 1, .max, .min, .min + 1, .max, 5]) == 0) }
}
