import Basis
import Foundation
import Hub
import Store
import Telemetry
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

/// Golden frames of real plants: what the screens show of a recording that was played into a store. Their figures are of one
/// moment, so what one screen says another has to say, too.
@Suite(.enabled(if: ProjectFolder.hasRecordings, "../shared/plants is not there"))
struct RecordedScreensTests {
    /// A screen, and the keys to it from the Floor, or from the machine where that has a name.
    private struct Way {
        var name: String
        var keys: [Key]
        var isOfMachine = true
        /// The value of which the course is shown.
        var tag: String?
    }

    private static let floor = Way(name: "floor", keys: [], isOfMachine: false)
    private static let rates = Way(name: "rates", keys: [.character("4"), .character("r")], isOfMachine: false)
    private static let alarms = Way(name: "alarms", keys: [.character("4")])
    private static let cycles = Way(name: "cycles", keys: [.character("y")])
    private static let machine: [Way] = [
        Way(name: "machine", keys: []), Way(name: "pareto", keys: [.character("2")]),
        Way(name: "stops", keys: [.character("2"), .enter]), Way(name: "oee", keys: [.character("o")]),
        Way(name: "audit", keys: [.character("5")]),
    ]

    @Test("the CNC shop at a moment of its day")
    func cnc() throws {
        try check(
            "cnc", "cnc-2016-10-31.jsonl.gz", "cnc-shop.toml", at: "2016-10-31T18:00:00Z", machine: "Mazak03",
            [Self.floor, Self.rates, Self.alarms, Way(name: "trend", keys: [], tag: "Fact")] + Self.machine)
    }

    @Test("the die-casting line at a moment of its week")
    func diecast() throws {
        try check(
            "diecast", "diecast-2019-03-12.jsonl.gz", "die-casting-line.toml", at: "2019-03-13T12:00:00Z",
            machine: "line1",
            [Self.floor, Self.cycles, Way(name: "trend", keys: [], tag: "biscuit_thickness")] + Self.machine)
    }

    @Test("the moulding plant in a shift of its month, by shift records alone")
    func moulding() throws {
        let before = [Key.character("[")]
        try check(
            "moulding", "moulding-2018-11.jsonl.gz", "moulding-plant.toml", at: "2018-11-12T08:00:00Z",
            machine: "NO.05",
            [
                Self.floor,
                Way(name: "oee", keys: [.character("3")] + before, isOfMachine: false),
                Way(name: "machine", keys: before), Way(name: "machine-oee", keys: before + [.character("o")]),
            ])
    }

    private func check(
        _ name: String, _ recording: String, _ example: String, at time: String, machine: String, _ ways: [Way]
    ) throws {
        let folder = try TemporaryFolder()
        let model = try PlantFile.load(path: ProjectFolder.root.appendingPathComponent("examples/\(example)").path)
        do {
            let store = try SQLiteStore(writing: folder.file("store"))
            var replay = try StoreReplay(model: model, store: store, version: "test")
            let reader = try RecordingReader(path: ProjectFolder.recordings.appendingPathComponent(recording).path)
            _ = try replay.run(reader) { _, _ in }
        }
        let store = try SQLiteStore(reading: folder.file("store"))
        let now = try #require(ISO8601.parse(time))
        var plant = try StoredDashboard(store, at: now, includesLater: false)
        for look in GoldenLook.all {
            for way in ways {
                let machine = way.isOfMachine ? machine : nil
                var state = try plant.state(DashboardState(language: look.language), machine: machine)
                try plant.answer(&state, on: look.size)
                for key in way.keys {
                    _ = state.handle(key, now: now)
                    try plant.answer(&state, on: look.size)
                }
                if let machine, let tag = way.tag {
                    state.pages = [try #require(TrendScreen(machine: machine, tag: tag, state.context(now)))]
                    try plant.answer(&state, on: look.size)
                }
                try GoldenFrame.expect(
                    GoldenTests.text(&state, now, look.size), "\(name)-\(way.name)-\(look.name)")
            }
        }
    }
}
