import ArgumentParser
import Basis
import Hub
import Records
import Shopfloor
import Store
import Widgets

/// `floortui snapshot`: one screen without a terminal.
struct Snapshot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Print one screen, as it would stand in a terminal: text, ANSI, SVG or JSON.",
        discussion: "Of a running hub it is as a dashboard shows it now; of a store also as it was at any moment.")

    enum Screen: String, CaseIterable, ExpressibleByArgument {
        case floor, machine, pareto, oee, alarms
        case alarmRates = "alarm-rates"
        case audit, trend, cycles
    }
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, ansi, svg, json }

    @Argument(help: "The screen: \(Screen.allCases.map(\.rawValue).joined(separator: ", ")).")
    var screen: Screen

    @Option(help: "The machine to show; machine, trend and cycles need one.")
    var machine: String?

    @Option(help: "The line that pareto, oee, alarms or alarm-rates are of. Default: the whole plant.")
    var line: String?

    @Option(help: "The value that a trend is of.")
    var tag: String?

    @OptionGroup var source: SourceOptions

    @OptionGroup var moment: MomentOptions

    @Option(help: "Columns and rows, as 120x40: 1 to 1000 each.")
    var size = ScreenSize(Size(80, 24))

    @Option(help: "text, ansi, svg or json.")
    var format = Format.text

    @OptionGroup var look: LookOptions

    func validate() throws {
        switch screen {
        case .floor:
            guard machine == nil else { throw ValidationError("--machine does not belong to the screen floor") }
        case .machine, .trend, .cycles:
            guard machine != nil else { throw ValidationError("\(screen.rawValue) needs --machine") }
        case .pareto, .oee, .alarms, .alarmRates, .audit: break
        }
        guard (screen == .trend) == (tag != nil) else {
            throw ValidationError(
                tag == nil ? "trend needs --tag, the value that it draws" : "--tag belongs to the screen trend alone")
        }
        guard line == nil || machine == nil && [.pareto, .oee, .alarms, .alarmRates].contains(screen) else {
            throw ValidationError("--line belongs to pareto, oee, alarms and alarm-rates, without --machine")
        }
        guard source.broker == nil || moment.at == nil else {
            throw ValidationError("--at belongs to --store: the documents of a running hub are of now")
        }
    }

    func run() throws {
        try failing {
            var look = look.look(try look.terminalFile())
            if [.text, .ansi].contains(format) { look.followLocale() }
            let theme = try ThemeFiles.theme(named: look.theme)
            let terminal = HeadlessTerminal(size.size, glyphs: look.printedGlyphs, theme: theme)
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
        case .ansi: Output.drawing(grid.ansi(theme, depth: .palette256))
        case .svg: Output.data(grid.svg(theme))
        case .json: Output.data(grid.json(theme: theme, cursor: nil))
        }
    }

    /// `empty`, filled with what a dashboard knows, and the clock that it shows.
    private func state(_ empty: DashboardState) throws -> (DashboardState, Instant?) {
        if let broker = source.broker {
            let client = try HubClient(broker, source.access.access(for: broker), site: source.site)
            var (state, now) = try client.read(into: empty, machine: machine)
            try show(&state, now)
            try state.answer(now: now, on: size.size) { try client.page($0, cursor: $1) }
            return (state, now)
        }
        return try source.store.map { try stored($0, empty) } ?? (empty, nil)
    }

    /// The state of a dashboard that saw the documents of that moment.
    private func stored(_ folder: String, _ empty: DashboardState) throws -> (DashboardState, Instant?) {
        var plant = try StoredDashboard(
            SQLiteStore(reading: folder), at: moment.at, includesLater: moment.includesLater)
        var state = try plant.state(empty, machine: machine)
        try show(&state, plant.now)
        try plant.answer(&state, on: size.size)
        return (state, plant.now)
    }

    /// Opens the screen that is asked for over the Floor, or over the machine.
    private func show(_ state: inout DashboardState, _ now: Instant?) throws {
        let scope = machine.map { PlantScope.machine($0) } ?? line.map { .line($0) }
        if let line, !state.picture.lines.contains(where: { $0.id == line }) {
            throw CommandFailure(.usage, "the plant has no line", line, known: state.picture.lines.map(\.id))
        }
        switch screen {
        case .floor, .machine: break
        case .pareto: _ = state.show(.pareto, scope)
        case .oee: _ = state.show(.oee, scope)
        case .alarms: _ = state.show(.alarms, scope)
        case .alarmRates: state.showRates(scope)
        case .audit: _ = state.show(.audit, scope)
        case .cycles: if let machine { state.pages = [CyclesScreen(machine: machine)] }
        case .trend:
            guard let machine, let tag else { return }
            guard let page = TrendScreen(machine: machine, tag: tag, state.context(now)) else {
                let known = state.picture.machines[machine]?.document.tags.map(\.id) ?? []
                throw CommandFailure(.usage, "\(machine) has no value", tag, known: known)
            }
            state.pages = [page]
        }
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
