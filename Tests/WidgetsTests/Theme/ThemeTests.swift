import Basis
import Foundation
import Testing
import Widgets

@Suite("Theme")
struct ThemeTests {
    static func file(_ name: String) throws -> Theme {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../themes/\(name).toml")
        return try Theme(TomlDocument.parse(text: Array(Data(contentsOf: url)), file: "\(name).toml"))
    }

    @Test("the theme files are those in the program", arguments: [Theme.standard, .monochrome])
    func files(_ theme: Theme) throws {
        #expect(try Self.file(theme.name) == theme)
    }

    @Test("every wrong entry is named with its place")
    func errors() throws {
        let text =
            "name = \"x\"\n[roles]\nnobody = { fg = \"red\" }\ntext = { fg = \"reddish\", attributes = [\"loud\"] }\n"
        let root = try TomlDocument.parse(text: Array(text.utf8), file: "x.toml")
        let error = #expect(throws: ConfigurationError.self) { try Theme(root) }
        #expect(error?.problems.map(\.place.line) == [3, 4, 4])
    }

    @Test("the table of keys has no fault")
    func keys() {
        #expect(Theme.keys.faults.isEmpty)
    }

    @Test("colours come as names, numbers and hexadecimal")
    func colors() {
        #expect(Color("red") == .palette(1))
        #expect(Color("grey") == .palette(8))
        #expect(Color("214") == .palette(214))
        #expect(Color("#ff8000") == .rgb(255, 128, 0))
        for wrong in ["", "256", "-1", "#ff80", "#gg0000", "#+12345", "reddish"] { #expect(Color(wrong) == nil) }
    }

    @Test("a colour is mapped to the nearest that the terminal has")
    func mapping() {
        #expect(Color.rgb(255, 0, 0).mapped(to: .palette256) == .palette(196))
        #expect(Color.rgb(250, 10, 10).mapped(to: .palette16) == .palette(9))
        #expect(Color.rgb(200, 10, 10).mapped(to: .palette8) == .palette(1))
        #expect(Color.palette(9).mapped(to: .palette8) == .palette(1))
        #expect(Color.palette(9).mapped(to: .palette256) == .palette(9))
        #expect(Color.rgb(1, 2, 3).mapped(to: .true) == .rgb(1, 2, 3))
        #expect(Color.palette(9).mapped(to: .none) == nil)
    }

    @Test(
        "a selected row differs from others in every depth", arguments: [Theme.standard, .monochrome],
        ColorDepth.allCases)
    func selection(_ theme: Theme, _ depth: ColorDepth) {
        for role in [Role.text, .muted, .critical, .stale] {
            #expect(theme.look(Style(role), depth) != theme.look(Style(role, on: .selection), depth))
        }
        #expect(theme.look(Style(.critical), depth) != theme.look(.text, depth))
    }

    @Test("without colours no look has one")
    func colorless() {
        for role in Role.allCases {
            for ground in Role.allCases {
                let look = Theme.standard.look(Style(role, on: ground), .none)
                #expect(look.foreground == nil && look.background == nil)
            }
        }
    }
}
