import DemoPlant
import Foundation
import TestSupport
import Testing

/// A39: what commands print can be trusted by scripts.
@Suite("Output of commands")
struct OutputTests {
    /// A store of more machines than a pipe holds rows of.
    private static func store(in folder: TemporaryFolder) throws -> String {
        let machines = (1...1500).map { "machine-with-a-long-name-\($0)" }
        let lines = machines.prefix(400).enumerated().map { number, machine in
            let payload = #"{\"t\": \#(1_700_000_000_000 + number), \"v\": \"run\"}"#
            return #"{"at": \#(1_700_000_000_000 + number), "topic": "p/\#(machine)/mode", "payload": "\#(payload)"}"#
        }
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: folder.file("r.jsonl"), atomically: true, encoding: .utf8)
        try HubProgram.plant(machines).write(toFile: folder.file("p.toml"), atomically: true, encoding: .utf8)
        let store = folder.file("store")
        let run = try Program.run([
            "replay", folder.file("r.jsonl"), "--plant", folder.file("p.toml"), "--store", store,
        ])
        #expect(run.code == 0, "\(run.text)")
        return store
    }

    @Test("A39: a reader that closes early ends a command quietly, with 0")
    func closedPipe() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(in: folder)
        let commands = [
            ["show", "machines", "--json"], ["show", "machines"], ["snapshot", "floor", "--size", "200x1000"],
        ]
        for command in commands {
            let program = (["\"\(Product.path)\""] + command + ["--store", "\"\(store)\""]).joined(separator: " ")
            let whole = try Program.run(command + ["--store", store])
            #expect(whole.text.utf8.count > 100_000, "more than a pipe holds: \(whole.text.utf8.count)")
            let (out, said) = (folder.file("out"), folder.file("said"))
            for file in [out, said] { try? FileManager.default.removeItem(atPath: file) }
            // `head` has closed its end before the program has written all that the pipe does not hold.
            let shell = try ChildProcess(
                "/bin/sh", ["-c", "{ \(program); echo \"code $?\" >&2; } | head -c 100"], output: .file(out),
                errors: .file(said))
            #expect(shell.wait(within: .seconds(60)) == .code(0))
            #expect(try String(contentsOfFile: said, encoding: .utf8) == "code 0\n", "\(command)")
            #expect(try Data(contentsOf: URL(filePath: out)).count == 100)
        }
    }

    @Test("A39: the same question to the same store gives the same bytes", arguments: ["text", "ansi", "svg", "json"])
    func identical(_ format: String) throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(in: folder)
        let command = ["snapshot", "floor", "--store", store, "--size", "120x40", "--format", format]
        let first = try Program.run(command)
        #expect(first.code == 0 && first.text.contains("machine-with"))
        #expect(try Program.run(command) == first)
    }

    @Test("A26: what others named reaches a terminal without what could move its cursor or reorder its text")
    func hostileNames() throws {
        let folder = try TemporaryFolder()
        let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}"
        let (recording, plant) = (folder.file("r.jsonl"), folder.file("p.toml"))
        try #"{"at": 1700000000000, "topic": "x/\u001b]0;owned\u0007\u001b[2J\u202e", "payload": "1"}\#n"#.write(
            toFile: recording, atomically: true, encoding: .utf8)
        try HubProgram.plant(["M1"]).write(toFile: plant, atomically: true, encoding: .utf8)
        let wrong = folder.file("wrong.toml")
        try (HubProgram.plant(["M1"]) + "\n[[rule]]\nstate = \"idle\"\nwhen = \"mode \\u001B[2J\"\n").write(
            toFile: wrong, atomically: true, encoding: .utf8)
        for command in [
            ["doctor", "--plant", plant, recording], ["doctor", "--plant", wrong, recording],
            ["show", "machines", "--store", folder.file(hostile)],
        ] {
            let run = try Program.run(command)
            #expect(run.code != 0 && run.text.contains("\u{FFFD}"), "\(command): \(run.text)")
            #expect(!run.text.contains("\u{1B}") && !run.text.contains("\u{7}") && !run.text.contains("\u{202E}"))
        }
    }
}
