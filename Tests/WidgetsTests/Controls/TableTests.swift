import Testing
import Widgets

/// Rows that count how often each was asked for.
final class CountingRows: TableSource {
    struct Row {
        var id: Int
        var group: String
    }

    var rows: [Row]
    var drawn: Set<Int> = []
    var searches = 0

    init(_ rows: [Row]) { self.rows = rows }

    convenience init(count: Int, groups: Int = 1) {
        self.init((0..<count).map { Row(id: $0, group: "Line \($0 * groups / max(1, count) + 1)") })
    }

    var rowCount: Int { rows.count }
    func id(of row: Int) -> Int { rows[row].id }

    func row(of id: Int) -> Int? {
        searches += 1
        return rows.firstIndex { $0.id == id }
    }

    func heading(above row: Int) -> String? {
        row == 0 || rows[row].group != rows[row - 1].group ? rows[row].group : nil
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        drawn.insert(row)
        switch column {
        case 0: cell.put("DC-\(rows[row].id)")
        case 1: cell.put("producing")
        default: cell.put("\(rows[row].id * 10)")
        }
    }
}

@Suite("Table")
struct TableTests {
    static let columns = [
        TableColumn("Machine", min: 7), TableColumn("State", min: 6, weight: 1, priority: 2),
        TableColumn("Count", min: 6, align: .right, priority: 1),
    ]

