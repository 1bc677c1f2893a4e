import Basis
import TestSupport
import Testing
import Widgets

@Suite("Canvas")
struct CanvasTests {
    @Test("text outside is cut off, on all sides")
    func clipping() {
        let drawn = lines(6, 3) { canvas in
            let part = canvas.part(Rect(2, 1, 3, 1))
            part.put("abcdef", x: -1)
            part.put("above", y: -1)
            part.put("below", y: 1)
        }
        #expect(drawn == ["", "  bcd", ""])
    }

    @Test("half of a wide character is never drawn")
    func wideAtTheEdge() {
        #expect(lines(3, 1) { $0.put("工单") } == ["工"])
        #expect(lines(3, 1) { $0.put("工单", x: -1) } == [" 单"])
        #expect(
            lines(4, 1) {
                $0.put("工单"); $0.put("x", x: 1)
            } == [" x单"])
        #expect(
            lines(4, 1) {
                $0.put("工单"); $0.put("x", x: 2)
            } == ["工x"])
        #expect(
            lines(4, 1) {
                $0.put("工单"); $0.put("机", x: 1)
            } == [" 机"])
    }

    @Test("a text in a width is cut with an ellipsis, aligned, and never wider")
    func alignment() {
        #expect(lines(8, 1) { $0.put("abc", width: 6, align: .right) } == ["   abc"])
        #expect(lines(8, 1) { $0.put("abc", width: 7, align: .centre) } == ["  abc"])
        #expect(lines(8, 1) { $0.put("abcdefgh", width: 5) } == ["abcd…"])
        #expect(lines(8, 1) { $0.put("射压不足", width: 6) } == ["射压…"])
        #expect(lines(8, 1) { $0.put("射压不足", width: 7) } == ["射压不…"])
        #expect(lines(8, 1, .ascii) { $0.put("abcdefgh", width: 5) } == ["abcd~"])
        #expect(lines(8, 1) { $0.put("abc", width: 0) } == [""])
    }

    @Test("control characters in drawn text become placeholders")
    func hostile() {
        #expect(lines(12, 1) { $0.put("a\r\u{1B}[2Jb\u{202E}c") } == ["a\u{FFFD}\u{FFFD}[2Jb\u{FFFD}c"])
    }

    @Test("combining marks share the cell of their base")
    func marks() {
        let grid = frame(4, 1) { $0.put("e\u{301}x") }.grid
        #expect(grid.line(0) == "e\u{301}x")
        #expect(grid[1, 0].cluster == Cluster("x"))
    }

    @Test("a ground shows behind text without one of its own")
    func ground() {
        let grid = frame(4, 1) { canvas in
            canvas.on(.selection).put("ab", Style(.critical))
            canvas.on(.selection).put("c", x: 2, Style(.critical, on: .overlay))
        }.grid
        #expect(grid[0, 0].style == Style(.critical, on: .selection))
        #expect(grid[2, 0].style == Style(.critical, on: .overlay))
        #expect(grid[3, 0] == .blank)
    }

    @Test("a rule carries a title and a text at its right")
    func rule() {
        #expect(lines(24, 1) { $0.rule(y: 0, title: "Found", trailing: "2 of 3") } == ["── Found ───── 2 of 3 ──"])
        #expect(lines(8, 1) { $0.rule(y: 0, title: "History", trailing: "9") }[0].columns == 8)
    }

    @Test("whatever is drawn wherever, the grid stays whole and nothing outside the part changes", arguments: 0..<8)
    func randomDrawing(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let texts = ["abc", "工单W-1039", "e\u{301}o\u{308}", "👩‍🏭 🇩🇪", "\u{1B}[31m", "射压不足·停机", "", "▲ DC-03"]
        for _ in 0..<300 {
            let frame = Frame(Size(random.below(30), random.below(8)))
            frame.canvas.fill(with: Cluster("#"))
            let rect = Rect(random.below(40) - 5, random.below(12) - 2, random.below(30), random.below(8))
            let part = frame.canvas.part(rect)
            for _ in 0..<12 {
                let text = texts[random.below(texts.count)]
                let (x, y) = (random.below(40) - 10, random.below(10) - 2)
                switch random.below(4) {
                case 0: part.put(text, x: x, y: y)
                case 1:
                    part.put(
                        text, x: x, y: y, width: random.below(14), align: [.left, .right, .centre][random.below(3)])
                case 2: part.fill(Rect(x, y, random.below(9), 2), with: Cluster("."))
                default: part.on(.overlay).border()
                }
            }
            #expect(frame.grid.isWhole)
            for y in 0..<frame.grid.size.height {
                for x in 0..<frame.grid.size.width where !rect.contains(Point(x, y)) {
                    #expect(frame.grid[x, y].cluster == Cluster("#"))
                }
            }
        }
    }
}

