import Basis
import DemoPlant
import Testing

@Suite("The pace of a replay")
struct PaceTests {
    private let start = Instant(milliseconds: 1_000_000)

    @Test("its time runs so many times as fast as the wall's clock")
    func time() {
        let pace = Pace(speed: 60, from: start, monotonic: .seconds(5))
        #expect(pace.time(at: .seconds(5)) == start)
        #expect(pace.time(at: .seconds(6)) == start + .seconds(60))
        #expect(pace.wait(until: start + .seconds(120), at: .seconds(6)) == .seconds(1))
        #expect(pace.wait(until: start, at: .seconds(6)) == .zero)
    }

    @Test("after a standstill it goes on from where it stood")
    func resume() {
        var pace = Pace(speed: 2, from: start, monotonic: .zero)
        pace.resume(from: start + .seconds(10), at: .seconds(100))
        #expect(pace.time(at: .seconds(101)) == start + .seconds(12))
    }
}
