import Basis
import Shopfloor

extension [WindowQuantities?] {
    /// Takes what people booked out of the good parts that were made in these frames.
    ///
    /// - Parameter areHours: they are the hours of shifts: what was booked of a whole shift is shared out to them.
    mutating func book(
        _ bookings: [QuantityBooked], _ frames: [MachineReading.Frame], areHours: Bool, _ calendar: PlantCalendar,
        line: String
    ) {
        let shared = areHours ? bookings.filter(\.isOfShift) : []
        let others = areHours ? bookings.filter { !$0.isOfShift } : bookings
        for index in indices { self[index]?.book(others, in: frames[index].interval, calendar, line: line) }
        guard !shared.isEmpty else { return }
        var start = startIndex
        while start < endIndex {
            let end = frames[start...].firstIndex { $0.shift != frames[start].shift } ?? endIndex
            // In the part of the shift in which its begin lies, as in every other sum.
            let window = Interval(from: frames[start].interval.from, to: frames[end - 1].interval.to)
            var hours = Array(self[start..<end])
            hours.share(
                shared.filter { calendar.time(of: $0.when, line: line).map { window.contains($0) } ?? false })
            replaceSubrange(start..<end, with: hours)
            start = end
        }
    }
}

extension QuantityBooked {
    fileprivate var isOfShift: Bool { if case .shift = when { true } else { false } }
}
