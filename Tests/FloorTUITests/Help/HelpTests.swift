import ArgumentParser
import DemoPlant
import Foundation
import TestSupport
import Testing

@testable import FloorTUI

@Suite("A38: --help and manuals")
struct HelpTests {
    /// The options in a text, as they are typed.
    private func options(in text: String) -> Set<String> {
        let plain = text.replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: " ")
        return Set(plain.matches(of: /(?:^|[^-\w])(--[a-z][a-z-]*)/).map { String($0.output.1) })
    }

    /// What `--help` prints for a command.
    private func help(_ page: CommandPage) -> String {
        do {
            // Where there are commands below, it is a command of its own that prints help.
            var command = try FloorTUI.parseAsRoot(Array(page.words.dropFirst()) + ["--help"])
            try command.run()
            return ""
        } catch {
            return FloorTUI.fullMessage(for: error, columns: 200)
        }
    }

    /// The part of an `--help` below a title: the rows begin two spaces in.
    private func section(_ title: String, of help: String) -> [Substring] {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix(title) }) else { return [] }
        return Array(lines[(start + 1)...].prefix { $0.isEmpty == false })
    }

    @Test("manual and --help name the same options of each command, and each has a text")
    func options() throws {
        for page in try CommandPage.program().all {
            #expect(page.abstract?.isEmpty == false, "\(page.manualName)")
            for argument in page.shownArguments {
                #expect(argument.abstract?.isEmpty == false, "\(page.manualName) \(argument.names?.first?.text ?? "")")
            }
            let help = help(page)
            let rows = section("OPTIONS:", of: help).joined(separator: "\n")
            let manual = ManualPage(command: page).text
            let parts = manual.components(separatedBy: ".SH OPTIONS\n")
            try #require(parts.count == 2 || page.shownArguments.isEmpty)
            let usages = (parts.last ?? "").components(separatedBy: "\n.SH").first ?? ""
            let tagged = usages.components(separatedBy: ".TP\n").dropFirst().compactMap {
                $0.split(separator: "\n").first.map(String.init)
            }
            #expect(options(in: rows).contains("--help"), "\(page.manualName)")
            #expect(options(in: tagged.joined(separator: "\n")) == options(in: tags(of: rows)), "\(page.manualName)")
        }
    }

    @Test(
        "a manual's synopsis names each option that --help lists, in brackets what may be left out, as its usage does")
    func synopsis() throws {
        for page in try CommandPage.program().all {
            let manual = ManualPage(command: page).text
            let after = manual.components(separatedBy: ".SH SYNOPSIS\n").dropFirst().first ?? ""
            let synopsis = String(after.prefix { $0 != "\n" })
            let rows = section("OPTIONS:", of: help(page)).joined(separator: "\n")
            // The first name of each: an option may have a short one beside it.
            #expect(options(in: synopsis) == options(in: tags(of: rows)), "\(page.manualName)")
            let needed = page.shownArguments.filter { !$0.isOptional }.compactMap { $0.names?.last?.text }
            let plain = synopsis.replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: "").replacing(
                /\[[^\]]*\]/, with: "")
            #expect(options(in: plain) == Set(needed), "\(page.manualName): \(plain)")
            for positional in page.shownArguments where positional.kind == .positional {
                #expect(synopsis.contains("\\fI\(ManualPage.escaped(positional.valueName ?? ""))\\fR"), "\(synopsis)")
            }
            #expect(synopsis.contains("[\\fIcommand\\fR]") == !page.shownSubcommands.isEmpty, "\(page.manualName)")
        }
    }

    /// The left column of a list of options, whose texts begin further right.
    private func tags(of rows: String) -> String {
        rows.split(separator: "\n").filter { $0.hasPrefix("  -") }.map { row in
            row.dropFirst(2).firstRange(of: "  ").map { String(row[..<$0.lowerBound]) } ?? String(row)
        }.joined(separator: "\n")
    }

    @Test("manual and --help name the same commands")
    func commands() throws {
        for page in try CommandPage.program().all where !page.shownSubcommands.isEmpty {
            let rows = section("SUBCOMMANDS:", of: help(page)).filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            let shown = rows.compactMap { $0.split(separator: " ").first.map(String.init) }
            #expect(shown == page.shownSubcommands.map(\.commandName), "\(page.manualName)")
            let manual = ManualPage(command: page).text
            for name in shown { #expect(manual.contains("\n\\fB\(ManualPage.escaped(name))\\fR\n"), "\(name)") }
        }
    }

    @Test("the dashboard's options are in the program's own help and manual, since they act without a command")
    func dashboardOptions() throws {
        let program = try CommandPage.program()
        let manual = ManualPage(command: program).text
        let own = manual.components(separatedBy: ".SH OPTIONS OF THE DASHBOARD\n").last ?? ""
        for option in ["--broker", "--site", "--theme", "--lang", "--no-color"] {
            #expect(FloorTUI.dashboardOptions.contains(option) && options(in: own).contains(option), "\(option)")
        }
        for page in program.all {
            let text = ManualPage(command: page).text
            for section in ["ENVIRONMENT", "FILES"] { #expect(text.contains(".SH \(section)\n"), "\(page.manualName)") }
            #expect(text.contains("FLOORTUI\\_PASSWORD") || text.contains("FLOORTUI_PASSWORD"))
        }
    }

    @Test("a word that is no command is told with the nearest, all there are, and where to read more")
    func unknownCommands() throws {
        for page in try CommandPage.program().all where page.manualName == "floortui-\(page.commandName)" {
            #expect(FloorTUI.unknownCommand([page.commandName]) == nil, "\(page.commandName)")
        }
        for known in [[], ["--broker", "x"], ["hub"], ["help"], ["help", "hub"], ["write-files", "docs"]] {
            #expect(FloorTUI.unknownCommand(known) == nil, "\(known)")
        }
        for arguments in [["docter"], ["docter", "--json"], ["help", "docter"]] {
            let text = FloorTUI.unknownCommand(arguments)?.description ?? ""
            #expect(
                text.hasPrefix("floortui has no command \"docter\"; did you mean doctor? Commands: dashboard, demo,"))
            #expect(text.hasSuffix("floortui --help tells what each does.") && !text.contains("write-files"))
        }
        let far = FloorTUI.unknownCommand(["frobnicate"])
        #expect(far?.code == .usage && far?.description.contains("\"frobnicate\". Commands:") == true)
    }

    @Test("a guess at an option that was meant is given only where it is near")
    func guesses() {
        let far = "Error: Unknown option '--nope'. Did you mean '--site'?\nUsage: …"
        #expect(FloorTUI.withoutFarGuess(far) == "Error: Unknown option '--nope'.\nUsage: …")
        let near = "Error: Unknown option '--brokr'. Did you mean '--broker'?\nUsage: …"
        #expect(FloorTUI.withoutFarGuess(near) == near)
    }

    @Test("what is for installations alone is not shown")
    func hidden() throws {
        #expect(try !CommandPage.program().all.contains { $0.commandName == "write-files" })
        #expect(!FloorTUI.helpMessage().contains("write-files"))
    }

    @Test("text in a manual cannot be a request of troff")
    func escaping() {
        #expect(ManualPage.escaped(".SH a-b\\c\n'x") == "\\&.SH a\\-b\\ec\n\\&'x")
    }
}
