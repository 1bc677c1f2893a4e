import ArgumentParser
import Basis
import Foundation
import Testing
import Widgets

@testable import FloorTUI

@Suite("How screens look")
struct LookOptionsTests {
    private func look(_ arguments: [String], file text: String? = nil) throws -> Look {
        let options = try LookOptions.parse(arguments)
        return options.look(try text.map { try TerminalFile.read(text: Array($0.utf8), file: "terminal.toml") })
    }

    @Test(
        "--lang and --language are the same; both win over language in terminal.toml", arguments: ["lang", "language"])
    func options(_ name: String) throws {
        #expect(try look(["--\(name)", "zh"]).language == .zh)
        #expect(try look(["--\(name)", "zh"], file: "language = \"en\"").language == .zh)
    }

    @Test("without an option terminal.toml decides, also about theme and glyphs")
    func file() throws {
        let text = "language = \"zh\"\ntheme = \"night\"\nglyphs = \"ascii\""
        let look = try look([], file: text)
        #expect(look.language == .zh && look.theme == "night" && look.glyphs == .ascii)
        #expect(!look.source.fixesTheme && !look.source.fixesLanguage)
        let other = try self.look(["--theme", "day"], file: text)
        #expect(other.theme == "day" && other.source.fixesTheme)
    }

    @Test("--ascii and --unicode win over glyphs in terminal.toml, and exclude each other")
    func glyphs() throws {
        #expect(try look(["--ascii"], file: "glyphs = \"unicode\"").glyphs == .ascii)
        #expect(try look(["--unicode"], file: "glyphs = \"ascii\"").glyphs == .unicode)
        #expect(try look([], file: "glyphs = \"unicode\"").glyphs == .unicode)
        #expect(try look([]).glyphs == .auto)
        #expect(throws: (any Error).self) { try look(["--ascii", "--unicode"]) }
    }

    @Test("auto, and no file, go by the environment")
    func environment() throws {
        #expect(try look([], file: "language = \"auto\"").language == .ofEnvironment)
        #expect(try look([]).language == .ofEnvironment)
    }
}
