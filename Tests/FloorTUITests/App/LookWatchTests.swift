import Basis
import Foundation
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

@Suite("A37: an edit of terminal.toml counts whole or not at all")
struct LookWatchTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("terminal.toml") }

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, to name: String = "terminal.toml") throws {
        // As editors do: another file in its place.
        try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
    }

    /// Lets an expectation ask what changes what it asks.
    private final class Followed {
        var watch: LookWatch
        init(_ watch: LookWatch) { self.watch = watch }
        var theme: Theme { watch.theme }
        var name: String { watch.name }
        var faults: [String] { watch.faults }
        var needsRestart: Bool { watch.needsRestart }
        func check() -> Bool { watch.check() }
        func takeLanguage() -> Language? { watch.takeLanguage() }
    }

    private func watch(_ text: String?, _ change: (inout LookWatch.Source) -> Void = { _ in }) throws -> Followed {
        if let text { try write(text) }
        let settings = text == nil ? nil : try TerminalFile.load(path: path)
        var source = LookWatch.Source(file: path, settings: settings, theme: settings?.theme)
        change(&source)
        return Followed(try LookWatch(source))
    }

    @Test("nothing is read while nothing is edited")
    func quiet() throws {
        let watch = try watch("theme = \"kiosk\"\n")
        #expect(watch.theme == .kiosk && watch.name == "kiosk")
        #expect(!watch.check() && !watch.check())
    }

    @Test("theme and language come in at once; without a theme it is the default one again")
    func live() throws {
        let watch = try watch("theme = \"kiosk\"\n")
        try write("theme = \"default-light\"\nlanguage = \"zh\"\n")
        #expect(watch.check())
        #expect(watch.theme == .light && watch.takeLanguage() == .zh && watch.takeLanguage() == nil)
        #expect(watch.faults.isEmpty && !watch.needsRestart)
        try write("language = \"zh\"\n")
        #expect(watch.check() && watch.theme == Theme.builtIn("default") && watch.takeLanguage() == nil)
    }

    @Test(
        "a broken edit keeps what was in force, and says where and why",
        arguments: [
            ("theme = \"nothing\"\n", "terminal.toml:1:9: there is no theme \"nothing\"; known: default-dark"),
            ("language = \"zh\"\ntheme = \"nothing\"\n", "terminal.toml:2:9: there is no theme"),
            ("theme = \"light\nlanguage = \"zh\"\n", "terminal.toml:1:"),
            ("language = \"zh\"\nthem = \"kiosk\"\n", "terminal.toml:2:1: unknown key \"them\""),
        ])
    func broken(_ text: String, _ fault: String) throws {
        let watch = try watch("theme = \"kiosk\"\n")
        try write(text)
        #expect(watch.check())
        #expect(watch.theme == .kiosk && watch.name == "kiosk" && watch.takeLanguage() == nil)
        #expect(watch.faults.count == 1 && watch.faults[0].hasPrefix(fault), "\(watch.faults)")
        try write("theme = \"monochrome\"\n")
        #expect(watch.check() && watch.faults.isEmpty && watch.theme == .monochrome)
    }

    @Test("a file that comes later, or goes, is seen")
    func laterFile() throws {
        let watch = try watch(nil)
        try write("theme = \"kiosk\"\n")
        #expect(watch.check() && watch.theme == .kiosk)
        try FileManager.default.removeItem(atPath: path)
        #expect(watch.check() && watch.theme == .kiosk && watch.faults.isEmpty)
    }

    @Test("an included file is followed too")
    func included() throws {
        try write("theme = \"kiosk\"\n", to: "look.toml")
        let watch = try watch("include = [\"look.toml\"]\n")
        try write("theme = \"high-contrast\"\n", to: "look.toml")
        #expect(watch.check() && watch.theme == .highContrast)
    }

    @Test("the command line's word stays over that of the file")
    func fixed() throws {
        let watch = try watch("") {
            $0.theme = "monochrome"
            ($0.fixesTheme, $0.fixesLanguage) = (true, true)
        }
        try write("theme = \"kiosk\"\nlanguage = \"zh\"\n")
        #expect(watch.check() && watch.theme == .monochrome && watch.takeLanguage() == nil && watch.faults.isEmpty)
    }

    @Test("what is read at the start alone is said to count from the next one")
    func restart() throws {
        let watch = try watch("theme = \"kiosk\"\n")
        try write("theme = \"kiosk\"\nsite = \"other\"\n")
        #expect(watch.check() && watch.needsRestart && watch.faults.isEmpty)
    }

    @Test("a theme that was chosen stays until the file names another")
    func chosen() throws {
        let watch = try watch("theme = \"kiosk\"\n")
        try watch.watch.choose("monochrome")
        try write("theme = \"kiosk\"\nlanguage = \"zh\"\n")
        #expect(watch.check() && watch.theme == .monochrome)
        #expect(throws: CommandFailure.self) {
            var copy = watch.watch
            try copy.choose("../terminal")
        }
    }
}
