import Basis
import Testing

@Suite("Durations as text")
struct DurationTextTests {
    @Test(
        "a duration is a number and its unit, or a sum from large to small",
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("30m", .seconds(1800)),
            ("72h", .seconds(259_200)),
            ("8d", .seconds(691_200)), ("1h30m", .seconds(5400)), ("1d2h3m4s5ms", .milliseconds(93_784_005)),
            ("0s", .zero),
        ])
    func parse(text: String, expected: Duration) {
        #expect(DurationText.parse(text) == expected)
    }

    @Test(
        "anything else is nil",
        arguments: [
            "", "5", "s", "-5s", "5 s", "5S", "1.5h", "30m1h", "1h1h", "5s ", "5w", "٣s", "99999999999999999999s",
            "9223372036854775807d",
        ])
    func refused(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test("a screen shows hours and minutes, cut, and a minus where something is left")
    func shown() {
        #expect(DurationText.hoursMinutes(.seconds(5520)) == "1:32")
        #expect(DurationText.hoursMinutes(.seconds(5579)) == "1:32")
        #expect(DurationText.hoursMinutes(.seconds(270_000)) == "75:00")
        #expect(DurationText.hoursMinutes(.seconds(-5520)) == "-1:32")
        #expect(DurationText.hoursMinutes(.seconds(-59)) == "0:00")
        #expect(DurationText.hoursMinutesSeconds(.seconds(5525)) == "1:32:05")
        #expect(DurationText.hoursMinutesSeconds(.milliseconds(-999)) == "0:00:00")
        #expect(DurationText.hoursMinutesSeconds(.seconds(-5)) == "-0:00:05")
    }

    @Test("in five columns minutes are left away from a hundred hours on, and hours from a thousand")
    func narrow() {
        for (hours, text) in [
            (1, "1:00"), (99, "99:00"), (100, "100 h"), (999, "999 h"), (1000, "41 d"), (99_999, "4166 d"),
        ] {
            #expect(DurationText.fiveColumns(.seconds(hours * 3600)) == text)
        }
    }

    @Test("seconds become the nearest milliseconds, and what is no time ends no program")
    func ofSeconds() {
        #expect(Duration(seconds: 2699.9996) == .seconds(2700) && Duration(seconds: -0.0006) == .milliseconds(-1))
        #expect(Duration(seconds: .nan) == .zero)
        #expect(Duration(seconds: .infinity) == .zero - Duration(seconds: -1e300))
    }
}
