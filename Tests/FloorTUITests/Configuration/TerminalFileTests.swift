import Basis
import Foundation
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

struct TerminalFileTests {
    private static func read(_ text: String) throws(ConfigurationError) -> TerminalSettings {
        try TerminalFile.read(text: Array(text.utf8), file: "terminal.toml")
    }

    @Test("an empty file gives the broker of this machine and what the terminal says")
    func empty() throws {
        let expected = TerminalSettings(
            broker: BrokerURL(host: "127.0.0.1"), site: nil, language: .auto, theme: nil, glyphs: .auto)
        #expect(try Self.read("") == expected)
    }

    @Test("every key is read, from the disk too")
    func all() throws {
        let text = """
            broker = "mqtt://floor:1884"
            site = "demo"
            language = "zh"
            theme = "night"
            glyphs = "ascii"
            """
        let expected = TerminalSettings(
            broker: BrokerURL(host: "floor", port: 1884), site: "demo", language: .zh, theme: "night", glyphs: .ascii)
        #expect(try Self.read(text) == expected)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try TerminalFile.load(path: file.path) == expected)
    }

    @Test(
        "what is wrong is named with its place and what is allowed",
        arguments: [
            (
                "broker = \"http://x\"",
                "1:10: “http://x” is no broker address: only mqtt:// and mqtts:// are known; "
                    + "write mqtt://host:port or mqtts://host:port"
            ),
            (
                "\nlanguage = \"de\"",
                "2:12: \"language\" in the top level of terminal.toml must be one of the allowed words, found \"de\". "
                    + "Allowed: auto, en, zh"
            ),
            (
                "glyph = \"ascii\"",
                "1:1: unknown key \"glyph\" in the top level of terminal.toml; did you mean \"glyphs\"? "
                    + "Allowed: include, broker, ca, cert, key, user, password_file, site, language, theme, glyphs"
            ),
        ])
    func faults(_ text: String, _ expected: String) {
        do throws(ConfigurationError) {
            _ = try Self.read(text)
            Issue.record("accepted")
        } catch {
            #expect(error.description == "terminal.toml:" + expected)
        }
    }

    @Test("the table of keys is free of faults") func keys() { #expect(TerminalKeys.file.faults == []) }
}
