import Records
import Widgets

extension FloorScreen {
    /// The alarms' texts have so many columns before the ribbon grows beyond its share.
    private static let alarmText = 40

    /// An hour is a whole number of its cells, so that it rarely fills its share: what it leaves goes to the alarms, and
    /// what they do not need makes its cells finer.
    func ribbon(_ columns: inout [TableColumn], width: Int, _ context: ScreenContext) -> FloorRibbon? {
        let layout = TableColumn.layout(columns, width: width, gap: machines.gap)
        func share(_ column: FloorTable.Column) -> Int {
            layout.first { $0.index == column.rawValue }?.range.count ?? 0
        }
        let (own, alarms) = (share(.ribbon), share(.alarms))
        guard own > 0 else { return nil }
        let ribbon = FloorRibbon(
            width: max(own, own + alarms - Self.alarmText), now: context.now, zone: context.picture.zone,
            shift: context.picture.shift?.interval)
        let index = FloorTable.Column.ribbon.rawValue
        columns[index].title = ribbon?.title ?? ""
        if let ribbon, alarms > 0 { (columns[index].min, columns[index].weight) = (ribbon.width, 0) }
        return ribbon
    }
}
