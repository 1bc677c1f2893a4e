import Testing
import Widgets

extension CountingRows: TileSource {
    func draw(row: Int, in canvas: Canvas) {
        drawn.insert(row)
        canvas.put("DC-\(rows[row].id)")
        canvas.put("run", y: 1)
    }
}

@Suite("Tiles")
struct TileGridTests {
    private static func grid() -> TileGrid<Int> { TileGrid(Size(6, 2)) }

    @Test("each group begins a line of its own below its heading, as many tiles side by side as there is room for")
    func golden() {
        var tiles = Self.grid()
        let source = CountingRows(count: 6, groups: 2)
        let wide = lines(22, 6) { tiles.draw(in: $0, source) }
        #expect(
            wide == [
                "Line 1", "DC-0    DC-1    DC-2", "run     run     run", "Line 2", "DC-3    DC-4    DC-5",
                "run     run     run",
            ])
        #expect(tiles.visible == 0..<6)
        let narrow = lines(14, 8) { tiles.draw(in: $0, source) }
        #expect(
            narrow == ["Line 1", "DC-0    DC-1", "run     run", "DC-2", "run", "Line 2", "DC-3    DC-4", "run     run"])
        #expect(tiles.visible == 0..<5)
        #expect(lines(4, 1) { tiles.draw(in: $0, source) } == ["DC-0"])
    }

    @Test("arrows go to the tile beside, above and below, over the ends of groups")
    func arrows() {
        var tiles = Self.grid()
        // Three side by side: 0 1 2 / 3 | 4 5 6 / 7.
        let source = CountingRows(count: 8, groups: 2)
        _ = lines(22, 20) { tiles.draw(in: $0, source) }
        func after(_ keys: Key...) -> Int? {
            for key in keys { #expect(tiles.handle(key, source) == .moved) }
            return tiles.selection(in: source)
        }
        #expect(after(.right, .right) == 2)
        #expect(after(.down) == 3)
        #expect(after(.down) == 4)
        #expect(after(.right, .up) == 3)
        #expect(after(.left) == 2)
        #expect(after(.end) == 7)
        #expect(after(.down) == 7)
        #expect(after(.home, .up, .left) == 0)
        #expect(tiles.handle(.enter, source) == .activated(0))
        #expect(tiles.handle(.character("z"), source) == .ignored)
    }

    @Test("the selected tile is seen whatever the size, and the end leaves no room blank", arguments: [2, 3, 5, 9, 40])
    func seen(_ height: Int) {
        var tiles = Self.grid()
        let source = CountingRows(count: 50, groups: 3)
        for key in [Key.end, .home, .pageDown, .pageDown, .pageUp, .down, .right, .up, .end] {
            _ = tiles.handle(key, source)
            _ = lines(22, height) { tiles.draw(in: $0, source) }
            #expect(tiles.visible.contains(tiles.selection(in: source) ?? -1), "\(key)")
        }
        #expect(tiles.visible.upperBound == 50)
    }

    @Test("the selection stays with its machine when rows come and go")
    func follows() {
        var tiles = Self.grid()
        let source = CountingRows(count: 8)
        tiles.select(5, in: source)
        source.rows.removeFirst(3)
        _ = lines(22, 9) { tiles.draw(in: $0, source) }
        #expect(tiles.selection(in: source) == 5)
        source.rows.removeAll { $0.id == 5 }
        #expect(tiles.selection(in: source) == 6)
        source.rows = []
        #expect(tiles.selection(in: source) == nil && tiles.handle(.down, source) == .ignored)
        tiles.emptyText = "none"
        #expect(lines(10, 2) { tiles.draw(in: $0, source) } == ["none", ""])
    }

    @Test("of 10,000 tiles only those that are seen are drawn, and the height that they want is no more than the room")
    func visibleOnly() {
        var tiles = Self.grid()
        let source = CountingRows(count: 10_000)
        _ = tiles.handle(.end, source)
        let frame = Frame(Size(78, 20))
        tiles.draw(in: frame.canvas, source)
        #expect(source.drawn.count <= 100 && source.drawn.contains(9_999))
        #expect(tiles.wantedHeight(in: Size(78, 20), source) == 20)
        #expect(tiles.wantedHeight(in: Size(78, 20), CountingRows(count: 12)) == 5)
    }
}
