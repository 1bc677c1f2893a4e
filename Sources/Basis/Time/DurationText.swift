/// Durations as people write them in configuration and as screens show them.
package enum DurationText {
    /// Reads `500ms`, `5s`, `30m`, `72h`, `8d` and sums from large to small as `1h30m`; nil for anything else.
    package static func parse(_ text: String) -> Duration? {
        var milliseconds: Int64 = 0
        var rest = Substring(text)
        var last = Int64.max
        if rest.isEmpty { return nil }
        while !rest.isEmpty {
            let digits = rest.utf8.prefix { isDigit($0) }
            guard let amount = Int64(Substring(digits)) else { return nil }
            rest = rest[digits.endIndex...]
            let letters = rest.prefix { !($0.isASCII && $0.isNumber) }
            guard let unit = units[String(letters)], unit < last else { return nil }
            let (part, tooLarge) = amount.multipliedReportingOverflow(by: unit)
            let (sum, overflow) = milliseconds.addingReportingOverflow(part)
            if tooLarge || overflow { return nil }
            milliseconds = sum
            last = unit
            rest = rest[letters.endIndex...]
        }
        return .milliseconds(milliseconds)
    }

    /// `1:32` for one hour and 32 minutes; seconds are cut. Hours count on beyond a day; negative with a minus.
    package static func hoursMinutes(_ duration: Duration) -> String {
        let (sign, seconds) = signAndSeconds(duration, unit: 60)
        return "\(sign)\(seconds / 3600):\(twoDigits(seconds / 60 % 60))"
    }

    /// `1:32`, from a hundred hours on `112 h`, from a thousand on `61 d`: five columns for 27 years.
    package static func fiveColumns(_ duration: Duration) -> String {
        let hours = signAndSeconds(duration, unit: 3600).1 / 3600
        if hours < 100 { return hoursMinutes(duration) }
        return hours < 1000 ? "\(hours) h" : "\(hours / 24) d"
    }

    /// `1:32:05`.
    package static func hoursMinutesSeconds(_ duration: Duration) -> String {
        let (sign, seconds) = signAndSeconds(duration, unit: 1)
        return "\(sign)\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// The sign is left away where nothing of at least `unit` seconds remains.
    private static func signAndSeconds(_ duration: Duration, unit: UInt64) -> (String, UInt64) {
        let seconds = duration.components.seconds.magnitude
        return (duration < .zero && seconds >= unit ? "-" : "", seconds)
    }

    private static func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
