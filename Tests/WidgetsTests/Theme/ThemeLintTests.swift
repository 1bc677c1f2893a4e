import Basis
import Foundation
import TestSupport
import Testing
import Widgets

@Suite("A36: themes pass the linter")
struct ThemeLintTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../themes")

    private static func read(_ text: String) throws(ConfigurationError) -> Theme {
        try Theme(TomlDocument.parse(text: Array(text.utf8), file: "x.toml"))
    }

    /// The kiosk theme as a file, with one text in place of another.
    private static func file(_ old: String, _ new: String) throws -> String {
        let text = Theme.kiosk.toml
        try #require(text.contains(old))
        return text.replacing(old, with: new)
    }

    // MARK: What is shipped

    @Test("six themes are shipped, each free of faults")
    func shipped() {
        #expect(
            Theme.builtIn.map(\.name) == [
                "default-dark", "default-light", "high-contrast", "colour-blind", "monochrome", "kiosk",
            ])
        for theme in Theme.builtIn { #expect(ThemeLint.faults(in: theme).map(\.description) == [], "\(theme.name)") }
    }

    @Test("Golden: the files in themes/ are the themes in the program, whole", arguments: Theme.builtIn)
    func files(_ theme: Theme) throws {
        let file = Self.folder.appending(path: theme.name + ".toml")
        #expect(try GoldenFile.difference(theme.toml, file) == nil)
        #expect(try Self.read(String(contentsOf: file, encoding: .utf8)) == theme)
    }

    @Test("nothing else is in themes/")
    func noOthers() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Theme.builtIn.map { $0.name + ".toml" }))
    }

    @Test("the high-contrast theme reaches 7:1 (WCAG 2.2, 1.4.6, level AAA) for all text")
    func highContrast() throws {
        for ground in Role.allCases {
            for role in ground.textOnIt where role.contrast == .text {
                for depth in [ColorDepth.true, .palette256] {
                    let look = Theme.highContrast.look(Style(role, on: ground), depth)
                    let (front, back) = try (#require(look.foreground), #require(look.background))
                    #expect(front.contrast(to: back) >= 7, "\(role.name) on \(ground.name)")
                }
            }
        }
    }

    @Test("the monochrome theme has no colour")
    func monochrome() {
        for role in Role.allCases {
            let look = Theme.monochrome[role]
            #expect(look.foreground == nil && look.background == nil)
        }
    }

    @Test("the states of the colour-blind theme stay apart without any one kind of cone", arguments: Cone.allCases)
    func colorBlind(_ missing: Cone) throws {
        let states: [Role] = [.critical, .attention, .setUp, .maintenance, .noData, .barFill]
        let colors = try states.map { try #require(Theme.colorBlind[$0].foreground) }
        for (index, color) in colors.enumerated() {
            for other in colors[..<index] {
                #expect(missing.difference(color, other) >= 15, "\(color) and \(other)")
            }
        }
    }

    @Test("what the default theme cannot promise, so that the test above can fail")
    func defaultIsNotColorBlindSafe() throws {
        let states: [Role] = [.critical, .attention, .setUp, .maintenance, .noData]
        let colors = try states.map { try #require(Theme.standard[$0].foreground) }
        let least = Cone.allCases.flatMap { cone in
            colors.indices.flatMap { i in colors[..<i].map { cone.difference(colors[i], $0) } }
        }
        #expect(try #require(least.min()) < 15)
    }

    // MARK: What is found

    @Test("contrast is that of WCAG 2.2")
    func contrast() {
        #expect(Color.rgb(0, 0, 0).contrast(to: .rgb(255, 255, 255)) == 21)
        #expect(Color(16).contrast(to: 16) == 1)
        // The two greys between which 4.5:1 on white lies.
        let (below, above) = (Color.rgb(0x77, 0x77, 0x77), Color.rgb(0x76, 0x76, 0x76))
        #expect(abs(below.contrast(to: 231) - 4.478) < 0.001 && abs(Color(231).contrast(to: above) - 4.542) < 0.001)
    }

    @Test("a missing role is named, with the place of [roles]")
    func missing() throws {
        let text = try Self.file("stale = { fg = \"250\", attributes = [\"italic\"], fg16 = \"white\" }\n", "")
        let error = #expect(throws: ConfigurationError.self) { try Self.read(text) }
        #expect(
            error?.description
                == "x.toml:7:1: missing key \"stale\" in [roles] (what held once and may no longer). "
                + "Allowed: stale = { fg = \"#rrggbb\", bg = \"236\", attributes = [\"bold\"] }, each as needed")
    }

    @Test("an unknown role is named with its place, the nearest one, and all that there are")
    func unknown() throws {
        let text = try Self.file("\nstale =", "\nstale = {}\nstalle =")
        let error = try #require(#expect(throws: ConfigurationError.self) { try Self.read(text) })
        #expect(error.problems.count == 1)
        #expect(
            error.description.contains("unknown key \"stalle\" in [roles]; did you mean \"stale\"? Allowed: text, "))
        #expect(error.problems[0].place.line > 10 && error.problems[0].place.column == 1)
    }

    @Test("what is no colour or no attribute is named with its place")
    func values() throws {
        let text = try Self.file("{ fg = \"216\", attributes", "{ fg = \"reddish\", attributes")
            .replacing("\"italic\"", with: "\"loud\"")
        let error = try #require(#expect(throws: ConfigurationError.self) { try Self.read(text) })
        #expect(error.problems.count == 3)
        #expect(error.problems.allSatisfy { $0.place.line > 10 && $0.place.column > 10 && $0.allowed != nil })
    }

    @Test(
        "a fault is found where it is, with what would be right",
        arguments: [
            (
                "muted = { fg = \"250\"", "muted = { fg = \"240\"",
                "the contrast of muted is 2.95:1 (240 on 16, in true colour). Allowed: 4.5:1 or more (WCAG 2.2, 1.4.3)"
            ),
            (
                "trend = { fg = \"252\"", "trend = { fg = \"236\"",
                "the contrast of trend is 1.59:1 (236 on 16, in true colour). Allowed: 3:1 or more (WCAG 2.2, 1.4.11)"
            ),
            (
                "fg16 = \"bright-cyan\"", "fg16 = \"blue\"",
                "the contrast of set-up is 2.23:1 (blue on black, in 16 colours). Allowed: 4.5:1 or more "
                    + "(WCAG 2.2, 1.4.3)"
            ),
            (
                "attention = { fg = \"227\", attributes = [\"bold\"], fg16 = \"bright-yellow\" }",
                "attention = { attributes = [\"bold\"] }", ""
            ),
            (
                "text = { fg = \"254\", bg = \"16\", fg16 = \"white\", bg16 = \"black\" }", "text = { bg = \"16\" }",
                "it has a bg, and no fg stands on it. Allowed: fg and bg together (WCAG 2.2, F24)"
            ),
        ])
    func faults(_ old: String, _ new: String, _ expected: String) throws {
        let text = try Self.file(old, new)
        guard !expected.isEmpty else {
            #expect(throws: Never.self) { try Self.read(text) }
            return
        }
        let error = try #require(#expect(throws: ConfigurationError.self) { try Self.read(text) })
        #expect(error.description.contains(expected), "\(error)")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains(new) })
        #expect(error.problems[0].place.line == line + 1)
    }

    @Test("a colour on the terminal's own ground asks for the grounds that it is made for")
    func grounds() {
        let fault = ThemeLint.faults(in: Theme(name: "x", [.muted: .init(250)])).first { $0.role == .muted }
        #expect(fault?.message == "it has a fg, and nothing says on which ground it stands")
        let grounds = [Color.rgb(0, 0, 0)]
        let none = ThemeLint.faults(in: Theme(name: "x", grounds: grounds, [.muted: .init(250)]))
        #expect(!none.contains { $0.role == .muted })
        let light = ThemeLint.faults(in: Theme(name: "x", grounds: grounds + [255], [.muted: .init(250)]))
        #expect(light.contains { $0.role == .muted })
    }

    @Test("states that only colour tells apart are found")
    func sameWithoutColor() throws {
        let text = try Self.file(
            "text = { fg = \"254\", bg = \"16\", fg16",
            "text = { fg = \"254\", bg = \"16\", attributes = [\"bold\"], fg16")
        let error = try #require(#expect(throws: ConfigurationError.self) { try Self.read(text) })
        #expect(
            error.description.contains("attention looks like text without colours. Allowed: another attribute: bold"))
    }
}
