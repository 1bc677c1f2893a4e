import DemoPlant
import Foundation
import TestSupport
import Testing

@Suite("Commands in a locale without UTF-8")
struct LocaleTests {
    private static let locales = ["C", Latin1Locale.name]
    private let folder: TemporaryFolder
    private let store: String
    private let latin1: Latin1Locale

    init() throws {
        latin1 = try Latin1Locale()
        folder = try TemporaryFolder()
        store = folder.file("store")
        let line = #"{"at": 1795540295000, "topic": "p/M1/mode", "payload": "{\"t\": 1795540295000, \"v\": \"run\"}"}"#
        try (line + "\n").write(toFile: folder.file("r.jsonl"), atomically: true, encoding: .utf8)
        let plant = HubProgram.plant(["M1", "M2"]).replacing(
            "id = \"test\"", with: "id = \"test\"\nname = \"压铸车间 · Süd\"")
        try plant.write(toFile: folder.file("p.toml"), atomically: true, encoding: .utf8)
        let run = try Program.run([
            "replay", folder.file("r.jsonl"), "--plant", folder.file("p.toml"), "--store", store,
        ])
        #expect(run.code == 0, "\(run.text)")
    }

    /// What prints text, in Chinese where it can; doctor finds a fault, since nobody listens there.
    private var commands: [[String]] {
        [
            ["show", "machines", "--store", store, "--lang", "zh"],
            ["show", "intervals", "--store", store, "--lang", "zh"],
            ["snapshot", "floor", "--store", store, "--lang", "zh"],
            ["snapshot", "floor", "--store", store, "--lang", "zh", "--format", "ansi"],
            ["gallery", "--size", "80x24", "--lang", "zh"],
            ["doctor", "--broker", "mqtt://127.0.0.1:9", "--lang", "zh"],
            ["doctor", "--plant", folder.file("p.toml"), folder.file("r.jsonl"), "--lang", "zh"],
        ]
    }

    private func environment(_ locale: String) -> [String: String] {
        locale == Latin1Locale.name ? latin1.environment : ["LC_ALL": locale]
    }

    private func run(_ command: [String], _ locale: String) throws -> (code: Int32?, text: String) {
        try Program.run(command, environment: environment(locale))
    }

    @Test("text is ASCII, of the same width, and English, which is said, whatever reads it", arguments: locales)
    func text(_ locale: String) throws {
        for command in commands {
            let here = try run(command, locale)
            #expect(!here.text.isEmpty && here.text.utf8.allSatisfy { $0 < 0x80 }, "\(command): \(here.text)")
            #expect(here.text.contains("The locale has no Chinese characters"), "\(command): \(here.text)")
            let other = try Program.run(command)
            #expect(here.code == other.code)
            #expect(other.text.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(command): \(other.text)")
        }
        let english = ["show", "intervals", "--store", store, "--lang", "en"]
        let (here, other) = (try run(english, locale).text, try Program.run(english).text)
        #expect(here != other && here == other.replacing("–", with: "-"), "\(here)")
    }

    @Test("on a terminal it is the same", arguments: locales)
    func terminal(_ locale: String) throws {
        for command in commands {
            var options = PtyProgram.Options()
            options.environment = environment(locale)
            let program = try PtyProgram(Product.path, command, options)
            #expect(program.waitForExit(within: .seconds(30)) != nil)
            #expect(!program.log.isEmpty && program.log.allSatisfy { $0 < 0x80 }, "\(command): \(program.screen)")
        }
    }

    @Test("what programs and files read is UTF-8 in every locale", arguments: locales)
    func data(_ locale: String) throws {
        let commands = [
            ["snapshot", "floor", "--store", store, "--lang", "zh", "--format", "svg"],
            ["snapshot", "floor", "--store", store, "--lang", "zh", "--format", "json"],
            ["show", "plant", "--store", store], ["show", "plant", "--store", store, "--json"],
            ["doctor", "--broker", "mqtt://127.0.0.1:9", "--lang", "zh", "--json"],
        ]
        for command in commands {
            let here = try run(command, locale).text
            #expect(here.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(command): \(here)")
        }
    }
}
