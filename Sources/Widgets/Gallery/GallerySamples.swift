import Basis

/// Each control with something in it that shows all its faces.
struct GallerySamples: Sendable {
    let language: Language

    func word(_ word: GalleryWords) -> String { GalleryWords[word, language] }

    var tables: [GallerySection] {
        let language = language
        let nothing = word(.nothing)
        func table(_ isFocused: Bool) -> @Sendable (Canvas) -> Void {
            { canvas in
                let source = GalleryTable(language: language)
                var table = Table<Int>(source.columns)
                table.isFocused = isFocused
                table.select(2, in: source)
                let width = canvas.width - 2
                table.draw(in: canvas.part(Rect(0, 0, width, canvas.height)), source)
                let bar = Rect(canvas.width - 1, 1, 1, canvas.height - 1)
                table.scrollBar(rows: source.rowCount).draw(in: canvas.part(bar))
            }
        }
        return [
            GallerySection(word(.table), lines: 9, table(true)),
            GallerySection(word(.elsewhere), lines: 4, table(false)),
            GallerySection(word(.tiles), lines: 6) { canvas in
                let source = GalleryTable(language: language)
                var tiles = TileGrid<Int>(Size(16, 2))
                tiles.select(2, in: source)
                tiles.draw(in: canvas, source)
            },
            GallerySection(word(.empty), lines: 2) { canvas in
                var table = Table<Int>(GalleryTable(language: language).columns)
                table.emptyText = nothing
                table.draw(in: canvas, EmptyGalleryTable())
            },
        ]
    }

    var marks: [GallerySection] {
        [
            bars, sparklines, ribbons,
            GallerySection(word(.scroll), lines: 4) { canvas in
                for (index, first) in [0, 1, 45, 89, 90].enumerated() {
                    let column = canvas.part(Rect(index * 4, 0, 1, canvas.height))
                    ScrollBar(first: first, seen: 10, of: 100).draw(in: column)
                }
            },
        ]
    }

    /// A word at the left, the control beside it.
    private static func line(_ text: String, _ y: Int, in canvas: Canvas) -> Canvas {
        let width = min(12, canvas.width / 2)
        canvas.put(text, y: y, width: width, .muted)
        return canvas.part(Rect(width + 1, y, canvas.width - width - 1, 1))
    }

    private var bars: GallerySection {
        let scale = 0.0...100.0
        let samples = [
            (word(.within), Bar(63, scale: scale, lowLimit: 20, highLimit: 80)),
            (word(.tooHigh), Bar(91, scale: scale, lowLimit: 20, highLimit: 80)),
            (word(.offScale), Bar(-4, scale: scale, lowLimit: 20, highLimit: 80)),
            (word(.open), Bar(37, scale: scale)), (word(.noValue), Bar(nil, scale: scale)),
        ]
        return GallerySection(word(.bars), lines: samples.count) { canvas in
            for (y, sample) in samples.enumerated() { sample.1.draw(in: Self.line(sample.0, y, in: canvas)) }
        }
    }

    private var sparklines: GallerySection {
        let course = (0..<24).map { Double(($0 * 7) % 11) }
        let samples = [
            (word(.course), Sparkline(course)),
            (word(.withGap), Sparkline(course.enumerated().map { (8...11).contains($0.offset) ? nil : $0.element })),
            (word(.tooHigh), Sparkline(course, limits: 0...8)),
        ]
        return GallerySection(word(.sparklines), lines: samples.count) { canvas in
            for (y, sample) in samples.enumerated() { sample.1.draw(in: Self.line(sample.0, y, in: canvas)) }
        }
    }

    private var ribbons: GallerySection {
        let segments: [Ribbon.Segment] = [
            .init(weight: 5, .horizontal, .muted), .init(weight: 0.2, .triangle, .critical, rank: 5),
            .init(weight: 3, .horizontal, .muted), .init(weight: 2, .medium, .setUp, rank: 2),
            .init(weight: 1, .dark, .maintenance, rank: 2), .init(weight: 1, .diamond, .attention, rank: 4),
            .init(weight: 2, .horizontal, .muted), .init(weight: 1, .light, .noData, rank: 3),
        ]
        let samples = [
            (word(.worst), Ribbon(segments, choice: .worst)), (word(.longest), Ribbon(segments, choice: .dominant)),
        ]
        return GallerySection(word(.ribbon), lines: samples.count) { canvas in
            for (y, sample) in samples.enumerated() { sample.1.draw(in: Self.line(sample.0, y, in: canvas)) }
        }
    }

    var typing: [GallerySection] {
        let (sample, placeholder) = (word(.sample), word(.placeholder))
        let items = [
            List.Item(word(.running), detail: "1:32"), List.Item(word(.waiting), detail: "0:04", role: .attention),
            List.Item(word(.down), detail: "12:07", role: .critical), List.Item("二号泵", detail: "A-02"),
        ]
        return [
            GallerySection(word(.list), lines: 4) { canvas in
                var list = List(items, isNumbered: true)
                list.position.selected = 1
                list.draw(in: canvas)
            },
            GallerySection(word(.input), lines: 3) { canvas in
                InputLine(sample).draw(in: canvas.row(0))
                var empty = InputLine()
                empty.placeholder = placeholder
                empty.draw(in: canvas.row(1), isFocused: false)
                var secret = InputLine("1234")
                secret.isSecret = true
                secret.draw(in: canvas.row(2), isFocused: false)
            },
            GallerySection(word(.candidates), lines: 3) { canvas in
                var line = InputLine("th")
                line.candidates = ["theme kiosk", "theme monochrome", "theme default"]
                _ = line.handle(.tab)
                let area = canvas.on(.overlay)
                area.fill()
                line.drawCandidates(in: area)
            },
        ]
    }

    var boxes: [GallerySection] {
        let banners = [
            Banner(word(.done), .notice), Banner(word(.notRight), .warning, detail: word(.detail)),
            Banner(word(.notValid), .critical, detail: word(.detail)),
        ]
        let hints = KeyHints([
            .init("Enter", word(.choose)), .init("Esc", word(.stay)), .init("q", word(.leave)),
            .init("?", word(.help)),
        ])
        let (ask, answers) = (word(.ask), "y \(word(.leave))   Esc \(word(.stay))")
        let title = word(.rule)
        return [
            GallerySection(word(.banners), lines: 3) { canvas in
                for (y, banner) in banners.enumerated() { banner.draw(in: canvas.row(y)) }
            },
            GallerySection(word(.hints), lines: 1) { hints.draw(in: $0.row(0)) },
            GallerySection(word(.rule), lines: 1) { $0.rule(y: 0, title: title, trailing: "2/4") },
            GallerySection(word(.overlay), lines: 3) { canvas in
                let box = Overlay(ask, size: Size(answers.columns + 4, 3)).draw(in: canvas)
                box.put(answers, width: box.width)
            },
            help,
        ]
    }

    private var help: GallerySection {
        let words = [word(.move), word(.choose), word(.leaving)]
        let title = word(.help)
        return GallerySection(title, lines: 5) { canvas in
            let map = KeyMap<Int, Int>([
                .init([.up, .down], 0, in: 0, label: "0", help: "0"), .init([.enter], 1, in: 0, label: "1", help: "1"),
                .init([.character("q"), .escape], 2, in: 0, label: "2", help: "2"),
            ])
            var help = HelpOverlay(title, map, in: [0]) { Int($0).map { words[$0] } ?? "" }
            help.draw(in: canvas)
        }
    }
}
