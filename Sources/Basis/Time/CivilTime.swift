/// A date of the Gregorian calendar, also before its introduction.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var year: Int
    /// 1...12.
    package var month: Int
    /// 1...31.
    package var day: Int

    /// nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Of `2016-10-31`; nil for any other form, and when the calendar has no such day.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, let date = ISO8601.parseCivil((bytes + Array("T00:00".utf8)).span)?.time.date else {
            return nil
        }
        self = date
    }

    /// The date `days` after 1970-01-01. Counts years from March, so that a leap day ends one.
    package init(daysSinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01, negative before it.
    package var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    package var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

    /// The date `days` later.
    package func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

    package static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2016-10-31`.
    package var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        // Beyond four digits ISO 8601 asks for a sign.
        if year > 9999 { text.append(UInt8(ascii: "+")) }
        text.append(decimal: Int64(year), width: 4)
        text.append(UInt8(ascii: "-"))
        text.append(decimal: Int64(month), width: 2)
        text.append(UInt8(ascii: "-"))
        text.append(decimal: Int64(day), width: 2)
    }
}

/// A date and a time of day as a clock on the wall shows them, without a zone.
package struct CivilTime: Hashable, Sendable {
    package var date: CivilDate
    /// Milliseconds since 00:00 of a day of 24 hours; 86 400 000 or more is a second 60 at the end of the day.
    package var millisecondOfDay: Int

    package init(date: CivilDate, millisecondOfDay: Int) {
        self.date = date
        self.millisecondOfDay = millisecondOfDay
    }

    /// What a clock in UTC shows at `instant`.
    package init(utc instant: Instant) {
        let (days, rest) = Int(instant.milliseconds).quotientAndRemainder(dividingBy: 86_400_000)
        let isBefore = rest < 0
        date = CivilDate(daysSinceEpoch: isBefore ? days - 1 : days)
        millisecondOfDay = isBefore ? rest + 86_400_000 : rest
    }

    package var hour: Int { millisecondOfDay / 3_600_000 }
    package var minute: Int { millisecondOfDay / 60_000 % 60 }
    package var second: Int { millisecondOfDay / 1_000 % 60 }
    package var millisecond: Int { millisecondOfDay % 1_000 }

    /// The instant at which a clock in UTC shows this.
    package var inUTC: Instant {
        Instant(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 + Int64(millisecondOfDay))
    }
}
