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
        #expect(lines(11, 1) { list.draw(in: $0) } == ["▸ 1 DC-01"])
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
        #expect(lines(10, 1) { Bar(100, scale: 0...100).draw(in: $0) } == ["██████████"])
        #expect(lines(10, 1) { Bar(1e9, scale: 0...100).draw(in: $0) } == ["█████████→"])
        #expect(lines(10, 1) { Bar(-0.1, scale: 0...100, lowLimit: 20).draw(in: $0) } == ["←·│·······"])
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

    @Test(
        "of hints the least important leave first, of the same the last, wherever they stand; the others keep their order"
    )
    func hintPriorities() {
        let hints = KeyHints([
            .init("n", "next", priority: 2), .init("Enter", "open", priority: 1), .init("p", "before", priority: 2),
            .init(":", "command"), .init("?", "help"),
        ])
        #expect(lines(60, 1) { hints.draw(in: $0) } == [" n next  Enter open  p before  : command  ? help"])
        #expect(lines(48, 1) { hints.draw(in: $0) } == [" n next  Enter open  : command  ? help"])
        #expect(lines(36, 1) { hints.draw(in: $0) } == [" Enter open  : command  ? help"])
        #expect(lines(20, 1) { hints.draw(in: $0) } == [" : command  ? help"])
        #expect(lines(10, 1) { hints.draw(in: $0) } == [" ? help"])
    }

    @Test("a banner is as high as its text asks for; what does not fit is cut on the last line")
    func highBanner() {
        let banner = Banner("the first, the second and the third word", .warning)
        #expect(banner.height(80) == 1 && banner.height(20) == 3)
        #expect(
            lines(20, 3) { banner.draw(in: $0) } == [" ▲ the first, the", "   second and the", "   third word"])
        #expect(lines(20, 2) { banner.draw(in: $0) } == [" ▲ the first, the", "   second and the …"])
        #expect(Banner("a long text that is cut", .notice, detail: "0:12").height(10) == 1)
    }

    @Test("a scroll bar shows where the seen lines lie; it touches an end only there")
    func scrollBar() {
        func thumb(_ first: Int) -> Range<Int>? { ScrollBar(first: first, seen: 10, of: 100).thumb(height: 10) }
        #expect(
            thumb(0) == 0..<1 && thumb(1) == 1..<2 && thumb(45) == 4..<5 && thumb(89) == 8..<9 && thumb(90) == 9..<10)
        #expect(ScrollBar(first: 0, seen: 10, of: 10).thumb(height: 10) == nil)
        #expect(ScrollBar(first: 3, seen: 5, of: 8).thumb(height: 5) == 2..<5)
        #expect(lines(3, 3) { ScrollBar(first: 5, seen: 3, of: 9).draw(in: $0) } == ["│", "█", "│"])
        #expect(lines(3, 3) { ScrollBar(first: 0, seen: 9, of: 9).draw(in: $0) } == ["", "", ""])
    }

    @Test("the thumb of a scroll bar is whole and inside, whatever is scrolled", arguments: 2...40)
    func thumbs(_ height: Int) {
        for count in [height + 1, height * 3, 10_000] {
            for first in stride(from: 0, through: count - height, by: max(1, count / 37)) {
                let thumb = ScrollBar(first: first, seen: height, of: count).thumb(height: height)
                #expect(thumb.map { $0.lowerBound >= 0 && $0.upperBound <= height && !$0.isEmpty } == true)
                if height > 2, first > 0 { #expect(thumb?.lowerBound != 0) }
            }
        }
    }

    @Test("help that does not fit shows on its border where it stands")
    func longHelp() {
        let map = KeyMap<Int, Int>((0..<9).map { .init([.character("a")], $0, in: 0, label: "", help: "line") })
        var help = HelpOverlay("Help", map, in: [0]) { $0 }
        #expect(lines(16, 6) { help.draw(in: $0) }.map { $0.suffix(1) } == ["┐", "█", "│", "│", "│", "┘"])
        _ = help.handle(.end)
        #expect(lines(16, 6) { help.draw(in: $0) }.map { $0.suffix(1) } == ["┐", "│", "│", "│", "█", "┘"])
        #expect(lines(16, 12) { help.draw(in: $0) }.map { $0.suffix(1) }[1...9].allSatisfy { $0 == "│" })
    }
}
