import Basis
import Testing
import Widgets

@Suite("Theme")
struct ThemeTests {
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
        "a selected row differs from others in every depth", arguments: Theme.builtIn,
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
                let look = Theme.kiosk.look(Style(role, on: ground), .none)
                #expect(look.foreground == nil && look.background == nil)
            }
        }
    }

    @Test("on a painted ground a role whose colour would not be read takes that of the ground, and its weight")
    func unreadable() {
        let theme = Theme(
            name: "x",
            [
                .text: .init(255, on: 16), .selection: .init(16, on: 231), .attention: .init(227),
                .critical: .init(124),
            ])
        #expect(theme.look(Style(.attention), .palette256) == .init(227, on: 16))
        #expect(theme.look(Style(.attention, on: .selection), .palette256) == .init(16, on: 231, .bold))
        #expect(theme.look(Style(.critical, on: .selection), .palette256) == .init(124, on: 231))
    }

    @Test("where there are 16 or 8 colours a role has those that the theme names for them, else the nearest")
    func basic() {
        let theme = Theme(name: "x", [.setUp: .init(117, basic: 14), .warning: .init(196)])
        #expect(theme.look(Style(.setUp), .palette256).foreground == 117)
        #expect(theme.look(Style(.setUp), .palette16).foreground == 14)
        #expect(theme.look(Style(.setUp), .palette8).foreground == 6)
        #expect(theme.look(Style(.warning), .palette16).foreground == 9)
    }

    @Test("the default theme is dark, or light where COLORFGBG says that the ground is")
    func byGround() {
        #expect(Theme.builtIn("default") == .standard && Theme.builtIn("default", onLightGround: true) == .light)
        #expect(Theme.builtIn("kiosk", onLightGround: true) == .kiosk && Theme.builtIn("nothing") == nil)
        for light in ["0;15", "0;default;15", "8;7"] { #expect(Theme.isLightGround(colorFGBG: light)) }
        for dark in ["15;0", "15;default;8", "", "x", "0;999", nil] { #expect(!Theme.isLightGround(colorFGBG: dark)) }
    }

    @Test("a ground that 8 colours cannot show is reversed, one that the theme made black is not")
    func blackGround() {
        let grey = Theme(name: "x", [.selection: .init(255, on: 237)])
        #expect(grey.look(Style(.text, on: .selection), .palette8) == .init(7, on: 0, .reverse))
        let black = Theme(name: "x", [.selection: .init(16, on: 253, basic: 15, on: 0)])
        #expect(black.look(Style(.text, on: .selection), .palette8) == .init(7, on: 0))
    }
}
