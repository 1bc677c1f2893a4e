/// What a part of a time is worth in ideal run time, where nobody said of which product it was: what the parts of its order are on
/// average, or where that made none, what all are.
package struct ProductWorth: Hashable, Sendable {
    private let orders: [String?: Double]
    /// In seconds, of all parts; nil where none was made, or none has an ideal cycle.
    package let mean: Double?
    /// In seconds, of what was made last, or would have been; nil where nobody knows.
    package let mounted: Double?

    package init(_ parts: some Sequence<WindowQuantities.Part>, mounted: Double?) {
        self.mounted = mounted
        orders = Dictionary(grouping: parts, by: \.order).compactMapValues { parts in
            QuantitySums(parts.flatMap(\.entries)).idealSecondsEach
        }
        mean = QuantitySums(parts.flatMap(\.entries)).idealSecondsEach.flatMap { $0 > 0 ? $0 : nil }
    }

    /// In seconds; 0 where nothing is known.
    package subscript(order: String?) -> Double { orders[order] ?? mean ?? 0 }

    /// PRI by which to tell what time for this order would have given without any loss, in seconds, more than 0: of what it
    /// made on average in all of the time, else of all that was made, and where nothing was, of what is on the machine; nil
    /// where nobody knows. It is the same for each part of the time, so that what was lost in them adds up.
    package func idealSeconds(of order: String?) -> Double? {
        [orders[order], mean, mounted].lazy.compactMap(\.self).first { $0 > 0 }
    }
}
