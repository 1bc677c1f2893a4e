import Basis
import Records
import Testing

@testable import Hub

@Suite("The hub's clocks")
struct HubClockTests {
    private let start = Instant(milliseconds: 1_000_000)

    @Test("F12: it follows a wall clock that drifts or is set forward, and tells how far it was set")
    func follows() {
        var clock = HubClock(wall: start, monotonic: .zero)
        #expect(clock.now(wall: start + .milliseconds(1003), monotonic: .seconds(1)) == start + .milliseconds(1003))
        #expect(clock.takeStep() == nil, "drift")
        #expect(clock.now(wall: start + .seconds(3600), monotonic: .seconds(2)) == start + .seconds(3600))
        #expect(clock.takeStep() == .milliseconds(3600_000 - 2003))
        #expect(clock.takeStep() == nil, "told once")
    }

    @Test("F12: from 1970 to now and on to 2038 and beyond it goes as the wall clock is set, and only forward")
    func epochs() {
        let walls: [Int64] = [0, 1_795_540_295_000, 2_147_483_647_000, 2_147_483_648_000, 4_102_444_800_000, 0]
        var clock = HubClock(wall: Instant(milliseconds: 0), monotonic: .zero)
        var before = Instant(milliseconds: 0)
        for (second, wall) in walls.enumerated() {
            let now = clock.now(wall: Instant(milliseconds: wall), monotonic: .seconds(second))
            #expect(now >= before && now.milliseconds >= wall)
            before = now
        }
        #expect(before == Instant(milliseconds: 4_102_444_801_000))
    }

    @Test("F12: a wall clock that comes back to where it was is no step")
    func andBack() {
        var clock = HubClock(wall: start, monotonic: .zero)
        _ = clock.now(wall: start - .seconds(3600), monotonic: .seconds(5))
        #expect(clock.now(wall: start + .seconds(6), monotonic: .seconds(6)) == start + .seconds(6))
        #expect(clock.takeStep() == nil)
    }

    @Test("F12: it never goes back, and runs on while the wall clock is behind")
    func neverBack() {
        var clock = HubClock(wall: start, monotonic: .zero)
        #expect(clock.now(wall: start - .milliseconds(500), monotonic: .milliseconds(1)) == start)
        clock = HubClock(wall: start, monotonic: .zero)
        #expect(clock.now(wall: start - .seconds(3600), monotonic: .seconds(5)) == start + .seconds(5))
        #expect(clock.now(wall: start - .seconds(3590), monotonic: .seconds(15)) == start + .seconds(15))
    }

    @Test("looking often does not slow it down")
    func looking() {
        var clock = HubClock(wall: start, monotonic: .zero)
        var now = start
        for step in 1...10_000 {
            // The wall clock was set back: only the monotonic one counts.
            now = clock.now(wall: start - .seconds(60), monotonic: .microseconds(100 * step))
        }
        #expect(now == start + .seconds(1))
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