    @Test("headings, columns and alignment, in Unicode and in ASCII", arguments: [Glyphs.unicode, .ascii])
    func golden(_ glyphs: Glyphs) {
        var table = Table<Int>(Self.columns)
        let source = CountingRows(count: 4, groups: 2)
        let drawn = lines(24, 7, glyphs) { table.draw(in: $0, source) }
        #expect(
            drawn == [
                "Machine State      Count", "Line 1", "DC-0    producing      0", "DC-1    producing     10", "Line 2",
                "DC-2    producing     20", "DC-3    producing     30",
            ])
        let narrow = lines(15, 3, glyphs) { table.draw(in: $0, source) }
        #expect(narrow == ["Machine  Count", "Line 1", "DC-0         0"])
        #expect(lines(5, 3, glyphs) { table.draw(in: $0, source) }[0] == (glyphs == .ascii ? "Mach~" : "Mach…"))
    }

    @Test("a list whose newest row comes first shows the first rows until somebody has chosen one")
    func showsFirst() {
        for (key, selected) in [(nil, 0), (Key.down, 21)] {
            var table = Table<Int>(Self.columns)
            table.showsFirst = true
            let source = CountingRows(count: 30)
            _ = lines(24, 7) { table.draw(in: $0, source) }
            if let key { _ = table.handle(key, source) }
            source.rows = (100..<120).map { CountingRows.Row(id: $0, group: "Line 1") } + source.rows
            _ = lines(24, 7) { table.draw(in: $0, source) }
            #expect(table.position.selected == selected)
            #expect(table.visible.lowerBound == 0 || key != nil)
        }
    }

    @Test("of 10,000 rows only those that are seen are drawn")
    func visibleRowsOnly() {
        var table = Table<Int>(Self.columns)
        let source = CountingRows(count: 10_000)
        let size = Size(80, 25)
        let frame = Frame(size)
        table.draw(in: frame.canvas, source)
        #expect(source.drawn == Set(0..<23))
        source.drawn = []
        _ = table.handle(.end, source)
        table.draw(in: frame.canvas, source)
        #expect(source.drawn == Set(9_976..<10_000))
        #expect(source.searches == 0)
    }

    @Test("the selection stays with its row, and the row stays where it is on the screen, when rows move")
    func followsRow() {
        var table = Table<Int>(Self.columns)
        let source = CountingRows(count: 100)
        for _ in 0..<50 { _ = table.handle(.down, source) }
        let before = frame(30, 12) { table.draw(in: $0, source) }
        #expect(table.selection(in: source) == 50)
        source.rows.insert(contentsOf: (200..<210).map { .init(id: $0, group: "Line 1") }, at: 3)
        let after = frame(30, 12) { table.draw(in: $0, source) }
        #expect(table.selection(in: source) == 50)
        #expect(before.cursor == after.cursor)
        source.rows.removeAll { $0.id == 50 }
        #expect(table.selection(in: source) == 51)
        source.rows = []
        #expect(table.selection(in: source) == nil)
        #expect(table.handle(.enter, source) == .ignored)
    }

    @Test("what somebody chose is found again after a time without rows; nothing is selected in it")
    func emptyMeanwhile() {
        var table = Table<Int>(Self.columns)
        let (source, none) = (CountingRows(count: 5), CountingRows(count: 0))
        _ = table.handle(.down, source)
        _ = lines(24, 7) { table.draw(in: $0, none) }
        #expect(table.selection(in: none) == nil && table.handle(.enter, none) == .ignored)
        source.rows.insert(CountingRows.Row(id: 9, group: "Line 1"), at: 0)
        #expect(table.selection(in: source) == 1)
    }

    @Test("where keys go elsewhere and nobody has chosen a row, the first rows are seen, whatever comes above them")
    func untouched() {
        var table = Table<Int>(Self.columns)
        table.isFocused = false
        let source = CountingRows(count: 30)
        _ = frame(30, 12) { table.draw(in: $0, source) }
        source.rows.insert(contentsOf: (200..<210).map { .init(id: $0, group: "Line 1") }, at: 0)
        _ = frame(30, 12) { table.draw(in: $0, source) }
        #expect(table.visible.lowerBound == 0 && table.selection(in: source) == 200)
        table.isFocused = true
        _ = table.handle(.down, source)
        table.isFocused = false
        source.rows.removeFirst(10)
        source.rows.insert(contentsOf: (300..<320).map { .init(id: $0, group: "Line 1") }, at: 0)
        source.rows.insert(.init(id: 201, group: "Line 1"), at: 20)
        _ = frame(30, 12) { table.draw(in: $0, source) }
        #expect(table.selection(in: source) == 201 && table.visible.contains(20))
    }

    @Test("Enter opens the selected row, keys of others are left alone")
    func keys() {
        var table = Table<Int>(Self.columns)
        let source = CountingRows(count: 5)
        #expect(table.handle(.down, source) == .moved)
        #expect(table.handle(.enter, source) == .activated(1))
        #expect(table.handle(.character("x"), source) == .ignored)
        #expect(table.handle(.pageDown, source) == .moved)
        table.select(4, in: source)
        #expect(table.handle(.enter, source) == .activated(4))
    }

    @Test("the selected row is on the selection ground, with the hardware cursor, wherever it is", arguments: 1...14)
    func selectionIsSeen(_ height: Int) throws {
        var table = Table<Int>(Self.columns)
        table.showsHeader = false
        let source = CountingRows(count: 40, groups: 5)
        for key in [Key](repeating: .down, count: 45) + [Key](repeating: .up, count: 45) {
            _ = table.handle(key, source)
            let shown = frame(30, height) { table.draw(in: $0, source) }
            let cursor = try #require(shown.cursor)
            #expect(shown.grid[0, cursor.at.y].style.ground == .selection)
            #expect(shown.grid.line(cursor.at.y).hasPrefix("DC-\(table.selection(in: source) ?? -1) "))
        }
    }

    @Test("a column that is not there takes no room from the others, and leaves them their numbers")
    func absentColumn() {
        let columns = [TableColumn("a", min: 4), TableColumn("b", min: 4).present(false), TableColumn("c", min: 4)]
        for width in [4, 9, 40, 999] {
            let shown = TableColumn.layout(columns, width: width, gap: 1)
            #expect(shown.map(\.index) == [0, 2], "\(width)")
        }
        #expect(columns[0].present(true) == columns[0])
    }

    @Test("a table without rows says why")
    func empty() {
        var table = Table<Int>(Self.columns)
        table.emptyText = "No open tickets. n opens one."
        let drawn = lines(16, 4) { table.draw(in: $0, CountingRows(count: 0)) }
        #expect(drawn == ["Machine  Count", "No open tickets.", "n opens one.", ""])
    }

    @Test("no size breaks it", arguments: 0...12)
    func anySize(_ width: Int) {
        let source = CountingRows(count: 20, groups: 3)
        for height in 0...8 {
            var table = Table<Int>(Self.columns)
            _ = table.handle(.end, source)
            #expect(frame(width, height) { table.draw(in: $0, source) }.grid.isWhole)
        }
    }
}
