package import Basis

/// The stops of one machine: derived from its conditions and from what people said, and kept nowhere else. So a late
/// reading, a split and a correction are seen in every list and figure at once.
///
/// A stop is a maximal run of states with `MachineState.isStop`, cut where a person split it, and where one reason ends and
/// another begins. Its reason is the newest that covers it; where what was explained turns out to have begun earlier or
/// ended later, the nearest one before counts, else the nearest after. What was said while the stop lasted ends with the
/// next time in which the machine is proven not to stand: it never speaks of later stops. Nor does it of what comes after its
/// stop once somebody said something newer of that.
package struct StopBook: Hashable, Sendable {
    package let machine: String
    /// Oldest first, as `ConditionStretch` says.
    package let stretches: [ConditionStretch]
    /// In the journal's order.
    package let entries: [StopEntry]
    /// Oldest first.
    package let stops: [Stop]

    /// - Parameters:
    ///   - stretches: back to a proven time without a stop, or else the first stop may have begun earlier.
    ///   - entries: of this machine; all that speak of the time of `stretches`.
    package init(machine: String, stretches: [ConditionStretch], entries: [StopEntry]) {
        self.machine = machine
        self.stretches = stretches
        self.entries = entries.sorted { $0.seq < $1.seq }
        stops = StopFinder(machine: machine, stretches: stretches, entries: self.entries).stops()
    }

    /// The stops that overlap `window`, whole.
    package func stops(in window: Interval) -> [Stop] {
        let first = stops.partitioningIndex { $0.to ?? .distantFuture > window.from }
        return Array(stops[first...].prefix { $0.from < window.to })
    }

    /// The stop that lasts still.
    package var open: Stop? { stops.last.flatMap { $0.to == nil ? $0 : nil } }

    /// The stop of this id; else, where late readings or edits moved its start, the one that lasted at that instant. nil:
    /// the machine did not stand then.
    package func stop(_ id: StopID) -> Stop? {
        guard id.machine == machine else { return nil }
        // The last one that begins at or before it.
        let after = stops.partitioningIndex { $0.from > id.from }
        guard after > 0 else { return nil }
        let stop = stops[after - 1]
        return id.from < stop.to ?? .distantFuture ? stop : nil
    }

    /// The machine's time in `window`, in slices. Its sums are those of every list and figure.
    ///
    /// Time that the stretches say nothing of has no slice. The end of `window` must not lie beyond what is known.
    ///
    /// - Parameter orders: of the machine, for the window.
    package func slices(in window: Interval, _ orders: MachineOrders = MachineOrders()) -> [TimeSlice] {
        var slices: [TimeSlice] = []
        var next = stops.partitioningIndex { $0.to ?? .distantFuture > window.from }
        for stretch in stretches {
            var rest = stretch.part(from: window.from, to: window.to)
            while let piece = rest {
                while next < stops.count, stops[next].to ?? .distantFuture <= piece.start { next += 1 }
                let stop = stretch.isStop && next < stops.count ? stops[next] : nil
                let end = min(piece.end, stop?.to ?? .distantFuture)
                slices.append(
                    TimeSlice(
                        interval: Interval(from: piece.start, to: end), condition: stretch.condition, stop: stop?.id,
                        reason: stop?.reason, kind: stop?.kind(of: stretch)))
                rest = piece.part(from: end, to: .distantFuture)
            }
        }
        return slices.cut(by: orders)
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index of which `belongs` holds, in a collection of which all before do not and all after do.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