@Suite("Layout")
struct LayoutTests {
    @Test("fixed parts keep their size, the rest is shared by weight")
    func shares() {
        #expect(Layout.split(20, [.fixed(3), .weight(1), .weight(2)]) == [0..<3, 3..<9, 9..<20])
        #expect(Layout.split(21, [.weight(1, min: 4), .weight(1)], gap: 1) == [0..<12, 13..<21])
        #expect(Rect(2, 3, 10, 5).rows(.fixed(1), .weight(1)) == [Rect(2, 3, 10, 1), Rect(2, 4, 10, 4)])
        #expect(Rect(0, 0, 10, 5).columns(.weight(1), .fixed(4), gap: 1) == [Rect(0, 0, 5, 5), Rect(6, 0, 4, 5)])
    }

    @Test("where there is too little room the last parts vanish, and nothing lies outside")
    func tooSmall() {
        #expect(Layout.split(5, [.fixed(3), .fixed(4), .fixed(2)]) == [0..<3, 3..<5, 5..<5])
        #expect(Layout.split(0, [.fixed(3), .weight(1, min: 2)], gap: 2) == [0..<0, 0..<0])
    }

    @Test("all of the length is used when one part has a weight", arguments: 0..<60)
    func complete(_ length: Int) {
        let parts = Layout.split(length, [.weight(3), .fixed(2), .weight(2), .weight(2)])
        #expect(parts.reduce(0) { $0 + $1.count } == length)
    }
}

@Suite("Grid difference")
struct GridDiffTests {
    @Test("an equal grid has no difference, another size is all new")
    func extremes() {
        let grid = frame(9, 2) { $0.put("工单") }.grid
        #expect(GridDiff.runs(from: grid, to: grid).isEmpty)
        #expect(GridDiff.runs(from: nil, to: grid) == [GridRun(y: 0, columns: 0..<9), GridRun(y: 1, columns: 0..<9)])
        #expect(GridDiff.runs(from: CellGrid(Size(8, 2)), to: grid).count == 2)
    }

    @Test("a run never cuts a wide character of the new grid")
    func wholeCharacters() {
        let old = frame(6, 1) { $0.put("工单") }.grid
        #expect(GridDiff.runs(from: old, to: frame(6, 1) { $0.put("机单") }.grid) == [GridRun(y: 0, columns: 0..<2)])
        #expect(GridDiff.runs(from: old, to: frame(6, 1) { $0.put("a单") }.grid).count == 1)
    }

    @Test("drawing the runs over the old grid gives the new one", arguments: 0..<8)
    func application(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let texts = ["abc", "工单", "e\u{301}", "▲", " ", "射压不足"]
        var old = CellGrid(Size(24, 5))
        let size = old.size
        for _ in 0..<300 {
            let new = frame(24, 5) { canvas in
                for _ in 0..<random.below(20) {
                    let style = Style(Role.allCases[random.below(4)])
                    canvas.put(texts[random.below(texts.count)], x: random.below(26) - 1, y: random.below(5), style)
                }
            }.grid
            var cells = (0..<5).map { y in (0..<24).map { old[$0, y] } }
            for run in GridDiff.runs(from: old, to: new) {
                #expect(new[run.columns.lowerBound, run.y].width != 0)
                #expect(run.columns.upperBound == size.width || new[run.columns.upperBound, run.y].width != 0)
                for x in run.columns { cells[run.y][x] = new[x, run.y] }
            }
            #expect(cells == (0..<5).map { y in (0..<24).map { new[$0, y] } })
            old = new
        }
    }
}
