import ArgumentParser
import Basis
import Hub
import Widgets

/// `floortui schema`: what may stand in configuration files, for editors and for people.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print what may stand in a configuration file: as a JSON Schema for editors, or as Markdown.",
        discussion: "The schema is draft 2020-12. It is made from the table that files are checked by.")

    @Argument(help: "The kind of file: \(ConfigurationKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ConfigurationKind

    @Flag(help: "As a page of Markdown.")
    var markdown = false

    func run() {
        Output.result(markdown ? Array(kind.page.utf8) : kind.keys.schema)
    }
}

/// The kinds of configuration files.
enum ConfigurationKind: String, CaseIterable, ExpressibleByArgument {
    case plant, terminal, theme

    var keys: KeyTable {
        switch self {
        case .plant: PlantKeys.file
        case .terminal: TerminalKeys.file
        case .theme: Theme.keys
        }
    }

    /// The reference of its keys, as it stands in `docs/`.
    var page: String {
        """
        <!-- Made by `floortui schema \(rawValue) --markdown` from the table that files are checked by: change that. -->
        # \(keys.name == "theme" ? "Theme files" : keys.name)


        """ + keys.markdown
    }
}
