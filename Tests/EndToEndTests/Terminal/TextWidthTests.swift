import Basis
import Foundation
import Hub
import Store
import TestHall
import TestSupport
import Testing

/// A4: names that terminals measure differently, from a plant file, never displace what stands beside them.
@Suite("The width of text", .serialized)
struct TextWidthTests {
    /// A name as the plant file has it, what is shown of it, and over how many columns. Written by hand, from the
    /// standards: UAX #11 for width; what terminals disagree about is U+FFFD, one column.
    static let names: [(name: String, shown: String, columns: Int)] = [
        ("Press", "Press", 5),
        ("压铸机 3号", "压铸机 3号", 10),
        ("ＡＢ", "ＡＢ", 4),
        ("ｱｲ", "ｱｲ", 2),
        (#"A👩\u200D🔧B"#, "A👩\u{FFFD}🔧B", 7),
        (#"A\u2600\uFE0FB"#, "A☀\u{FFFD}B", 4),
        (#"e\u0301a\u0308o"#, "e\u{301}a\u{308}o", 3),
        (#"e\u0301\u0302\u0303\u0304x"#, "e\u{301}\u{302}\u{FFFD}x", 3),
        ("한글", "한글", 4),
        (#"\u1112\u1161\u11ABx"#, "\u{FFFD}\u{FFFD}\u{FFFD}x", 4),
        ("שלום", "שלום", 4),
        ("مرحبا", "مرحبا", 5),
        (#"\u202Ea\u202Cb"#, "\u{FFFD}a\u{FFFD}b", 4),
        (#"a\u200Bb\u2060c\uFEFFd"#, "a\u{FFFD}b\u{FFFD}c\u{FFFD}d", 7),
        (#"🇨🇳x"#, "\u{FFFD}\u{FFFD}x", 3),
    ]

    private static func plant(_ names: [String]) -> String {
        let site =
            "[site]\nid = \"w\"\nname = \"Hall\"\ntime_zone = \"UTC\"\n[[line]]\nid = \"a\"\nname = \"Line 压铸\"\n"
        let source =
            "[[source]]\nid = \"s\"\ntopic = \"s/{machine}/{tag}\"\nvalue = \"/v\"\n"
            + "[[rule]]\nstate = \"producing\"\nwhen = 'mode == 1'\n"
        return names.enumerated().reduce(into: site) { text, entry in
            text += "[[machine]]\nid = \"T\(entry.offset)\"\nname = \"\(entry.element)\"\nline = \"a\"\n"
        } + source
    }

    private func hall(_ names: [String]) throws -> VirtualHall {
        let now = Instant(milliseconds: 1_767_254_400_000)
        let model = try PlantFile.read(text: Array(Self.plant(names).utf8), file: "plant.toml")
        return try VirtualHall(HubCore(model: model, stored: StoredState(), version: "test", now: now), now: now)
    }

    private func row(_ number: Int, _ screen: TerminalEmulator) throws -> [EmulatedCell] {
        let y = try #require(screen.lines.firstIndex { $0.contains(" T\(number) ") }, "\(screen)")
        return screen.cells[y]
    }

    private func column(of word: String, _ screen: TerminalEmulator) throws -> Int {
        let header = try #require(screen.lines.first { $0.contains(word) }, "\(screen)")
        let place = try #require(header.firstRange(of: word))
        return header.distance(from: header.startIndex, to: place.lowerBound)
    }

    @Test("A4: each name takes its columns, and those beside it stay in theirs")
    func columns() throws {
        let program = try hall(Self.names.map(\.name)).shown(ScreenSize(120, 40), last: Self.names.count - 1)
        let screen = program.screen
        let (name, state) = (try column(of: "Name", screen), try column(of: "State", screen))
        let rest = try row(0, screen)[state...].map(\.text)
        #expect(!rest.joined().split(separator: " ").isEmpty)
        for (number, wanted) in Self.names.enumerated() {
            let cells = try row(number, screen)
            let shown = cells.dropFirst(name).prefix(wanted.columns).map(\.text).joined()
            #expect(shown.unicodeScalars.elementsEqual(wanted.shown.unicodeScalars), "\(wanted.name): \(shown)")
            let gap = cells[..<state].dropFirst(name + wanted.columns)
            #expect(!gap.isEmpty && gap.allSatisfy { $0.text == " " }, "\(wanted.name)")
            #expect(cells[state...].map(\.text) == rest, "\(wanted.name)")
        }
        #expect(screen.unknown.isEmpty, "\(screen.unknown)")
    }

    @Test("A4: a box over such names has its edges in one column, and leaves no half of a character")
    func borders() throws {
        let program = try hall(Self.names.map { String(repeating: $0.name, count: 3) })
            .shown(ScreenSize(80, 24), last: 5)
        for shift in 0..<2 {
            if shift == 1 { program.resize(ScreenSize(81, 24)) }
            program.type("?")
            #expect(program.wait { $0.contains("┌") && $0.contains("└") } && program.waitForQuiet())
            let screen = program.screen
            let top = try #require(screen.row(of: "┌"))
            let bottom = try #require(screen.row(of: "└"))
            let left = try #require(screen.cells[top].firstIndex { $0.text == "┌" })
            let right = try #require(screen.cells[top].firstIndex { $0.text == "┐" })
            for y in top + 1..<bottom {
                // The right edge shows how far down the help is where not all of it is seen.
                let edges = [screen.cells[y][left].text, screen.cells[y][right].text]
                #expect(edges == ["│", "│"] || edges == ["│", "█"], "\(screen)")
            }
            program.type("\u{1B}")
            #expect(program.wait { !$0.contains("┌") } && program.waitForQuiet())
        }
        #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
    }

    @Test(
        "A4: a row of more characters than are sent at once is whole, whichever of them is a wide one", arguments: 0..<3
    )
    func longRow(_ shift: Int) throws {
        let program = try hall(["Press"]).shown(ScreenSize(400, 24), last: 0)
        // Wide ones alone, and at each place in turn a narrow one between two.
        let text = String(repeating: "x", count: shift) + (0..<45).map { "压铸机\($0 % 10)" }.joined()
        program.type("/\(text)")
        #expect(program.wait { $0.line(23).contains(text) } && program.waitForQuiet(), "\(program.screen.line(23))")
        // Whole rows are sent where the size is another.
        for columns in [399, 400] {
            program.resize(ScreenSize(columns, 24))
            #expect(program.wait { $0.line(23) == " /\(text)" } && program.waitForQuiet(), "\(program.screen.line(23))")
        }
    }

    @Test("A4: a tab or another control in a name is refused with its place, and not drawn")
    func controls() throws {
        for name in [#"a\tb"#, #"a\u0007b"#] {
            let error = #expect(throws: ConfigurationError.self) { try hall([name]) }
            #expect(error?.description.contains("plant.toml:10:8") == true, "\(String(describing: error))")
        }
    }
}

extension VirtualHall {
    /// A dashboard on which the machine of that number is to be seen.
    fileprivate func shown(_ size: ScreenSize, last: Int) throws -> PtyProgram {
        let program = try dashboard(size: size)
        #expect(program.wait { $0.contains(" T\(last) ") && $0.contains("live") } && program.waitForQuiet())
        return program
    }
}
