import Basis
import Records
import Testing

@testable import Hub

@Suite("The hub's clocks")
struct HubClockTests {
    private let start = Instant(milliseconds: 1_795_540_295_000)

    /// Looks at the clock each second, the wall's being so far off, and returns what it showed last.
    private func run(_ clock: inout HubClock, from: Int, to: Int, off: Duration) -> Instant {
        var now = start
        for second in from...to {
            now = clock.now(wall: start + .seconds(second) + off, monotonic: .seconds(second))
        }
        return now
    }

    @Test("F12: it follows a wall clock that drifts, or that is set forward by little, and tells how far it was set")
    func follows() {
        var clock = HubClock(wall: start, monotonic: .zero)
        #expect(clock.now(wall: start + .milliseconds(1003), monotonic: .seconds(1)) == start + .milliseconds(1003))
        #expect(clock.takeStep() == nil, "drift")
        #expect(clock.now(wall: start + .seconds(32), monotonic: .seconds(2)) == start + .seconds(32))
        #expect(clock.takeStep() == ClockStep(by: .milliseconds(29_997), to: start + .seconds(32), isTold: false))
        #expect(clock.takeStep() == nil, "told once")
        #expect(clock.offset == nil)
    }

    @Test(
        "F12: a wall clock that jumps, either way, to 1970 and to 2038, is suspect, and changes nothing until it is back",
        arguments: [-3600, 86_400, -1_795_540_295, 351_943_353])
    func jumps(_ seconds: Int) {
        var clock = HubClock(wall: start, monotonic: .zero)
        #expect(run(&clock, from: 1, to: 100, off: .seconds(seconds)) == start + .seconds(100))
        #expect(clock.offset == .seconds(seconds))
        #expect(run(&clock, from: 101, to: 101, off: .zero) == start + .seconds(101))
        #expect(clock.offset == nil && clock.takeStep() == nil)
    }

    @Test("F12: it is set, and says so, when the wall clock has stood at another time for three minutes; also back")
    func adopts() {
        var clock = HubClock(wall: start, monotonic: .zero)
        let off = Duration.seconds(86_400)
        #expect(run(&clock, from: 1, to: 180, off: off) == start + .seconds(180))
        #expect(run(&clock, from: 181, to: 181, off: off) == start + .seconds(181) + off)
        #expect(clock.takeStep() == ClockStep(by: off, to: start + .seconds(181) + off, isTold: true))
        #expect(clock.offset == nil)
        #expect(run(&clock, from: 182, to: 361, off: .zero) == start + .seconds(361) + off)
        #expect(clock.offset == .zero - off)
        #expect(run(&clock, from: 362, to: 362, off: .zero) == start + .seconds(362))
        #expect(clock.takeStep() == ClockStep(by: .zero - off, to: start + .seconds(362), isTold: true))
    }

    @Test("F12: a wall clock that does not stand, or shows a time before this program was made, is never believed")
    func never() {
        var clock = HubClock(wall: start, monotonic: .zero)
        for second in 1...1000 {
            let off = Duration.seconds(second / 100 % 2 == 0 ? 3600 : -3600)
            _ = clock.now(wall: start + .seconds(second) + off, monotonic: .seconds(second))
        }
        #expect(run(&clock, from: 1001, to: 3000, off: .zero - .seconds(1_795_540_295)) == start + .seconds(3000))
        #expect(clock.takeStep() == nil && clock.offset != nil)
    }

    @Test("F12: begun in 1970 it is suspect, and goes on with the right time the moment there is one")
    func from1970() {
        let zero = Instant(milliseconds: 0)
        var fresh = HubClock(wall: zero, monotonic: .zero)
        #expect(fresh.now(wall: zero + .seconds(5), monotonic: .seconds(5)) == zero + .seconds(5))
        #expect(fresh.offset == .zero)
        #expect(fresh.now(wall: start, monotonic: .seconds(6)) == start)
        #expect(fresh.offset == nil && fresh.takeStep()?.isTold == true)
        // With a store that knows more it goes on from there meanwhile.
        var known = HubClock(wall: zero, monotonic: .zero, known: start)
        #expect(known.now(wall: zero + .seconds(5), monotonic: .seconds(5)) == start + .seconds(5))
        #expect(known.offset == zero - start)
        #expect(known.now(wall: start + .seconds(900), monotonic: .seconds(6)) == start + .seconds(900))
        #expect(known.offset == nil && known.takeStep()?.by == .seconds(894))
    }

    @Test("F12: begun with a store of the future it waits whether the wall clock stands, and then goes back to it")
    func storeOfTheFuture() {
        let future = start + .seconds(12 * 365 * 86_400)
        var clock = HubClock(wall: start, monotonic: .zero, known: future)
        #expect(run(&clock, from: 1, to: 179, off: .zero) == future + .seconds(179))
        #expect(run(&clock, from: 180, to: 180, off: .zero) == start + .seconds(180))
        #expect(clock.takeStep()?.by == start - future)
    }

    @Test("F12: a store that says the end of time stops no clock")
    func endOfTime() {
        var clock = HubClock(wall: start, monotonic: .zero, known: Instant(milliseconds: .max))
        #expect(run(&clock, from: 1, to: 180, off: .zero) == start + .seconds(180))
    }

    @Test("F12: set back by little it never goes back: it runs at half speed until the wall clock has caught up")
    func slows() {
        var clock = HubClock(wall: start, monotonic: .zero)
        let off = Duration.seconds(-20)
        #expect(run(&clock, from: 1, to: 10, off: off) == start + .seconds(5))
        #expect(clock.offset == nil && clock.takeStep() == nil)
        #expect(run(&clock, from: 11, to: 39, off: off) == start + .milliseconds(19_500))
        #expect(run(&clock, from: 40, to: 60, off: off) == start + .seconds(40))
    }

    @Test("looking often does not slow it down", arguments: [-3600, -20])
    func looking(_ off: Int) {
        var clock = HubClock(wall: start, monotonic: .zero)
        var now = start
        for step in 1...10_000 {
            now = clock.now(
                wall: start + .seconds(off) + .microseconds(100 * step), monotonic: .microseconds(100 * step))
        }
        #expect(now >= start + .milliseconds(off == -20 ? 250 : 1000) && now <= start + .seconds(1))
    }

    @Test("a replay's clock runs on at its speed, but not for longer than two seconds without a word")
    func followed() {
        let clock = FollowedClock(ClockMessage(now: start, speed: 60), monotonic: .seconds(10))
        #expect(clock.now(monotonic: .seconds(10)) == start)
        #expect(clock.now(monotonic: .seconds(11)) == start + .seconds(60))
        #expect(clock.now(monotonic: .seconds(100)) == start + .seconds(120))
        let ended = FollowedClock(ClockMessage(now: start, speed: 0), monotonic: .zero)
        #expect(ended.now(monotonic: .seconds(1)) == start)
    }
}
