import Basis
import Testing

@testable import Shopfloor

@Suite("What is kept of a machine's past")
struct MachinePastTests {
    private static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    /// As many rows of pulses as there is room for; the last reaches from 90 s before the end to the end.
    private static func full() throws -> (past: MachinePast, end: Instant) {
        var past = MachinePast(knownSince: nil)
        for row in 0..<Int64(MachinePast.limit) { past.pulse(at: at(row * 100), within: .seconds(30)) }
        let begin = try #require(past.newest)
        for pulse in 1...3 { past.pulse(at: begin + .seconds(30 * pulse), within: .seconds(30)) }
        try #require(past.pulses.count == MachinePast.limit)
        return (past, begin + .seconds(90))
    }

    @Test("where all is lost among pulses of which no more can be kept, the oldest go, and the newest stands after it")
    func lostWhenFull() throws {
        var (past, end) = try Self.full()
        past.lost(at: end - .seconds(10))
        #expect(past.pulses.count == MachinePast.limit * 3 / 4 + 2)
        #expect(past.pulses.suffix(2).map(\.first) == [end - .seconds(10), end])
        #expect(past.pulses.suffix(2).map(\.isLoss) == [true, false])
        #expect(past.pulses.dropLast(2).last?.last == end - .seconds(10))
    }
}
