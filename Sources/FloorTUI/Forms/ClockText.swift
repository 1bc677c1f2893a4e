import Basis

/// Moments as people type them: `14:05`, `14:05:30`, and with the day before it `12-31 14:05` or `2026-12-31 14:05`.
enum ClockText: Equatable {
    case moment(Instant)
    /// Each of these days has that time: it takes the day, too.
    case several([Instant])
    case none

    /// - Parameter span: in which it has to lie.
    init(_ text: String, in span: Interval, _ zone: Zone) {
        let parts = text.split(separator: " ").map(String.init)
        guard (1...2).contains(parts.count), let clock = parts.last.flatMap(Self.milliseconds) else {
            self = .none
            return
        }
        let day = parts.count == 2 ? Self.numbers(parts[0], "-") : []
        guard parts.count == 1 || (2...3).contains(day.count) else {
            self = .none
            return
        }
        var date = zone.time(at: span.from).date
        let last = zone.time(at: span.to).date
        var found: [Instant] = []
        while date <= last {
            let moment = zone.instant(of: CivilTime(date: date, millisecondOfDay: clock))
            let isDay = [date.year, date.month, date.day].suffix(day.count).elementsEqual(day)
            if isDay, moment >= span.from, moment < span.to { found.append(moment) }
            date = date.adding(days: 1)
        }
        self = found.count > 1 ? .several(found) : found.first.map { .moment($0) } ?? .none
    }

    var moment: Instant? { if case .moment(let moment) = self { moment } else { nil } }

    private static func milliseconds(_ text: String) -> Int? {
        let parts = numbers(text, ":")
        guard (2...3).contains(parts.count), (0..<24).contains(parts[0]),
            parts.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        return ((parts[0] * 60 + parts[1]) * 60 + (parts.count == 3 ? parts[2] : 0)) * 1000
    }

    /// Empty where something else stands there.
    private static func numbers(_ text: String, _ separator: Character) -> [Int] {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        return numbers.count == parts.count ? numbers : []
    }
}
