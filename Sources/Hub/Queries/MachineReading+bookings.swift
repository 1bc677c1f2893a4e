import Basis
import Shopfloor

extension [WindowQuantities?] {
    /// Takes what people booked out of the good parts that were made in these frames.
    ///
    /// - Parameters:
    ///   - bookings: of these frames and others.
    ///   - areHours: they are the hours of shifts, and a shift's bookings are taken out of all its hours.
    /// - Returns: by frame, what could not be taken out of anything, since nobody knows what was made.
    mutating func book(
        _ bookings: [QuantityBooked], _ frames: [MachineReading.Frame], areHours: Bool, _ versions: [ModelVersion],
        line: String
    ) -> [[QuantityBooked]] {
        let timed = bookings.compactMap { booked in
            versions.time(of: booked.when, line: line).map { (booked: booked, time: $0) }
        }
        var left = [[QuantityBooked]](repeating: [], count: count)
        var start = startIndex
        while start < endIndex {
            let end = areHours ? frames[start...].firstIndex { $0.shift != frames[start].shift } ?? endIndex : start + 1
            let window = Interval(from: frames[start].interval.from, to: frames[end - 1].interval.to)
            // In the part of the shift in which its begin lies, as in every other sum.
            let own = timed.filter { window.contains($0.time) }
            if !self[start..<end].contains(where: { $0 != nil }) {
                for (booked, time) in own {
                    left[frames[start..<end].lastIndex { $0.interval.from <= time } ?? start].append(booked)
                }
            } else if areHours {
                var hours = Array(self[start..<end])
                hours.take(own.map(\.booked), in: frames[start..<end].map(\.interval))
                replaceSubrange(start..<end, with: hours)
            } else {
                for (booked, _) in own { self[start]?.book(booked) }
            }
            start = end
        }
        return left
    }
}
