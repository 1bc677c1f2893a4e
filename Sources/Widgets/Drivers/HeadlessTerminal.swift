import Basis

/// A terminal in memory, for tests and snapshots. Events are fed, nothing waits.
package final class HeadlessTerminal: Terminal {
    package private(set) var size: Size
    package var glyphs: Glyphs
    package var theme: Theme
    package var takesMouse = true
    package var depth: ColorDepth
    /// The last frame shown.
    package private(set) var grid: CellGrid
    package private(set) var cursor: Frame.Cursor?
    /// What the last frame changed.
    package private(set) var lastRuns: [GridRun] = []
    private var shown: CellGrid?
    private var events: [Event] = []

    package init(
        _ size: Size, glyphs: Glyphs = .unicode, theme: Theme = .standard, depth: ColorDepth = .palette256
    ) {
        self.size = size
        self.glyphs = glyphs
        self.theme = theme
        self.depth = depth
        grid = CellGrid(size)
    }

    package func feed(_ keys: Key...) { events += keys.map { .key($0) } }

    /// Each character as a key.
    package func type(_ text: String) { events += text.map { .key(.character($0)) } }

    package func feed(_ event: Event) { events.append(event) }

    package func resize(to size: Size) {
        self.size = size
        events.removeAll { if case .resize = $0 { true } else { false } }
        events.append(.resize(size))
    }

    /// Everything that was fed, at once; the deadline is never waited for.
    package func nextEvents(deadline: ContinuousClock.Instant?) -> [Event] {
        defer { events = [] }
        return events
    }

    package func repaint() { shown = nil }

    /// Nobody else wants it.
    package func stop() {}
    package func close() {}

    package func draw(_ frame: Frame) {
        grid = glyphs == .ascii ? frame.grid.ascii : frame.grid
        cursor = frame.cursor
        lastRuns = GridDiff.runs(from: shown, to: grid)
        shown = grid
    }
}

extension CellGrid {
    /// The same without the characters that some terminals draw over two columns and others over one.
    package var unambiguous: CellGrid { replacing(\.asciiTwin) }

    /// The same without the signs of that kind; letters stay, for a name with one replaced is another name.
    package var withoutSigns: CellGrid { replacing { $0.ownTwin ?? $0 } }

    private func replacing(_ twin: (Cluster) -> Cluster) -> CellGrid {
        var copy = self
        for index in copy.cells.indices where copy.cells[index].width == 1 {
            copy.cells[index].cluster = twin(copy.cells[index].cluster)
        }
        return copy
    }

    /// The same with ASCII alone; a wide character without a twin becomes `??`. A bound takes the blank behind it, too, since
    /// `<` alone would be another bound: `≤ 150` is `<=150`.
    package var ascii: CellGrid {
        var copy = self
        for index in copy.cells.indices {
            let cell = copy.cells[index]
            if index > 0, cell.cluster.isBlank, cells[index - 1].cluster.isBound {
                copy.cells[index].cluster = Cluster(ascii: UInt8(ascii: "="))
                continue
            }
            if cell.width == 2 {
                let twin = cell.cluster.asciiTwin
                copy.cells[index] = Cell(twin, cell.style, width: 1)
                copy.cells[index + 1] = Cell(twin, cell.style, width: 1)
            } else if cell.width == 1 {
                copy.cells[index].cluster = cell.cluster.asciiTwin
            }
        }
        return copy
    }
}
