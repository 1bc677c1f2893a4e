import ArgumentParser
import Foundation

/// What the parser of the command line tells of one command, as manuals need it.
struct CommandPage: Decodable {
    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }

        struct Name: Decodable {
            enum Kind: String, Decodable { case long, short, longWithSingleDash }

            var kind: Kind
            var name: String

            /// As it is typed.
            var text: String { kind == .long ? "--\(name)" : "-\(name)" }
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isOptional: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var abstract: String?
        var discussion: String?
    }

    /// The names of the commands above, the program's first; absent for the program itself.
    var superCommands: [String]?
    var commandName: String
    var shouldDisplay: Bool?
    var abstract: String?
    var discussion: String?
    var subcommands: [CommandPage]?
    var arguments: [Argument]?

    /// The words to type: "floortui plant init".
    var words: [String] { (superCommands ?? []) + [commandName] }

    /// The name of its manual: "floortui-plant-init".
    var manualName: String { words.joined(separator: "-") }

    /// Those that help shows.
    var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
    var shownSubcommands: [CommandPage] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    /// This command and all below it, each before those below it.
    var all: [CommandPage] { [self] + shownSubcommands.flatMap(\.all) }

    /// The whole program.
    static func program() throws -> CommandPage {
        struct Tool: Decodable { var command: CommandPage }
        return try JSONDecoder().decode(Tool.self, from: Data(FloorTUI._dumpHelp().utf8)).command
    }
}
