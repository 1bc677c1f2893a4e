import Basis
import Widgets

/// The parts of machines that speak in a list of alarms. Two parts of one machine can have the same code: without the part
/// their alarms would look alike.
struct AlarmParts {
    /// Some machine has more than one.
    let areSeveral: Bool
    private let columns: Int

    init(_ alarms: [(machine: String, item: String)]) {
        let items = Dictionary(grouping: alarms, by: \.machine).mapValues { Set($0.map(\.item)) }
        areSeveral = items.values.contains { $0.count > 1 }
        columns = alarms.map(\.item.columns).max() ?? 0
    }

    /// Where they tell alarms apart it stays as long as the text does; else it is there where it cuts no text.
    func column(_ phrases: Phrases, width: Int) -> TableColumn {
        TableColumn(phrases[.item], min: min(12, max(4, columns)), priority: areSeveral ? 1 : 6)
            .present(columns > 0 && width >= (areSeveral ? 60 : 100))
    }
}
