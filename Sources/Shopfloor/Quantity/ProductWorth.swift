/// What a part of a time is worth in ideal run time, where nobody said of which product it was: what the parts of its order are on
/// average, or where that made none, what all are.
package struct ProductWorth: Hashable, Sendable {
    private let orders: [String?: Double]
    /// In seconds, of all parts; nil where none was made, or none has an ideal cycle.
    package let mean: Double?

    package init(_ parts: some Sequence<WindowQuantities.Part>) {
        orders = Dictionary(grouping: parts, by: \.order).compactMapValues { parts in
            QuantitySums(parts.flatMap(\.entries)).idealSecondsEach
        }
        mean = QuantitySums(parts.flatMap(\.entries)).idealSecondsEach.flatMap { $0 > 0 ? $0 : nil }
    }

    /// In seconds; 0 where nothing is known.
    package subscript(order: String?) -> Double { orders[order] ?? mean ?? 0 }
}
