import ArgumentParser
import DemoPlant
import Foundation
import TestSupport
import Testing

@testable import FloorTUI

@Suite("A38: completions")
struct CompletionTests {
    @Test("completions of each shell have for each command its options, and no others", arguments: ShellScript.all)
    func options(_ script: ShellScript) throws {
        for page in try CommandPage.program().all {
            let names = page.shownArguments.flatMap { $0.names ?? [] }.filter { $0.kind == .long }.map(\.text)
            let offered = script.options(page.words)
            // Without a command it is the dashboard, whose options fish has in the same place.
            let isRight = page.words.count == 1 ? offered.isSuperset(of: names) : offered == Set(names)
            #expect(!names.isEmpty && isRight, "\(page.words): \(offered.symmetricDifference(names))")
        }
    }

    @Test("completions of each shell have the commands below each command, and no others", arguments: ShellScript.all)
    func commands(_ script: ShellScript) throws {
        for page in try CommandPage.program().all where !page.shownSubcommands.isEmpty {
            let offered = script.commands(page.words).subtracting(["help"])
            #expect(offered == Set(page.shownSubcommands.map(\.commandName)), "\(page.words)")
        }
    }

    /// What a shell offers for the last of `words`.
    private func offered(_ words: String...) throws -> Set<Substring> {
        let folder = try TemporaryFolder()
        let (script, list) = (folder.file("floortui.bash"), folder.file("list"))
        let line = words.joined(separator: " ")
        let ask = """
            cd '\(folder.path)'
            \(CompletionScript.bash)
            COMP_WORDS=(\(line)\(words.last == "" ? " ''" : "")); COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
            _floortui floortui "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        try ask.write(toFile: script, atomically: true, encoding: .utf8)
        let shell = try ChildProcess(
            "/bin/bash", [script], environment: ["PATH=/usr/bin:/bin"], output: .file(list),
            errors: .file(folder.file("errors")))
        #expect(shell.wait(within: .seconds(20)) == .code(0))
        let lines = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
        return Set(lines.map { $0.last == " " ? $0.dropLast() : $0 })
    }

    @Test("bash offers the dashboard's options without a command, and files where a file is wanted")
    func bash() throws {
        #expect(try offered("floortui", "--br").contains("--broker"))
        #expect(try offered("floortui", "--broker", "mqtt://x", "--th").contains("--theme"))
        #expect(try offered("floortui", "").contains("doctor"))
        #expect(try offered("floortui", "help", "do") == ["doctor"])
        #expect(try offered("floortui", "help", "").isSuperset(of: ["dashboard", "hub", "schema"]))
        #expect(try offered("floortui", "replay", "--pl").contains("--plant"))
        #expect(try offered("floortui", "replay", "flo").contains("floortui.bash"))
    }
}
