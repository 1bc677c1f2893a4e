import Basis
import TestSupport
import Testing

@Suite("Time as text")
struct ISO8601Tests {
    @Test(
        "each allowed form is the same instant",
        arguments: [
            "2016-10-31T09:24:46.869Z", "2016-10-31 09:24:46.869z", "2016-10-31t09:24:46,869Z",
            "2016-10-31T09:24:46.869999999Z", "2016-10-31T10:24:46.869+01:00", "2016-10-31T10:24:46.869+0100",
            "2016-10-31T10:24:46.869+01", "2016-10-31T03:54:46.869-05:30", "2016-11-01T09:23:46.869+23:59",
        ])
    func forms(text: String) {
        #expect(ISO8601.parse(text) == Instant(milliseconds: 1_477_905_886_869))
    }

    @Test("seconds may be missing, a fraction may have 1 to 9 digits")
    func optionalParts() {
        #expect(ISO8601.parse("1970-01-01T00:01Z") == Instant(milliseconds: 60_000))
        #expect(ISO8601.parse("1970-01-01T00:01+01") == Instant(milliseconds: 60_000 - 3_600_000))
        #expect(ISO8601.parse("1970-01-01T00:00:00.5Z") == Instant(milliseconds: 500))
        #expect(ISO8601.parse("1970-01-01T00:00:00.05Z") == Instant(milliseconds: 50))
        #expect(ISO8601.parse("1969-12-31T23:59:59.999Z") == Instant(milliseconds: -1))
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "2016-10-31", "2016-10-31T09:24:46", "2016-10-31T24:00:00Z", "2016-10-31T09:60:00Z",
            "2016-10-31T09:24:61Z",
            "2015-02-29T00:00Z", "1900-02-29T00:00Z", "2016-04-31T00:00Z", "2016-00-01T00:00Z", "2016-13-01T00:00Z",
            "2016-01-00T00:00Z", "2016-10-31T09:24:46.Z", "2016-10-31T09:24:46.1234567890Z", "2016-10-31T09:24:46Z ",
            "2016-10-31T09:24:46+24:00", "2016-10-31T09:24:46+01:60", "2016-10-31T09:24:46+1",
            "2016-10-31T09:24:46+01:0",
            "2016-10-31T09:24:46+", "2016-10-31T09:24:46+01x00", "2016-10-31_09:24:46Z", "2016/10/31T09:24:46Z",
            "+2016-10-31T09:24Z", "2016-10-31T9:24:46.0Z", "2016-10-31T09:24:4", "２016-10-31T09:24Z",
            "-016-10-31T09:24:46Z",
        ])
    func refused(text: String) {
        #expect(ISO8601.parse(text) == nil)
    }

    @Test("a leap day is a day; second 60 is the second after 59")
    func leaps() {
        #expect(ISO8601.parse("2000-02-29T00:00Z") == Instant(milliseconds: 951_782_400_000))
        #expect(ISO8601.parse("2016-12-31T23:59:60.250Z") == ISO8601.parse("2017-01-01T00:00:00.250Z"))
        #expect(ISO8601.parse("2016-12-31T23:59:60.250Z") != nil)
    }

    @Test(
        "a text always has milliseconds and Z",
        arguments: [
            (1_477_905_886_869, "2016-10-31T09:24:46.869Z"), (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_800_000, "+10000-01-01T00:00:00.000Z"),
        ])
    func format(milliseconds: Int64, text: String) {
        #expect(ISO8601.format(Instant(milliseconds: milliseconds)) == text)
    }

    @Test("every day of 800 years is itself again, one after the other, and weekdays go round")
    func everyDay() {
        for days in -150_000...150_000 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
            #expect(date.adding(days: 1) > date)
            #expect(date.weekday % 7 + 1 == date.adding(days: 1).weekday)
        }
        #expect(CivilDate(daysSinceEpoch: 0).weekday == 4)
    }

    @Test("any instant comes back from its text")
    func roundTrip() {
        var random = SplitMix(state: 11)
        for _ in 0..<20_000 {
            let instant = Instant(milliseconds: .random(in: -62_167_219_200_000..<253_402_300_800_000, using: &random))
            #expect(ISO8601.parse(ISO8601.format(instant)) == instant)
        }
        for extreme in [Int64.min, .max] { #expect(!ISO8601.format(Instant(milliseconds: extreme)).isEmpty) }
    }
}
