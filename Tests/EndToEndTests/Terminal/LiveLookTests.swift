import DemoPlant
import Foundation
import TestSupport
import Testing
import Widgets

/// A37, for the dashboard: theme and `terminal.toml` are followed while it runs.
@Suite("A37: the look of the dashboard is changed live", .serialized)
struct LiveLookTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let themes = folder.file("floortui/themes")
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder.file("floortui/\(name)"), atomically: true, encoding: .utf8)
    }

    private func dashboard(_ arguments: [String] = []) throws -> PtyProgram {
        try PtyProgram.dashboard(size: ScreenSize(100, 30), arguments: arguments) {
            $0.environment = ["XDG_CONFIG_HOME": folder.path]
        }
    }

    /// The kiosk's theme on another ground.
    private static func night(_ ground: Int) -> String {
        Theme.kiosk.toml.replacing("name = \"kiosk\"", with: "name = \"night\"")
            .replacing("text = { fg = \"254\", bg = \"16\"", with: "text = { fg = \"254\", bg = \"\(ground)\"")
    }

    /// Whether all that has no ground of its own stands on this one.
    private static func isOn(_ ground: EmulatedColor) -> (TerminalEmulator) -> Bool {
        { screen in screen.cells[screen.size.rows - 3].allSatisfy { $0.pen.background == ground } }
    }

    @Test("A37: an edited theme is shown; a broken edit keeps the old one and says why, until it is mended")
    func theme() throws {
        try write("theme = \"night\"\n", to: "terminal.toml")
        try write(Self.night(16), to: "themes/night.toml")
        let program = try dashboard()
        #expect(program.wait(until: Self.isOn(.palette(16))))
        try write(Self.night(17), to: "themes/night.toml")
        #expect(program.wait(until: Self.isOn(.palette(17))))
        let broken = Self.night(18).split(separator: "\n").filter { !$0.hasPrefix("stale =") }.joined(separator: "\n")
        try write(broken, to: "themes/night.toml")
        #expect(program.wait(for: "Edit not in force: night.toml:"))
        #expect(program.screen.contains("missing key \"stale\" in [roles]") && Self.isOn(.palette(17))(program.screen))
        try write(Self.night(18), to: "themes/night.toml")
        #expect(program.wait(until: Self.isOn(.palette(18))))
        #expect(program.wait { !$0.contains("not in force") })
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(2)) == .code(0))
    }

    @Test("A37: an edited terminal.toml gives theme and language; a broken edit keeps both and says why")
    func settings() throws {
        try write("language = \"en\"\n", to: "terminal.toml")
        let program = try dashboard()
        #expect(program.wait(for: "connecting") && Self.isOn(.standard)(program.screen))
        try write("language = \"zh\"\ntheme = \"kiosk\"\n", to: "terminal.toml")
        #expect(program.wait(for: "连接中") && program.wait(until: Self.isOn(.palette(16))))
        try write("language = \"en\"\ntheme = \"kiosc\"\n", to: "terminal.toml")
        #expect(program.wait(for: "修改未生效: terminal.toml:2:9: there is no theme \"kiosc\""))
        #expect(program.screen.contains("连接中") && Self.isOn(.palette(16))(program.screen))
        try write("language = \"en\"\ntheme = \"kiosk\"\nsite = \"elsewhere\"\n", to: "terminal.toml")
        #expect(program.wait(for: "the rest from the next start") && program.screen.contains("connecting"))
    }

    @Test(":theme changes it at once, alone it shows what there is, and a broken file is refused")
    func command() throws {
        try write(Self.night(17), to: "themes/night.toml")
        try write("name = \"bad\"\n", to: "themes/bad.toml")
        let program = try dashboard(["--theme", "kiosk"])
        #expect(program.wait(until: Self.isOn(.palette(16))))
        program.type(":theme night\r")
        #expect(program.wait(until: Self.isOn(.palette(17))))
        program.type(":theme bad\r")
        #expect(program.wait(for: "missing key \"roles\"") && Self.isOn(.palette(17))(program.screen))
        program.type(":theme\r")
        #expect(program.wait { $0.contains("▸ night") && $0.contains("high-contrast") })
        // Up from the last one; its row is not covered by the list.
        program.type("\u{1B}[A")
        #expect(program.wait { $0.contains("▸ bad") })
        program.type("\u{1B}[A")
        #expect(program.wait { $0.contains("▸ kiosk") } && program.wait(until: Self.isOn(.palette(16))))
        program.type("\u{1B}")
        #expect(program.wait(until: Self.isOn(.palette(17))))
        // One that was not there at the start.
        try write(Self.night(18).replacing("name = \"night\"", with: "name = \"dusk\""), to: "themes/dusk.toml")
        program.type(":theme dusk\r")
        #expect(program.wait(until: Self.isOn(.palette(18))), "\(program.screen)")
    }

    @Test("the gallery is shown in a terminal, theme after theme, and gives it back")
    func gallery() throws {
        var options = PtyProgram.Options()
        options.size = ScreenSize(80, 24)
        let program = try PtyProgram(Product.path, ["gallery", "--theme", "monochrome"], options)
        #expect(program.wait(for: "Gallery · monochrome"))
        program.type("t")
        #expect(program.wait { $0.contains("Gallery · kiosk") && $0.cells[20][79].pen.background == .palette(16) })
        program.type("q")
        #expect(program.waitForExit(within: .seconds(2)) == .code(0) && program.mode == program.modeAtStart)
    }
}
