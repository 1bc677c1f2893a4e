import Basis
import Shopfloor
import Testing

@Suite("Alarm rates")
struct AlarmRatesTests {
    static let window = Interval(from: at(0), to: at(86_400))

    static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    static func comings(_ code: String, _ seconds: Int64...) -> [AlarmRates.Coming] {
        seconds.map { AlarmRates.Coming(AlarmID(machine: "M", item: "i", code: code), at: at($0)) }
    }

    static func rates(_ comings: [AlarmRates.Coming]) -> AlarmRates {
        AlarmRates(comings, within: window, AlarmTargets())
    }

    @Test("eleven in ten minutes are a flood, ten are none; one ten minutes later is outside")
    func flood() {
        let ten = (0..<10).flatMap { Self.comings("c\($0)", Int64($0) * 60) }
        #expect(Self.rates(ten).floods.isEmpty)
        #expect(Self.rates(ten).all.peak == 10)
        #expect(Self.rates(ten + Self.comings("d", 600)).floods.isEmpty)
        let flood = Self.rates(ten + Self.comings("d", 599)).floods
        #expect(flood == [Interval(from: Self.at(0), to: Self.at(599))])
    }

    @Test("three comings in a minute are chatter, once as long as they go on")
    func chatter() {
        #expect(Self.rates(Self.comings("c", 0, 30, 60)).all.chatters == 0)
        #expect(Self.rates(Self.comings("c", 0, 30, 59)).all.chatters == 1)
        #expect(Self.rates(Self.comings("c", 0, 20, 40, 60, 80, 500, 520, 540)).all.chatters == 2)
        #expect(Self.rates(Self.comings("a", 0, 20) + Self.comings("b", 40)).all.chatters == 0)
    }

    @Test("the worst come first, and what lies outside the time does not count")
    func actors() {
        let rates = Self.rates(
            Self.comings("a", 5) + Self.comings("b", 100, 2000, 4000) + Self.comings("a", -1, 86_400))
        #expect(rates.actors.map(\.id.code) == ["b", "a"])
        #expect(rates.all.comings == 4)
        #expect(rates.all.perDay == 4)
    }

    @Test("no time has no rate")
    func empty() {
        let rates = AlarmRates([], within: Interval(from: Self.at(5), to: Self.at(5)), AlarmTargets())
        #expect(rates.all.perDay == nil)
    }
}
