/// Times as text: written as `2016-10-31T09:24:46.869Z`, read more widely.
///
/// Read are: `T`, `t` or a space between date and time; seconds may be missing; a fraction of 1 to 9 digits after `.` or
/// `,`, cut to milliseconds; `Z`, `z`, `±hh:mm`, `±hhmm` or `±hh` up to 23:59. 24:00 is refused. Second 60 is accepted in
/// any minute and is the second after 59: a source that lets a leap second through must not lose its reading.
package enum ISO8601 {
    /// The instant of a text with its offset; nil when it is malformed, impossible, or has no offset.
    package static func parse(_ text: Span<UInt8>) -> Instant? {
        guard let (time, offset) = parseCivil(text), let offset else { return nil }
        return time.inUTC - .seconds(offset)
    }

    /// See `parse(_: Span<UInt8>)`.
    package static func parse(_ text: String) -> Instant? { parse(Array(text.utf8).span) }

    /// A date and time, and the offset in seconds east of UTC when the text has one.
    package static func parseCivil(_ text: Span<UInt8>) -> (time: CivilTime, offset: Int?)? {
        // 2016-10-31T09:24 is the shortest.
        guard text.count >= 16, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "), text[13] == UInt8(ascii: ":"),
            let century = pair(text, 0), let year = pair(text, 2), let month = pair(text, 5), let day = pair(text, 8),
            let hour = pair(text, 11), let minute = pair(text, 14), hour < 24, minute < 60,
            let date = CivilDate(year: century * 100 + year, month: month, day: day)
        else { return nil }
        var at = 16
        var milliseconds = (hour * 60 + minute) * 60_000
        if at < text.count, text[at] == UInt8(ascii: ":") {
            guard let second = pair(text, at + 1), second <= 60 else { return nil }
            at += 3
            guard let fraction = fraction(text, &at) else { return nil }
            milliseconds += second * 1000 + fraction
        }
        let time = CivilTime(date: date, millisecondOfDay: milliseconds)
        if at == text.count { return (time, nil) }
        guard let offset = offset(text, at) else { return nil }
        return (time, offset)
    }

    /// Milliseconds of the fraction at `at`, 0 when there is none.
    private static func fraction(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
        guard at < text.count, text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: ",") else { return 0 }
        at += 1
        var value = 0
        var digits = 0
        while at < text.count, isDigit(text[at]) {
            if digits < 3 { value = value * 10 + Int(text[at] & 0x0F) }
            digits += 1
            at += 1
        }
        guard (1...9).contains(digits) else { return nil }
        return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value
    }

    /// The offset that stands from `at` to the end, in seconds.
    private static func offset(_ text: Span<UInt8>, _ at: Int) -> Int? {
        let length = text.count - at
        if text[at] | 0x20 == UInt8(ascii: "z") { return length == 1 ? 0 : nil }
        guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") else { return nil }
        guard let hour = pair(text, at + 1), hour < 24 else { return nil }
        var minute: Int? = 0
        switch length {
        case 3: break
        case 5: minute = pair(text, at + 3)
        case 6 where text[at + 3] == UInt8(ascii: ":"): minute = pair(text, at + 4)
        default: return nil
        }
        guard let minute, minute < 60 else { return nil }
        let seconds = (hour * 60 + minute) * 60
        return text[at] == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// The number of two digits at `at`.
    @inline(__always)
    private static func pair(_ text: Span<UInt8>, _ at: Int) -> Int? {
        guard at + 1 < text.count, isDigit(text[at]), isDigit(text[at + 1]) else { return nil }
        return Int(text[at] & 0x0F) * 10 + Int(text[at + 1] & 0x0F)
    }

    /// `2016-10-31T09:24:46.869Z`; a year beyond 0...9999 gets a sign.
    package static func format(_ instant: Instant) -> String {
        var text: [UInt8] = []
        append(instant, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends what `format` gives.
    package static func append(_ instant: Instant, to text: inout [UInt8]) {
        let time = CivilTime(utc: instant)
        time.date.append(to: &text)
        text.append(UInt8(ascii: "T"))
        time.appendClock(to: &text)
        text.append(UInt8(ascii: "."))
        text.append(decimal: Int64(time.millisecond), width: 3)
        text.append(UInt8(ascii: "Z"))
    }
}

extension CivilTime {
    /// Appends `hh:mm:ss`.
    func appendClock(to text: inout [UInt8]) {
        text.append(decimal: Int64(hour), width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: Int64(minute), width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: Int64(second), width: 2)
    }
}
