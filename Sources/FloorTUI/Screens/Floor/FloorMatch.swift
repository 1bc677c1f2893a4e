import Records
import Shopfloor

/// The machines that a filter leaves on the Floor, and what the head and the lower pane say of them.
struct FloorMatch {
    /// Numbers of the rows.
    let rows: [Int]
    let counts: [MachineState: Int]
    /// Those that need someone, worst first.
    let attention: [Attention]

    init(_ rows: [Int], in picture: PlantPicture) {
        self.rows = rows
        counts = rows.compactMap { picture.state(picture.rows[$0]) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        attention = rows.compactMap {
            Attention(row: $0, picture.rows[$0], state: picture.state(picture.rows[$0]))
        }.sorted(by: <)
    }
}
