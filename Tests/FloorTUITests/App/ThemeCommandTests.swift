import Basis
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("The command :theme")
struct ThemeCommandTests {
    /// Lets an expectation ask what changes what it asks.
    private final class Desk {
        var state: DashboardState
        init(_ language: Language = .en) { state = DashboardState(language: language) }

        func press(_ key: Key) -> [DashboardState.Effect] { state.handle(key, now: nil) }

        func enter(_ text: String) -> [DashboardState.Effect] {
            for key in text.map({ Key.character($0) }) { _ = press(key) }
            return press(.enter)
        }

        func forgets(_ moment: ContinuousClock.Instant) -> Bool { state.forgetMessage(moment) }

        func lines(_ width: Int = 80, _ height: Int = 24) -> [String] {
            let frame = Frame(Size(width, height))
            state.draw(in: frame, now: nil)
            return frame.grid.lines
        }
    }

    @Test("a name takes that theme, also the alias default")
    func name() {
        let desk = Desk()
        #expect(desk.enter(":theme kiosk") == [.theme("kiosk")])
        #expect(desk.enter(":theme default") == [.theme("default")])
    }

    @Test("Tab completes the names, of files too")
    func completion() {
        let desk = Desk()
        desk.state.themes.know(Theme.builtIn.map(\.name) + ["night"])
        #expect(desk.state.candidates("theme de") == ["theme default-dark", "theme default-light"])
        #expect(desk.state.candidates("theme n") == ["theme night"])
        #expect(desk.state.candidates("th") == ["theme"])
    }

    @Test("a name that there is not says which there are, and nothing changes")
    func unknown() {
        let desk = Desk()
        #expect(desk.enter(":theme nothing") == [])
        #expect(
            desk.state.message?.hasPrefix("There is no theme nothing. Known: default-dark, default-light, ") == true)
    }

    @Test("what there is stands whole at the foot of 80 columns, over as many lines as it needs, and goes by itself")
    func footNote() {
        let desk = Desk()
        _ = desk.enter(":theme nothing")
        let shown = desk.lines().suffix(3).joined(separator: " ")
        #expect(Theme.builtIn.allSatisfy { shown.contains($0.name) }, "\(shown)")
        let start = ContinuousClock.now
        #expect(!desk.forgets(start))
        #expect(!desk.forgets(start + .seconds(7)))
        // Another counts from when it is there.
        _ = desk.enter(":theme none")
        #expect(!desk.forgets(start + .seconds(9)))
        #expect(desk.forgets(start + .seconds(18)))
        #expect(desk.state.message == nil && !desk.lines().contains { $0.contains("There is no theme") })
    }

    @Test("what Tab completes stands on lines of its own, and cuts no word beside it")
    func candidates() {
        let desk = Desk()
        desk.state.link = .noHub(SiteSearch())
        for key in ":theme de".map({ Key.character($0) }) { _ = desk.press(key) }
        let rows = desk.lines().filter { $0.contains("theme default-") && !$0.contains(":theme") }
        #expect(rows.map { $0.split(separator: " ") } == [["theme", "default-dark"], ["theme", "default-light"]])
    }

    @Test("help at 40×20 is whole, in both languages: a long text takes a second line", arguments: Language.allCases)
    func help(_ language: Language) {
        let desk = Desk(language)
        _ = desk.press(.character("?"))
        var seen = ""
        for _ in 0..<40 {
            seen += desk.lines(40, 20).map { $0.filter { !" │█".contains($0) } }.joined()
            _ = desk.press(.down)
        }
        for phrase in [Phrase.helpFilter, .helpSuspend, .helpMouse, .helpBack] {
            let text = desk.state.phrases[phrase]
            // Its last words, which were cut; a wrapped text has the other column between its parts.
            #expect(seen.contains(text.suffix(6).filter { $0 != " " }), "\(text)")
        }
    }

    @Test("alone it lists all, says which is on, shows each while it is selected, and Esc takes back")
    func list() {
        let desk = Desk()
        desk.state.themes.current = "high-contrast"
        #expect(desk.enter(":theme") == [])
        let shown = desk.lines()
        #expect(shown.contains { $0.contains("▸ high-contrast") && $0.contains("on · White on black") })
        #expect(Theme.builtIn.allSatisfy { theme in shown.contains { $0.contains(theme.name) } })
        #expect(desk.press(.down) == [.theme("colour-blind")])
        #expect(desk.press(.character("x")) == [] && desk.state.cover != nil)
        #expect(desk.press(.escape) == [.theme("high-contrast")] && desk.state.cover == nil)
        _ = desk.enter(":theme")
        #expect(desk.press(.end) == [.theme("kiosk")])
        #expect(desk.press(.enter) == [.theme("kiosk")] && desk.state.cover == nil)
    }

    @Test("the list fits the smallest screen, in both languages", arguments: Language.allCases)
    func small(_ language: Language) {
        let desk = Desk(language)
        _ = desk.enter(":theme")
        #expect(desk.lines(40, 10).contains { $0.contains("▸ default-dark") })
    }

    @Test("what an edit did wrong stands in a banner, whole, until it is mended")
    func banner() {
        let desk = Desk()
        let fault = "night.toml:7:1: unknown key \"stalle\" in [roles]; did you mean \"stale\"? Allowed: text, muted"
        desk.state.themes.faults = [fault]
        let shown = desk.lines()
        #expect(shown[0].hasPrefix(" ▲ Edit not in force: night.toml:7:1: unknown key \"stalle\" in [roles]; did"))
        #expect(shown[1].hasSuffix("Allowed: text, muted"))
        desk.state.themes.faults = []
        #expect(!desk.lines().contains { $0.contains("not in force") })
    }

    @Test("a long list of what is wrong leaves three quarters of the screen to the machines")
    func manyFaults() {
        let desk = Desk()
        desk.state.themes.faults = [String](repeating: String(repeating: "a long sentence ", count: 40), count: 5)
        #expect(desk.lines().filter { $0.contains("a long") }.count == 6)
    }
}

@Suite("A36: states are told apart without colour")
struct StateLookTests {
    @Test(
        "each state has a word of its own, and each that is marked a sign of its own",
        arguments: [Glyphs.unicode, .ascii])
    func signs(_ glyphs: Glyphs) {
        let looks = MachineState.allCases.map { StateLook($0) }
        for language in Language.allCases {
            let words = looks.map { Phrases(language: language)[$0.word] }
            #expect(Set(words).count == looks.count)
        }
        let marks = looks.compactMap(\.mark).map { glyphs[$0] }
        #expect(Set(marks).count == marks.count)
        let ribbons = looks.map { glyphs[$0.ribbon] }
        #expect(Set(ribbons).count == looks.count)
    }
}
