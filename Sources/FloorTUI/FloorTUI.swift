package import ArgumentParser
import Basis
import Foundation
import Glibc

/// The program. Runs on the initial thread: it owns the terminal, and signals prefer it.
package struct FloorTUI: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "floortui",
        abstract: "The shop floor in a terminal.",
        discussion: "What every machine does, live, from an MQTT broker. Without a command: the dashboard.",
        version: Version.text,
        subcommands: [
            Dashboard.self, Demo.self, HubCommand.self, PlantCommand.self, Record.self, Replay.self, Snapshot.self,
            Show.self, Report.self, Audit.self, Backup.self, Restore.self, Doctor.self, GalleryCommand.self,
            SchemaCommand.self, WriteFiles.self,
        ],
        defaultSubcommand: Dashboard.self)

    package init() {}

    /// The parser guesses at words that have little in common.
    static func withoutFarGuess(_ text: String) -> String {
        guard let match = text.firstMatch(of: /'-*([^'\n]+)'\. Did you mean '-*([^'\n]+)'\?/),
            Spelling.nearest(to: String(match.1), among: [String(match.2)]) == nil
        else { return text }
        return text.replacing(#/ Did you mean '[^'\n]+'\?/#, with: "")
    }

    /// What can be named after `floortui`.
    static var commandNames: [String] {
        configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }.compactMap { $0.commandName }
    }

    /// Where a word stands in the place of a command and is none: the parser would take it for an argument of the
    /// dashboard. nil: it is one, or an option.
    static func unknownCommand(_ arguments: [String]) -> CommandFailure? {
        let word = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
        let hidden = configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word, !word.hasPrefix("-"), word != "help", !hidden.contains(word) else { return nil }
        let guess = Spelling.nearest(to: word, among: commandNames).map { "; did you mean \($0)?" } ?? "."
        let list = Spelling.list(commandNames)
        return CommandFailure(
            .usage,
            "floortui has no command \(Quoted(word))\(guess) Commands: \(list). floortui --help tells what each does.")
    }

    private static func isHelpOfAll(_ error: any Error) -> Bool {
        exitCode(for: error) == .success
            && [["--help"], ["-h"], ["help"]].contains(Array(CommandLine.arguments.dropFirst()))
    }

    /// Those that act without a command. The parser shows options of a default command only behind its name.
    static var dashboardOptions: String {
        let help = Dashboard.helpMessage()
        guard let start = help.range(of: "OPTIONS:\n") else { return "" }
        let lines = help[start.upperBound...].split(separator: "\n").prefix { !$0.hasPrefix("  -h, --help") }
        return (["OPTIONS OF THE DASHBOARD, without a command:"] + lines.map(String.init)).joined(separator: "\n")
    }

    package static func main() {
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow further is an error of the write, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        // The locale belongs to the whole process: it is taken before there is a second thread.
        _ = Output.isUTF8
        do {
            if let failure = unknownCommand(Array(CommandLine.arguments.dropFirst())) { throw failure }
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            Output.message(failure.description)
            Glibc.exit(failure.code.rawValue)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error) + (isHelpOfAll(error) ? "\n\n" + dashboardOptions : "")
            if code == .success { Output.result(text) } else { Output.message(withoutFarGuess(text)) }
            Glibc.exit(
                code == .success ? 0 : code == .validationFailure ? CommandFailure.Code.usage.rawValue : code.rawValue)
        }
    }
}

/// The program's version, also in the journal's `started` events.
enum Version {
    static let text = "0.1.0"
}
