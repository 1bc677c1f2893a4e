import Basis
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

/// A2 without a terminal, so that no size is left out.
@Suite("A2: every size")
struct EverySizeTests {
    @Test("A2: every size from 1×1 to 60×30 has its frame: the screen with its keys, or a sentence that fits")
    func sweep() throws {
        let (demo, now) = try DemoHall.dashboard()
        var floor = demo
        var machine = demo
        _ = machine.open("DC-03")
        for width in 1...60 {
            for height in 1...30 {
                for state in [floor, machine] {
                    let lines = Self.lines(state, now, Size(width, height))
                    #expect(lines.count == height && lines.allSatisfy { $0.columns <= width })
                    let drawn = lines.filter { $0 != "" }
                    if width >= 40, height >= 10 {
                        #expect(lines[height - 1] != "" && lines[0] != "", "\(width)×\(height)")
                    } else {
                        // Below five columns there is no room for a number.
                        #expect(width < 5 || drawn.last?.contains("40×10") == true, "\(width)×\(height)")
                        // Where there are rows, how large it is, too.
                        let isSaid = drawn.joined().contains("\(width)×\(height)")
                        #expect(width < 8 || height < 2 || isSaid, "\(width)×\(height)")
                    }
                }
            }
        }
        // The same state drawn small leaves nothing behind for the large frame.
        let before = GoldenTests.text(&floor, now, Size(80, 24))
        _ = GoldenTests.text(&floor, now, Size(1, 1))
        #expect(GoldenTests.text(&floor, now, Size(80, 24)) == before)
    }

    private static func lines(_ state: DashboardState, _ now: Instant, _ size: Size) -> [String] {
        var state = state
        return GoldenTests.text(&state, now, size).split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(size.height).map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    }
}
