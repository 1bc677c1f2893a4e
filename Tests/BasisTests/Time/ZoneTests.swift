import Basis
import Foundation
import Testing

@Suite("Time zones")
struct ZoneTests {
    private func instant(_ zone: String, _ text: String) throws -> String {
        let format = SourceTimeFormat.local(try #require(Zone(identifier: zone)))
        return format.instant(from: Array(text.utf8).span).map(ISO8601.format) ?? "nil"
    }

    @Test(
        "a local time is read in its zone",
        arguments: [
            ("Europe/Berlin", "2019-03-12 06:12:13", "2019-03-12T05:12:13.000Z"),
            ("Europe/Berlin", "2019-07-12 06:12:13.5", "2019-07-12T04:12:13.500Z"),
            ("Asia/Seoul", "2019-03-12 06:12:13", "2019-03-11T21:12:13.000Z"),
            ("America/New_York", "2019-03-12T06:12:13", "2019-03-12T10:12:13.000Z"),
            ("America/New_York", "2019-12-31T23:00", "2020-01-01T04:00:00.000Z"),
            ("Europe/Berlin", "1995-01-01 00:00:00", "1994-12-31T23:00:00.000Z"),
        ])
    func local(zone: String, text: String, expected: String) throws {
        #expect(try instant(zone, text) == expected)
    }

    @Test(
        "of the hour that comes twice the earlier is taken",
        arguments: [
            ("Europe/Berlin", "2019-10-27 01:59:59", "2019-10-26T23:59:59.000Z"),
            ("Europe/Berlin", "2019-10-27 02:00:00", "2019-10-27T00:00:00.000Z"),
            ("Europe/Berlin", "2019-10-27 02:59:59", "2019-10-27T00:59:59.000Z"),
            ("Europe/Berlin", "2019-10-27 03:00:00", "2019-10-27T02:00:00.000Z"),
            ("America/New_York", "2019-11-03 01:30:00", "2019-11-03T05:30:00.000Z"),
            ("America/New_York", "2019-11-03 02:00:00", "2019-11-03T07:00:00.000Z"),
            ("Asia/Seoul", "2019-10-27 02:30:00", "2019-10-26T17:30:00.000Z"),
        ])
    func twice(zone: String, text: String, expected: String) throws {
        #expect(try instant(zone, text) == expected)
    }

    @Test(
        "a time that the clocks skip counts on from before the gap",
        arguments: [
            ("Europe/Berlin", "2019-03-31 01:59:59", "2019-03-31T00:59:59.000Z"),
            ("Europe/Berlin", "2019-03-31 02:00:00", "2019-03-31T01:00:00.000Z"),
            ("Europe/Berlin", "2019-03-31 02:30:00", "2019-03-31T01:30:00.000Z"),
            ("Europe/Berlin", "2019-03-31 03:00:00", "2019-03-31T01:00:00.000Z"),
            ("America/New_York", "2019-03-10 02:30:00", "2019-03-10T07:30:00.000Z"),
            ("America/New_York", "2019-03-10 03:00:00", "2019-03-10T07:00:00.000Z"),
            ("Asia/Seoul", "2019-03-31 02:30:00", "2019-03-30T17:30:00.000Z"),
        ])
    func gap(zone: String, text: String, expected: String) throws {
        #expect(try instant(zone, text) == expected)
    }

    @Test(
        "the table agrees with the system at every change and between",
        arguments: [
            "Europe/Berlin", "Asia/Seoul", "America/New_York", "Europe/Moscow", "Pacific/Apia", "Africa/Casablanca",
            "Australia/Lord_Howe", "Asia/Pyongyang", "UTC",
        ])
    func agrees(identifier: String) throws {
        let zone = try #require(Zone(identifier: identifier))
        let system = try #require(TimeZone(identifier: identifier))
        var previous = 0
        for hour in 262_000..<420_000 {
            for second in previous == 0 || hour % 7 == 0 ? [hour * 3600 - 1, hour * 3600] : [hour * 3600] {
                let offset = system.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
                if zone.offset(at: Instant(milliseconds: Int64(second) * 1000)) != offset {
                    Issue.record("\(identifier) at \(second)")
                }
                previous = offset
            }
        }
    }

    @Test("outside its table a zone still knows its offset")
    func outside() throws {
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        #expect(zone.offset(at: try #require(ISO8601.parse("1985-07-01T00:00Z"))) == 7200)
        #expect(zone.offset(at: try #require(ISO8601.parse("2070-01-01T00:00Z"))) == 3600)
    }

    @Test("an unknown zone is nil", arguments: ["", "Europe/Atlantis"])
    func unknown(identifier: String) { #expect(Zone(identifier: identifier) == nil) }

    @Test("a time that clocks show for the second time tells its offset, in each text")
    func repeated() throws {
        let berlin = try #require(Zone(identifier: "Europe/Berlin"))
        func shown(_ text: String) throws -> ZonedTime { berlin.time(at: try #require(ISO8601.parse(text))) }
        let first = try shown("2026-10-25T00:30:00Z")
        #expect(first.hourMinute == "02:30" && first.clock == "02:30:00" && !first.isRepeated)
        let second = try shown("2026-10-25T01:30:00Z")
        #expect(second.hourMinute == "02:30 +01:00" && second.clock == "02:30:00 +01:00")
        #expect(second.dateAndClock == "2026-10-25 02:30:00 +01:00" && second.hourMinuteAndOffset == "02:30 +01:00")
        #expect(try shown("2026-10-25T00:59:59Z").clock == "02:59:59")
        #expect(try shown("2026-10-25T01:00:00Z").clock == "02:00:00 +01:00")
        #expect(try shown("2026-10-25T02:00:00Z").clock == "03:00:00")
        #expect(try shown("2026-03-29T01:00:00Z").clock == "03:00:00", "clocks that go forward repeat nothing")
        let night = [
            ("2026-10-24T20:00:00Z", true), ("2026-10-25T02:00:00Z", false), ("2026-10-24T14:00:00Z", false),
        ]
        for (start, repeats) in night {
            let from = try #require(ISO8601.parse(start))
            #expect(berlin.repeats(in: Interval(from: from, to: from + .seconds(9 * 3600))) == repeats, "\(start)")
        }
    }

    @Test("a date is read in one form alone")
    func dates() {
        #expect(CivilDate("2026-02-28") == CivilDate(year: 2026, month: 2, day: 28))
        for text in ["", "2026-2-28", "2026-02-29", "2026-02-28T00:00", "26-02-28", "2026/02/28", "+026-02-28"] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
    }

    @Test("a screen shows the plant's clock")
    func shown() throws {
        let berlin = try #require(Zone(identifier: "Europe/Berlin"))
        let shown = berlin.time(at: Instant(milliseconds: 1_477_905_886_869))
        #expect(shown.hourMinute == "10:24")
        #expect(shown.clock == "10:24:46")
        #expect(shown.dateAndClock == "2016-10-31 10:24:46")
        #expect(shown.offsetText == "+01:00")
        #expect(shown.date.weekday == 1)
        let newYork = try #require(Zone(identifier: "America/New_York"))
        #expect(newYork.time(at: Instant(milliseconds: 0)).dateAndClock == "1969-12-31 19:00:00")
        #expect(newYork.time(at: Instant(milliseconds: 0)).offsetText == "-05:00")
        #expect(Zone.utc.time(at: Instant(milliseconds: 0)).clock == "00:00:00")
    }
}
