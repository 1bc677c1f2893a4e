import Basis

/// Rows of every kind, under two headings.
struct GalleryTable: TileSource {
    private struct Row {
        var name: String
        var state: GalleryWords
        var mark: Glyph?
        var role: Role
        var since: String
        var count: String
    }

    let language: Language
    private let rows = [
        Row(name: "A-01", state: .running, mark: nil, role: .text, since: "1:32", count: "312"),
        Row(name: "A-02", state: .waiting, mark: .diamond, role: .attention, since: "0:04", count: "88"),
        Row(name: "A-03", state: .down, mark: .triangle, role: .critical, since: "12:07", count: "1,204"),
        Row(name: "B-01 二号泵", state: .running, mark: nil, role: .text, since: "0:37", count: "45"),
        Row(name: "B-02", state: .unknown, mark: .question, role: .noData, since: "0:03", count: "–"),
        Row(name: "B-03", state: .running, mark: nil, role: .stale, since: "5:02", count: "0"),
    ]

    var rowCount: Int { rows.count }
    func id(of row: Int) -> Int { row }
    func row(of id: Int) -> Int? { id < rows.count ? id : nil }

    func heading(above row: Int) -> String? {
        switch row {
        case 0: GalleryWords[.groupOne, language]
        case 3: GalleryWords[.groupTwo, language]
        default: nil
        }
    }

    var columns: [TableColumn] {
        [
            TableColumn("", min: 1), TableColumn(GalleryWords[.name, language], min: 6, weight: 1),
            TableColumn(GalleryWords[.state, language], min: 8),
            TableColumn(GalleryWords[.since, language], min: 5, align: .right),
            TableColumn(GalleryWords[.count, language], min: 6, align: .right, priority: 1),
            TableColumn(GalleryWords[.trend, language], min: 6, priority: 2),
        ]
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let row = rows[row]
        switch column {
        case 0: if let mark = row.mark { cell.canvas.put(mark, Style(row.role)) }
        case 1: cell.put(row.name)
        case 2: cell.put(GalleryWords[row.state, language], Style(row.role))
        case 3: cell.put(row.since)
        case 4: cell.put(row.count)
        default: Sparkline([1, 2, 4, nil, 3, 5]).draw(in: cell.canvas)
        }
    }
}

extension GalleryTable {
    func draw(row: Int, in canvas: Canvas) {
        let row = rows[row]
        if let mark = row.mark { canvas.put(mark, Style(row.role)) }
        canvas.put(row.name, x: 2, width: canvas.width - 2)
        canvas.put(GalleryWords[row.state, language], x: 2, y: 1, width: canvas.width - 2, Style(row.role))
    }
}

/// A table without rows.
struct EmptyGalleryTable: TableSource {
    var rowCount: Int { 0 }
    func id(of row: Int) -> Int { row }
    func row(of id: Int) -> Int? { nil }
    func draw(row: Int, column: Int, in cell: TableCell) {}
}
