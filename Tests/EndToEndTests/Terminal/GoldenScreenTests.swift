import Basis
import DemoPlant
import Foundation
import Hub
import Store
import TestHall
import TestSupport
import Testing

/// A1: what stands in a real terminal is what the golden frames say, cell for cell.
@Suite("Golden screens", .serialized)
struct GoldenScreenTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// As the golden frames are made: eight simulated hours of the demo plant, seed 7, through the hub's core.
    private func simulated() throws -> (HubCore, Instant) {
        let start = Instant(milliseconds: 1_767_225_600_000)
        let end = start + .seconds(8 * 3600)
        let model = try PlantFile.load(path: Self.root.appending(path: "examples/die-casting-plant.toml").path)
        var core = HubCore(model: model, stored: StoredState(), version: "test", now: start)
        var plant = PlantSimulation(seed: 7, start: start)
        while plant.nextEvent <= end {
            for message in plant.advance(to: plant.nextEvent) {
                let topic = Array(message.topic.utf8)
                let payload = message.payload
                core.observe(topic: topic.span.bytes, payload: payload.span.bytes, at: message.at, isRetained: false)
            }
        }
        core.advance(to: end)
        return (core, end)
    }

    private func golden(_ name: String) throws -> [String] {
        let file = Self.root.appending(path: "Tests/FloorTUITests/Golden/\(name)-en.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// The virtual clock stands still, which the screen says beside the word for the link; beside that there is not always
    /// room for the clock's seconds.
    private func matches(_ screen: TerminalEmulator, _ golden: [String]) -> Bool {
        func told(_ line: String) -> String {
            guard line.contains("● live") else { return line }
            let words = line.split(separator: " ").filter { $0 != "×0" }
            return words.map { $0.contains(":") ? $0.prefix(5) : $0 }.joined(separator: " ")
        }
        return screen.lines.map(told) == golden.map(told)
    }

    @Test("A1: the Floor and a machine in a terminal are the golden frames, at every size")
    func frames() throws {
        let (core, now) = try simulated()
        let hall = try VirtualHall(core, now: now)
        for size in Self.sizes {
            let program = try hall.dashboard(size: size)
            for (screen, keys) in [("floor", ""), ("machine", ":machine DC-03\r")] {
                program.type(keys)
                let wanted = try golden("demo-\(screen)-\(size.columns)x\(size.rows)")
                let isSame = program.wait { matches($0, wanted) }
                #expect(isSame, "\(program.screen)")
            }
            #expect(program.screen.unknown.isEmpty, "\(program.screen.unknown)")
            #expect(program.leave())
        }
    }

    private static let sizes = [
        ScreenSize(80, 24), ScreenSize(132, 43), ScreenSize(200, 60), ScreenSize(100, 30), ScreenSize(40, 12),
        ScreenSize(120, 40), ScreenSize(40, 20), ScreenSize(300, 100),
    ]
}
