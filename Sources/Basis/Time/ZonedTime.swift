/// A time as clocks in a zone show it, for screens and reports. Made by `Zone.time(at:)`.
package struct ZonedTime: Hashable, Sendable {
    package let time: CivilTime
    /// Seconds east of UTC.
    package let offset: Int
    /// The clocks showed the same time before: they were set back since. The texts tell it from the first by its offset.
    package let isRepeated: Bool

    package init(time: CivilTime, offset: Int, isRepeated: Bool = false) {
        self.time = time
        self.offset = offset
        self.isRepeated = isRepeated
    }

    package var date: CivilDate { time.date }

    /// `09:24`; when it comes for the second time, `02:30 +01:00`.
    package var hourMinute: String { isRepeated ? hourMinuteAndOffset : String(plainClock.prefix(5)) }

    /// `09:24 +01:00`.
    package var hourMinuteAndOffset: String { "\(plainClock.prefix(5)) \(offsetText)" }

    /// `09:24:46`; when it comes for the second time, `02:30:00 +01:00`.
    package var clock: String { isRepeated ? "\(plainClock) \(offsetText)" : plainClock }

    private var plainClock: String {
        var text: [UInt8] = []
        time.appendClock(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// `2016-10-31 09:24:46`; when it comes for the second time, with the offset behind it.
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
