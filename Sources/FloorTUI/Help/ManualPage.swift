import ArgumentParser

/// A page for man(1), made of what the parser of the command line knows.
struct ManualPage {
    let command: CommandPage

    /// `floortui-hub.1`.
    var fileName: String { "\(command.manualName).1" }

    /// In the macros of man(7).
    var text: String {
        var lines = [
            ".\\\" Made from the options of the program; change those.",
            ".TH \(Self.escaped(command.manualName.uppercased())) 1 \"\" \"FloorTUI \(Version.text)\" \"FloorTUI\"",
            ".SH NAME", "\(Self.escaped(command.manualName)) \\- \(Self.escaped(command.abstract ?? ""))",
            ".SH SYNOPSIS", synopsis, ".SH DESCRIPTION", Self.escaped(command.abstract ?? ""),
        ]
        if let discussion = command.discussion { lines += [".PP", Self.escaped(discussion)] }
        lines += commands + options + exitCodes
        lines += surroundings
        return (lines + seeAlso).joined(separator: "\n") + "\n"
    }

    private var synopsis: String {
        let parts = command.shownArguments.map { argument in
            let text = Self.usage(argument)
            return argument.isOptional ? "[\(text)]" : text
        }
        return
            (["\\fB\(Self.escaped(command.words.joined(separator: " ")))\\fR"] + parts
            + (command.shownSubcommands.isEmpty ? [] : ["[\\fIcommand\\fR]"])).joined(separator: " ")
    }

    private var commands: [String] {
        guard !command.shownSubcommands.isEmpty else { return [] }
        return [".SH COMMANDS"]
            + command.shownSubcommands.flatMap { below in
                let standard =
                    isStandard(below) ? " This is what runs without a command." : ""
                return [
                    ".TP", "\\fB\(Self.escaped(below.commandName))\\fR",
                    Self.escaped((below.abstract ?? "") + standard)
                        + " See \\fB\(Self.escaped(below.manualName))\\fR(1).",
                ]
            }
    }

    private var options: [String] {
        var lines = Self.options(command.shownArguments, under: "OPTIONS")
        if let standard = command.shownSubcommands.first(where: isStandard) {
            let own = standard.shownArguments.filter { argument in
                !command.shownArguments.contains { $0.names?.map(\.text) == argument.names?.map(\.text) }
            }
            lines += Self.options(own, under: "OPTIONS OF THE DASHBOARD")
        }
        return lines
    }

    /// What runs where no command is named; the parser does not tell of it.
    private func isStandard(_ below: CommandPage) -> Bool {
        command.superCommands == nil && below.commandName == Dashboard._commandName
    }

    private static func options(_ arguments: [CommandPage.Argument], under title: String) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return [".SH \(title)"]
            + arguments.flatMap { argument in
                var text = argument.abstract ?? ""
                if let standard = argument.defaultValue { text += " Default: \(standard)." }
                return [".TP", usage(argument), escaped(text)]
            }
    }

    private var exitCodes: [String] {
        [".SH EXIT STATUS", ".TP", "0", "It was done."]
            + CommandFailure.Code.allCases.flatMap { [".TP", "\($0.rawValue)", Self.escaped($0.meaning)] }
            + [".TP", "128 + n", Self.escaped(Self.endedBySignal)]
    }

    private static let endedBySignal =
        "Signal n ended what has the terminal (dashboard, demo, gallery), as a shell tells it: 143 for TERM, 129 when the "
        + "terminal went. What runs until it is asked to end (hub, record) ends with 0."

    private var surroundings: [String] {
        var lines = [".SH ENVIRONMENT"]
        for (name, text) in Self.environment { lines += [".TP", "\\fB\(name)\\fR", Self.escaped(text)] }
        lines += [".SH FILES"]
        for (name, text) in Self.files { lines += [".TP", "\\fI\(Self.escaped(name))\\fR", Self.escaped(text)] }
        return lines
    }

    private static let environment = [
        ("LANG, LC_ALL, LC_MESSAGES", "The language, and whether the terminal shows more than ASCII."),
        ("TERM", "The kind of terminal."),
        ("NO_COLOR", "Where it is not empty, no colours are used."),
        ("FLOORTUI_PASSWORD", "The password of --user, where no file is named."),
        ("XDG_CONFIG_HOME", "Where configuration is looked for instead of ~/.config."),
        ("XDG_STATE_HOME", "Where a terminal keeps what was typed, instead of ~/.local/state."),
    ]

    private static let files = [
        ("~/.config/floortui/terminal.toml", "What a dashboard is connected to, and how it looks."),
        ("~/.config/floortui/themes/", "Themes of your own."),
        ("~/.local/state/floortui/", "What was typed and not yet answered by the hub, one folder a terminal."),
        ("~/.local/state/floortui/floortui.log", "What went wrong while a dashboard had the screen; each crash."),
    ]

    private var seeAlso: [String] {
        let others =
            (command.superCommands.map { [$0.joined(separator: "-")] } ?? [])
            + command.shownSubcommands.map(\.manualName)
        return [".SH SEE ALSO", others.map { "\\fB\(Self.escaped($0))\\fR(1)" }.joined(separator: ", ")]
    }

    /// The names of an option with its value: `--size size`.
    private static func usage(_ argument: CommandPage.Argument) -> String {
        let value = "\\fI\(escaped(argument.valueName ?? "value"))\\fR"
        let names = (argument.names ?? []).map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
        return switch argument.kind {
        case .positional: value
        case .option: "\(names) \(value)"
        case .flag: names
        }
    }

    /// Text that troff takes as it is: a hyphen is the one that is typed, and no line is a request.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .split(separator: "\n", omittingEmptySubsequences: true)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
    }
}
