import Basis
import Testing
import Widgets

@Suite("Small controls")
struct ControlTests {
    @Test("a numbered list is chosen from by digits or by arrows and Enter")
    func list() {
        var list = List([.init("DC-01", detail: "now"), .init("等待模具"), .init("DC-03")], isNumbered: true)
        #expect(lines(18, 3) { list.draw(in: $0) } == ["▸ 1 DC-01      now", "  2 等待模具", "  3 DC-03"])
        #expect(lines(18, 3, .ascii) { list.draw(in: $0) }[0] == "> 1 DC-01      now")
        #expect(list.handle(.down) == .moved)
        #expect(list.handle(.enter) == .chosen(1))
        #expect(list.handle(.character("3")) == .chosen(2))
        #expect(list.handle(.character("4")) == .ignored)
        #expect(lines(18, 1) { list.draw(in: $0) } == ["▸ 3 DC-03"])
    }

    @Test("an overlay is a box in the middle, drawn into by its own coordinates")
    func overlay() {
        func draw(_ canvas: Canvas) {
            canvas.fill(with: Cluster("x"))
            Overlay("Help", size: Size(10, 3)).draw(in: canvas).put("Esc back")
        }
        #expect(
            lines(14, 5, .unicode, draw) == [
                "xxxxxxxxxxxxxx", "xx┌─ Help ─┐xx", "xx│ Esc ba │xx", "xx└────────┘xx", "xxxxxxxxxxxxxx",
            ])
        #expect(lines(14, 5, .ascii, draw)[1] == "xx+- Help -+xx")
    }

    @Test("a banner fills its line and has a sign unless it is a notice")
    func banner() {
        #expect(
            lines(34, 1) { Banner("hub silent since 10:50", .critical, detail: "0:12").draw(in: $0) }
                == [" ▲ hub silent since 10:50    0:12"])
        #expect(lines(12, 1) { Banner("saved", .notice).draw(in: $0) } == [" saved"])
        #expect(lines(12, 1, .ascii) { Banner("hub silent since", .warning).draw(in: $0) } == [" ! hub sil~"])
    }

    @Test("a bar fills by eighths and marks its limits; without a value it is a dashed line")
    func bar() {
        #expect(lines(10, 1) { Bar(63, scale: 0...100).draw(in: $0) } == ["██████▎···"])
        #expect(lines(10, 1, .ascii) { Bar(63, scale: 0...100).draw(in: $0) } == ["###### ..."])
        #expect(lines(10, 1) { Bar(30, scale: 0...100, lowLimit: 20, highLimit: 80).draw(in: $0) } == ["██│·····│·"])
        #expect(lines(10, 1) { Bar(nil, scale: 0...100).draw(in: $0) } == ["┄┄┄┄┄┄┄┄┄┄"])
        #expect(lines(10, 1) { Bar(.nan, scale: 0...100).draw(in: $0) } == ["┄┄┄┄┄┄┄┄┄┄"])
        #expect(lines(10, 1) { Bar(1e9, scale: 0...100).draw(in: $0) } == ["██████████"])
        #expect(lines(10, 1) { Bar(5, scale: 5...5).draw(in: $0) } == ["··········"])
        let out = frame(10, 1) { Bar(90, scale: 0...100, highLimit: 80).draw(in: $0) }
        #expect(out.grid[0, 0].style.role == .outOfLimits)
    }

    @Test("a sparkline shows a missing value as a gap, never as zero")
    func sparkline() {
        let values: [Double?] = [0, 1, 2, nil, 4, 5, 6, 7]
        #expect(lines(8, 1) { Sparkline(values).draw(in: $0) } == ["▁▂▃·▅▆▇█"])
        #expect(lines(8, 1, .ascii) { Sparkline(values).draw(in: $0) } == ["_.-.=+*#"])
        #expect(lines(4, 1) { Sparkline(values).draw(in: $0) } == ["▁▃▆█"])
        #expect(lines(4, 1) { Sparkline([3, 3]).draw(in: $0) } == ["  ▄▄"])
        let marked = frame(2, 1) { Sparkline([1, 9], scale: 0...10, limits: 0...5).draw(in: $0) }.grid
        #expect(marked[0, 0].style.role == .trend && marked[1, 0].style.role == .outOfLimits)
    }

    static let shift: [Ribbon.Segment] = [
        .init(weight: 4, .horizontal, .muted, rank: 0), .init(weight: 0.3, .triangle, .critical, rank: 3),
        .init(weight: 1.7, .horizontal, .muted, rank: 0), .init(weight: 2, .light, .noData, rank: 2),
    ]

    @Test("a ribbon column shows the worst, or what takes most of it")
    func ribbon() {
        #expect(lines(8, 1) { Ribbon(Self.shift).draw(in: $0) } == ["────▲─░░"])
        #expect(lines(8, 1) { Ribbon(Self.shift, choice: .dominant).draw(in: $0) } == ["──────░░"])
        #expect(lines(8, 1, .ascii) { Ribbon(Self.shift).draw(in: $0) } == ["----!-::"])
        #expect(lines(4, 1) { Ribbon(Self.shift).draw(in: $0) } == ["──▲░"])
        #expect(lines(1, 1) { Ribbon(Self.shift, choice: .dominant).draw(in: $0) } == ["─"])
        #expect(lines(4, 1) { Ribbon([]).draw(in: $0) } == [""])
    }

    @Test("a ribbon has as many columns as asked for, whatever the weights", arguments: 1...40)
    func ribbonWidth(_ width: Int) {
        let segments = (0..<37).map { Ribbon.Segment(weight: Double($0 % 5) * 0.37, .dot, .text, rank: $0 % 3) }
        #expect(Ribbon(segments).columns(width).count == width)
        #expect(Ribbon(segments, choice: .dominant).columns(width).count == width)
    }

    @Test("key hints shorten by leaving out, the last one stays")
    func hints() {
        let hints = KeyHints([.init("Enter", "open"), .init("s", "stop reason"), .init("?", "help")])
        #expect(lines(40, 1) { hints.draw(in: $0) } == [" Enter open  s stop reason  ? help"])
        #expect(lines(24, 1) { hints.draw(in: $0) } == [" Enter open  ? help"])
        #expect(lines(12, 1) { hints.draw(in: $0) } == [" ? help"])
    }
}
