import ArgumentParser
import Basis
import Glibc
import Widgets

/// `floortui gallery`: every control in every theme.
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery", abstract: "Every control of the screens, in any theme: to choose one, or to write one.",
        discussion: "In a terminal: arrows turn pages, t takes the next theme, a shows ASCII, L the other language, q "
            + "leaves. With --size, or where stdout is no terminal, all pages are printed.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, ansi, svg, json, toml }

    @Option(help: "Columns and rows of the pages to print, as 120x40: 1 to 1000 each.")
    var size: ScreenSize?

    @Option(help: "What to print: text, ansi, svg or json; or toml, the theme as a file to begin one's own from.")
    var format = Format.ansi

    @Option(help: "The colours to print: true, 256, 16, 8 or none.")
    var depth = ColorDepth.palette256

    @OptionGroup var look: LookOptions

    @OptionGroup var color: ColorOptions

    func run() throws {
        let file = try failing { try look.terminalFile() }
        var chosen = look.look(file)
        let theme = try ThemeFiles.theme(named: chosen.theme)
        if format == .toml { return Output.data(theme.toml, terminator: "") }
        if size == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
            TerminalSignals.block()
            return TerminalSignals.end(by: try show(Gallery(theme, language: chosen.language), chosen))
        }
        if [.text, .ansi].contains(format) { chosen.followLocale() }
        printPages(Gallery(theme, language: chosen.language), chosen, (size ?? ScreenSize(Size(80, 24))).size)
    }

    private func printPages(_ gallery: Gallery, _ look: Look, _ size: Size) {
        var gallery = gallery
        let terminal = HeadlessTerminal(size, glyphs: look.printedGlyphs, theme: gallery.theme)
        let frame = Frame(size, glyphs: terminal.glyphs)
        for _ in 0..<gallery.pageCount(size) {
            frame.begin(size, glyphs: terminal.glyphs)
            gallery.draw(in: frame.canvas)
            terminal.draw(frame)
            switch format {
            case .text, .toml: Output.result(terminal.grid.text, terminator: "")
            case .ansi: Output.drawing(terminal.grid.ansi(gallery.theme, depth: depth))
            case .svg: Output.data(terminal.grid.svg(gallery.theme))
            case .json: Output.data(terminal.grid.json(theme: gallery.theme, cursor: nil))
            }
            _ = gallery.handle(.pageDown)
        }
    }

    /// Returns the signal that asked for its end, nil when the person left.
    private func show(_ gallery: Gallery, _ look: Look) throws -> Int32? {
        var gallery = gallery
        var options = CursesTerminal.Options(logIn: Environment.stateFolder)
        options.theme = gallery.theme
        // There is nothing to click.
        options.takesMouse = false
        options.glyphs = look.glyphs
        options.useColor = !color.noColor
        do throws(TerminalError) {
            let terminal = try CursesTerminal(options)
            defer { terminal.close() }
            let frame = Frame(terminal.size, glyphs: terminal.glyphs)
            while true {
                frame.begin(terminal.size, glyphs: gallery.isASCII ? .ascii : terminal.glyphs)
                gallery.draw(in: frame.canvas)
                terminal.draw(frame)
                for event in terminal.nextEvents(deadline: nil) {
                    switch event {
                    case .key(let key): if gallery.handle(key) == .leave { return nil }
                    case .terminate(let signal): return signal
                    default: break
                    }
                }
                if terminal.theme != gallery.theme { terminal.theme = gallery.theme }
            }
        } catch {
            throw CommandFailure(.failed, error.description)
        }
    }
}

extension ColorDepth: ExpressibleByArgument {}
