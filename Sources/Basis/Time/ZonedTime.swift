/// A time as clocks in a zone show it, for screens and reports. Made by `Zone.time(at:)`.
package struct ZonedTime: Hashable, Sendable {
    package let time: CivilTime
    /// Seconds east of UTC.
    package let offset: Int

    package var date: CivilDate { time.date }

    /// `09:24`.
    package var hourMinute: String { String(clock.prefix(5)) }

    /// `09:24:46`.
    package var clock: String {
        var text: [UInt8] = []
        time.appendClock(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// `2016-10-31 09:24:46`.
    package var dateAndClock: String { "\(date) \(clock)" }

    /// `+01:00`, to tell the two hours apart when clocks go back.
    package var offsetText: String {
        var text = [UInt8(ascii: offset < 0 ? "-" : "+")]
        text.append(decimal: Int64(abs(offset) / 3600), width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: Int64(abs(offset) / 60 % 60), width: 2)
        return String(decoding: text, as: UTF8.self)
    }
}
