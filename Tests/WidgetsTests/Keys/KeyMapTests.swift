import Testing
import Widgets

@Suite("Key map")
struct KeyMapTests {
    enum Place: Hashable, Sendable { case everywhere, table }
    enum Act: Hashable, Sendable { case help, quit, open, explain }

    static let map = KeyMap<Act, Place>([
        .init([.character("?")], .help, in: .everywhere, label: "help", help: "help.long"),
        .init([.character("q")], .quit, in: .everywhere, label: "quit", help: "quit.long"),
        .init([.enter, .right], .open, in: .table, label: "open", help: "open.long"),
        .init([.character("q")], .explain, in: .table, label: "why", help: "why.long"),
    ])

    @Test("the innermost context that knows a key decides")
    func dispatch() {
        #expect(Self.map.action(for: .character("q"), in: [.table, .everywhere]) == .explain)
        #expect(Self.map.action(for: .character("q"), in: [.everywhere]) == .quit)
        #expect(Self.map.action(for: .enter, in: [.everywhere]) == nil)
    }

    @Test("help lists exactly the keys that act")
    func help() {
        let active = Self.map.active(in: [.table, .everywhere])
        #expect(active.map(\.action) == [.open, .explain, .help])
        for binding in active {
            for key in binding.keys { #expect(Self.map.action(for: key, in: [.table, .everywhere]) == binding.action) }
        }
    }

    @Test("two claims on one key of a context are found, remapped keys act")
    func remapping() {
        var map = Self.map
        #expect(map.conflicts.isEmpty)
        map.remap(.help, to: [.character("q")])
        #expect(map.conflicts.count == 1)
        map.remap(.help, to: [.character("h")])
        #expect(map.action(for: .character("h"), in: [.everywhere]) == .help)
    }

    @Test("the help overlay is made of the key map, scrolls and closes")
    func overlay() {
        var help = HelpOverlay("Keys", Self.map, in: [.table, .everywhere]) { $0 }
        let drawn = lines(30, 7) { help.draw(in: $0) }
        #expect(drawn.joined().contains("Enter →  open.long"))
        #expect(help.handle(.down) == .moved)
        #expect(help.handle(.escape) == .closed)
    }
}
