import ArgumentParser
import Basis
import Hub
import Records
import Store
import Widgets

/// `floortui snapshot`: one screen without a terminal.
struct Snapshot: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print one screen, as it would stand in a terminal: text, ANSI, SVG or JSON.",
        discussion: "Of a running hub it is as a dashboard shows it now; of a store also as it was at any moment.")

    enum Screen: String, CaseIterable, ExpressibleByArgument { case floor, machine }
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, ansi, svg, json }

    @Argument(help: "The screen: floor, or machine with --machine.")
    var screen: Screen

    @Option(help: "The machine to show.")
    var machine: String?

    @OptionGroup var source: SourceOptions

    @OptionGroup var moment: MomentOptions

    @Option(help: "Columns and rows, as 120x40.")
    var size = ScreenSize(Size(80, 24))

    @Option(help: "text, ansi, svg or json.")
    var format = Format.text

    @OptionGroup var look: LookOptions

    func validate() throws {
        guard (screen == .machine) == (machine != nil) else {
            throw ValidationError("--machine belongs to the screen machine, and only to it")
        }
        guard source.broker == nil || moment.at == nil else {
            throw ValidationError("--at belongs to --store: the documents of a running hub are of now")
        }
    }

    func run() throws {
        try failing {
            let look = look.look(try look.terminalFile())
            let theme = try ThemeFiles.theme(named: look.theme)
            let terminal = HeadlessTerminal(size.size, glyphs: look.forceASCII ? .ascii : .unicode, theme: theme)
            let frame = Frame(size.size, glyphs: terminal.glyphs)
            var (state, now) = try state(DashboardState(language: look.language))
            state.draw(in: frame, now: now)
            terminal.draw(frame)
            write(terminal.grid, theme)
        }
    }

    private func write(_ grid: CellGrid, _ theme: Theme) {
        switch format {
        case .text: Output.result(grid.text, terminator: "")
        case .ansi: Output.result(grid.ansi(theme, depth: .palette256), terminator: "")
        case .svg: Output.result(grid.svg(theme))
        case .json: Output.result(grid.json(theme: theme, cursor: nil))
        }
    }

    /// `empty`, filled with what a dashboard knows, and the clock that it shows.
    private func state(_ empty: DashboardState) throws -> (DashboardState, Instant?) {
        if let broker = source.broker {
            return try HubClient(broker, source.access.access(for: broker), site: source.site).read(
                into: empty, machine: machine)
        }
        return try source.store.map { try stored($0, empty) } ?? (empty, nil)
    }

    /// The state of a dashboard that saw the documents of that moment.
    private func stored(_ folder: String, _ empty: DashboardState) throws -> (DashboardState, Instant?) {
        let store = try SQLiteStore(reading: folder)
        guard let accepted = try store.model(asOf: moment.at.map(AsOf.at) ?? .now) else {
            throw StoreError(.missing, "the store holds nothing yet; run a hub or a replay on it first")
        }
        let model = try PlantFile.read(text: Array(accepted.text.utf8), file: "the store's plant file")
        let documents = try StoredDocuments(
            store: store, model: model, at: moment.at, includesLater: moment.includesLater)
        var state = empty
        state.link = .recorded
        let head = DocumentHead(epoch: 1, number: 1, seq: 0, at: documents.now)
        state.picture.apply(documents.modelDocument, head)
        for line in try documents.lineDocuments() { state.picture.apply(line, head) }
        if let machine {
            guard let document = try documents.machineDocument(machine) else {
                throw CommandFailure(noMachine: machine)
            }
            state.picture.apply(document, head)
            _ = state.open(machine)
        }
        return (state, documents.now)
    }
}

/// `120x40`.
struct ScreenSize: ExpressibleByArgument, CustomStringConvertible {
    var size: Size
    var description: String { "\(size.width)x\(size.height)" }

    init(_ size: Size) { self.size = size }

    init?(argument: String) {
        let parts = argument.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else { return nil }
        size = Size(parts[0], parts[1])
    }
}
