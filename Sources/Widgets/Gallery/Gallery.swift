package import Basis

/// Every control, in pages of whatever size: for those who choose or write a theme, and for tests.
package struct Gallery: Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored, changed, leave
    }

    package var language: Language
    package private(set) var themes: [Theme]
    package private(set) var theme: Theme
    package private(set) var page = 0
    /// ASCII even where the terminal knows more.
    package private(set) var isASCII = false
    private var size = Size(80, 24)

    /// - Parameter others: themes to go through beside the built-in ones.
    package init(_ theme: Theme, language: Language) {
        self.theme = theme
        self.language = language
        themes = Theme.builtIn.contains(theme) ? Theme.builtIn : [theme] + Theme.builtIn
    }

    // MARK: Keys

    package mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .right, .pageDown, .down, .character(" "): page = min(page + 1, pageCount(size) - 1)
        case .left, .pageUp, .up, .backspace: page = max(0, page - 1)
        case .home: page = 0
        case .end: page = pageCount(size) - 1
        case .character("t"): turn(1)
        case .character("T"): turn(-1)
        case .character("a"): isASCII.toggle()
        case .character("L"): language = language == .en ? .zh : .en
        case .character("q"), .escape, .control("c"): return .leave
        default: return .ignored
        }
        return .changed
    }

    private mutating func turn(_ step: Int) {
        let index = themes.firstIndex(of: theme) ?? 0
        theme = themes[(index + step + themes.count) % themes.count]
    }

    // MARK: Pages

    /// A section and where it stands.
    private struct Placed {
        var section: GallerySection
        var area: Rect
    }

    private static let columnWidth = 38
    private static let gap = 2

    /// First and last line are left where there is room for them.
    private static func body(_ size: Size) -> Rect {
        let frame = size.height >= 4 ? 1 : 0
        return Rect(0, frame, size.width, size.height - 2 * frame)
    }

    /// As many pages as all sections need, at least one.
    package func pageCount(_ size: Size) -> Int { pages(size).count }

    private func pages(_ size: Size) -> [[Placed]] {
        let body = Self.body(size)
        guard !body.isEmpty else { return [[]] }
        let count = max(1, (body.width + Self.gap) / (Self.columnWidth + Self.gap))
        let columns = Layout.split(
            body.width, [Extent](repeating: .weight(1), count: count), gap: Self.gap)
        let width = columns.map(\.count).min() ?? 0
        var pages: [[Placed]] = [[]]
        var column = 0
        var y = 0
        for section in GallerySection.all(language, Size(width, body.height)) {
            let height = min(section.height, body.height)
            if y > 0, y + height > body.height {
                y = 0
                column += 1
            }
            if column == columns.count {
                column = 0
                pages.append([])
            }
            let area = Rect(columns[column].lowerBound, body.y + y, columns[column].count, height)
            pages[pages.count - 1].append(Placed(section: section, area: area))
            y += height + 1
        }
        return pages
    }

    /// Draws the page that it stands at, the last one where the size has fewer.
    package mutating func draw(in canvas: Canvas) {
        size = canvas.size
        let pages = pages(size)
        page = min(page, pages.count - 1)
        draw(pages[page], page, of: pages.count, in: canvas)
    }

    private func draw(_ placed: [Placed], _ page: Int, of count: Int, in canvas: Canvas) {
        if Self.body(canvas.size).y > 0 {
            let number = "\(page + 1)/\(count)"
            let room = max(0, canvas.width - number.columns - 3)
            canvas.put("\(GalleryWords[.gallery, language]) · \(theme.name)", x: 1, width: room, Style(.title))
            canvas.put(number, x: canvas.width - number.columns - 1, .muted)
            hints.draw(in: canvas.row(canvas.height - 1))
        }
        for placed in placed { placed.section.draw(in: canvas.part(placed.area)) }
    }

    private var hints: KeyHints {
        KeyHints([
            .init("→", GalleryWords[.nextPage, language]), .init("t", GalleryWords[.theme, language]),
            .init("a", "ASCII"), .init("L", GalleryWords[.language, language]),
            .init("q", GalleryWords[.quit, language]),
        ])
    }
}
