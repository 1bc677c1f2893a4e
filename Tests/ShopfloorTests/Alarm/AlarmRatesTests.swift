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
        AlarmRates(comings, within: window, recorded: RecordedTime([window], within: window), AlarmTargets())
    }

    @Test("eleven in ten minutes are a flood, ten are none; one ten minutes later is outside")
    func flood() {
        let ten = (0..<10).flatMap { Self.comings("c\($0)", Int64($0) * 60) }
        #expect(Self.rates(ten).floods.isEmpty)
        #expect(Self.rates(ten).all.peak == 10)
        #expect(Self.rates(ten + Self.comings("d", 600)).floods.isEmpty)
        let flood = Self.rates(ten + Self.comings("d", 599)).floods
        #expect(flood.map(\.interval) == [Interval(from: Self.at(0), to: Self.at(599))])
        #expect(flood.map(\.comings) == [11])
    }

    @Test("a day's rate is of what came in recorded time, over that; all that came is counted")
    func recordedTime() {
        let recorded = RecordedTime(
            [Interval(from: Self.at(0), to: Self.at(3600)), Interval(from: Self.at(7200), to: Self.at(10_800))],
            within: Self.window)
        let comings = (0..<240).flatMap { Self.comings("c", $0 * 60) }
        let rates = AlarmRates(comings, within: Self.window, recorded: recorded, AlarmTargets())
        #expect(rates.all.comings == 240 && rates.all.recorded == 120)
        #expect(rates.all.perDay == 1440 && rates.byAlarm.values.map(\.perDay) == [1440])
    }

    @Test("floods that meet are one; another later is another")
    func floods() {
        let seconds = (0..<20).map { Int64($0) * 50 } + (0..<11).map { 10_000 + Int64($0) }
        let floods = Self.rates(seconds.flatMap { Self.comings("c", $0) }).floods
        #expect(floods.map(\.comings) == [20, 11])
    }

    @Test("an alarm chatters while it came three times in a minute within the last ten; one that calmed down does not")
    func chattering() {
        let comings = Self.comings("now", 0, 20, 40) + Self.comings("slow", 0, 30, 60)
        func codes(at seconds: Int64) -> [String] {
            AlarmRates.chattering(comings, at: Self.at(seconds), AlarmTargets()).map(\.code)
        }
        #expect(codes(at: 39).isEmpty)
        #expect(codes(at: 40) == ["now"])
        #expect(codes(at: 639) == ["now"])
        #expect(codes(at: 640).isEmpty)
    }

    @Test("the time is cut into windows from its begin: what came in each, how many different ones, also none")
    func stretches() {
        let window = Interval(from: Self.at(100), to: Self.at(1500))
        let comings = Self.comings("a", 99, 100, 699, 700, 1500) + Self.comings("b", 101)
        let stretches = AlarmRates.stretches(
            comings, within: window, recorded: RecordedTime([window], within: window), AlarmTargets())
        #expect(stretches.map(\.comings) == [3, 1, 0])
        #expect(stretches.map(\.alarms) == [2, 1, 0])
        #expect(stretches.map(\.interval.from) == [100, 700, 1300].map(Self.at))
        #expect(stretches.last?.interval.to == Self.at(1500))
    }

    @Test("a year in windows of a second is cut into no more than ten thousand stretches")
    func manyStretches() {
        var targets = AlarmTargets()
        targets.floodWindow = .seconds(1)
        let year = Interval(from: Self.at(0), to: Self.at(31_536_000))
        let stretches = AlarmRates.stretches(
            Self.comings("a", 5, 31_535_999), within: year, recorded: RecordedTime([year], within: year), targets)
        #expect(stretches.count <= 10_000 && stretches.count > 5000)
        #expect(stretches.first?.comings == 1 && stretches.last?.comings == 1)
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

    @Test("less than an hour has no rate: ten alarms in eight minutes are not 1,800 a day")
    func shortTime() {
        for (seconds, rate) in [(480, nil), (3599, nil), (3600, 240)] as [(Int64, Double?)] {
            let window = Interval(from: Self.at(0), to: Self.at(seconds))
            let rates = AlarmRates(
                Self.comings("c", 0, 10, 20, 30, 40, 50, 60, 70, 80, 90), within: window,
                recorded: RecordedTime([window], within: window), AlarmTargets())
            #expect(rates.all.perDay == rate && rates.all.comings == 10)
        }
    }

    @Test("no time has no rate")
    func empty() {
        let none = Interval(from: Self.at(5), to: Self.at(5))
        let rates = AlarmRates([], within: none, recorded: RecordedTime([none], within: none), AlarmTargets())
        #expect(rates.all.perDay == nil)
    }

    @Test("a rate is of the time in which something was recorded: 72 in 4.1 of 8 hours are 421 a day, not 216")
    func recorded() throws {
        let window = Interval(from: Self.at(0), to: Self.at(8 * 3600))
        let alive = [
            Interval(from: Self.at(14_040), to: Self.at(20_000)), Interval(from: Self.at(18_000), to: Self.at(99_999)),
        ]
        let recorded = RecordedTime(alive, within: window)
        #expect(recorded.duration == .seconds(14_760))
        let comings = (0..<72).flatMap { Self.comings("c", 14_100 + $0 * 200) }
        let rates = AlarmRates(comings, within: window, recorded: recorded, AlarmTargets())
        #expect(abs(try #require(rates.all.perDay) - 421.5) < 0.1)
        let stretches = AlarmRates.stretches(comings, within: window, recorded: recorded, AlarmTargets())
        #expect(stretches[0].recorded == .zero && stretches[23].recorded == .seconds(360))
        #expect(
            AlarmRates(comings, within: window, recorded: RecordedTime([], within: window), AlarmTargets()).all.perDay
                == nil)
    }

    @Test(
        "time counts as recorded where the hub looked at a machine, also where that was silent; not where no hub or link was"
    )
    func isRecorded() {
        let recorded = NoDataReason.allCases.filter { Condition.noData($0).isRecorded }
        #expect(recorded == [.silent, .source])
        #expect(Condition(.producing).isRecorded)
    }
}
