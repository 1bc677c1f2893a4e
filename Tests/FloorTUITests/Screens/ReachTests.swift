import Basis
import Testing
import Widgets

@testable import FloorTUI

/// What people reach without letters, and where the cursor says that they are.
@Suite(.serialized)
struct ReachTests {
    /// Every screen, and what lies over them.
    private static let ways: [(name: String, keys: [Key], machine: String?)] = {
        func typed(_ text: String) -> [Key] { text.map { $0 == "\r" ? .enter : .character($0) } }
        let covers: [(String, [Key], String?)] = [
            ("floor", [], nil), ("needs", [.tab], nil), ("machine", [], "DC-03"), ("stops of it", [.tab], "DC-03"),
            ("alarms of it", [.tab, .tab], "DC-03"), ("help", typed("?"), nil),
            ("long help", typed("?") + [.end], "DC-03"),
            ("leave", typed("q"), nil), ("themes", typed(":theme\r"), nil), ("filter", typed("/DC"), nil),
            ("command", typed(":he"), nil), ("stop form", typed("s"), "DC-03"), ("outbox", typed(":outbox\r"), nil),
            ("entry of the outbox", typed(":outbox\r") + [.enter], nil),
        ]
        return ReviewScreenTests.ways.map { ($0.name, $0.keys, nil) }
            + ReviewScreenTests.machineWays.map { ($0.name, $0.keys, "DC-03") } + covers
    }()

    /// The demo hall with an outbox; it takes seconds to make.
    private func hall() throws -> (DashboardState, Instant) {
        var (hall, now) = try ReviewScreenTests.hall()
        hall.outbox = SampleOutbox.picture(now: now)
        return (hall, now)
    }

    private func reach(_ keys: [Key], machine: String?, _ hall: DashboardState, _ now: Instant) -> DashboardState {
        ReviewScreenTests.reach(keys, machine: machine, hall, now) { ReviewRows.page($0, cursor: $1, now: now) }
    }

    private func frame(_ state: inout DashboardState, _ now: Instant, _ size: Size) -> Frame {
        let frame = Frame(size)
        state.draw(in: frame, now: now)
        return frame
    }

    @Test("A34: on every screen, and in all that lies over it, the cursor is on what is selected or where one types")
    func cursor() throws {
        let (hall, now) = try hall()
        for (name, keys, machine) in Self.ways {
            var state = reach(keys, machine: machine, hall, now)
            for size in [Size(80, 24), Size(120, 40), Size(200, 60)] {
                let frame = frame(&state, now, size)
                guard let cursor = frame.cursor else {
                    Issue.record("\(name) \(size): there is none")
                    continue
                }
                let grounds: Set<Role> = [.selection, .focus]
                let isSelected = grounds.contains(frame.grid[cursor.at.x, cursor.at.y].style.ground)
                let isAnything = frame.grid.cells.contains { grounds.contains($0.style.ground) }
                #expect(cursor.isVisible || isSelected || !isAnything, "\(name) \(size): \(cursor.at)")
            }
        }
    }

    @Test("all that a key does can be chosen in the help, by digit, arrows and Enter")
    func help() throws {
        let (hall, now) = try hall()
        for (screen, machine) in [("", nil), ("2", nil), ("4", nil), ("5", nil), ("", "DC-03"), ("4", "DC-03")] {
            let start = reach(screen.map { .character($0) }, machine: machine, hall, now)
            for (number, binding) in start.keys.active(in: start.contexts).enumerated() {
                var (direct, chosen) = (start, start)
                let effects = direct.handle(binding.keys[0], now: now)
                _ = chosen.handle(.character("0"), now: now)
                for _ in 0..<number { _ = chosen.handle(.down, now: now) }
                #expect(chosen.handle(.enter, now: now) == effects, "\(binding.action)")
                let size = Size(120, 40)
                let frames = (frame(&direct, now, size).grid, frame(&chosen, now, size).grid)
                #expect(frames.0 == frames.1, "\(binding.action)")
            }
        }
    }

    @Test("whether to leave is answered by arrows and Enter, too, and a held Enter stays")
    func leave() {
        let driver = DashboardDriver()
        #expect(driver.press(.control("c"), .enter).isEmpty && driver.state.cover == nil)
        #expect(driver.press(.character("q"), .right, .enter) == [.quit])
    }

    @Test("A28: help names ^C, which asks to leave wherever one is")
    func control() {
        let keys = KeyMap<Action, KeyContext>.standard
        #expect(keys.action(for: .control("c"), in: [.everywhere]) == .quit)
        let driver = DashboardDriver()
        driver.press(.character(":"), .control("c"))
        #expect(driver.state.cover?.isLeave == true)
    }

    @Test("where a list is empty its last line does not offer to open anything")
    func emptyLists() {
        let now = TestPlant.now
        for keys in [[Key.character("2")], [.character("4")], [.character("5")]] {
            var empty = ReviewScreenTests.reach(keys, machine: nil, TestPlant.state(), now, ReviewRows.empty)
            let none = GoldenTests.text(&empty, now, Size(80, 24)).split(separator: "\n").last ?? ""
            #expect(!none.contains("Enter"), "\(none)")
            var full = reach(keys, machine: nil, TestPlant.state(), now)
            let some = GoldenTests.text(&full, now, Size(80, 24)).split(separator: "\n").last ?? ""
            #expect(some.contains("Enter"), "\(some)")
        }
    }
}

extension DashboardState.Cover {
    fileprivate var isLeave: Bool { if case .leave = self { true } else { false } }
}
