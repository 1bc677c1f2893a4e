import Basis
import Shopfloor
import Telemetry

/// What a row of a cycle has beside time, die and kind: which tags, and what the process allows of each.
struct CycleColumns {
    struct Column {
        var slot: TagSlot
        var low: Double?
        var high: Double?
        /// In milliseconds; nil: the value of a tag that only says changes holds until it says another.
        var staleAfter: Int64?

        func isOut(_ value: Double) -> Bool { low.map { value < $0 } ?? false || high.map { value > $0 } ?? false }
    }

    let tags: [String]
    let columns: [Column]
    /// By tag number, the place among the columns; nil: it is in none.
    let places: [Int?]
    /// So many tags the machine had: with more it is found anew.
    let tagCount: Int
    /// By column: whether it came with a message that is a cycle. Then it is of that cycle or it is missing; it is never
    /// what an earlier cycle had.
    var comesWithCycle: [Bool]

    /// - Parameter wanted: the names of the tags; nil: all that have limits.
    init(_ tags: MachineTags, _ model: PlantModel, wanted: NamePatterns?) {
        let found = tags.tracks.enumerated().compactMap { slot, track -> (order: Int, name: String, column: Column)? in
            let shown = model.presentation(machine: tags.machine, tag: track.name)
            let isWanted =
                wanted.map { $0.matches(track.name) }
                ?? (track.policy.counter == nil && (shown.low != nil || shown.high != nil))
            guard isWanted else { return nil }
            let column = Column(
                slot: slot, low: shown.low, high: shown.high, staleAfter: shown.staleAfter?.wholeMilliseconds)
            return (shown.order, track.name, column)
        }.sorted { ($0.order, $0.column.slot) < ($1.order, $1.column.slot) }
        self.tags = found.map(\.name)
        columns = found.map(\.column)
        tagCount = tags.tracks.count
        var places = [Int?](repeating: nil, count: tagCount)
        for (place, column) in columns.enumerated() { places[column.slot] = place }
        self.places = places
        comesWithCycle = Array(repeating: false, count: columns.count)
    }

    /// Keeps what is known of those that were columns before.
    mutating func adopt(_ old: CycleColumns) {
        for (place, column) in columns.enumerated() {
            guard column.slot < old.places.count, let before = old.places[column.slot] else { continue }
            comesWithCycle[place] = old.comesWithCycle[before]
        }
    }
}
