import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

/// A plant two hours after its hub began, of which nothing was ever heard: what people see on their first day.
@Suite("An empty plant")
struct EmptyPlantTests {
    private static let ways: [(name: String, keys: [Key])] = [
        ("floor", []), ("machine", [.enter]), ("pareto", [.character("2")]), ("oee", [.character("3")]),
        ("alarms", [.character("4")]), ("alarm-rates", [.character("4"), .character("r")]),
        ("audit", [.character("5")]), ("outbox", [.character("6")]),
    ]

    private struct Plant {
        let folder: TemporaryFolder
        let store: SQLiteStore
        var state = DashboardState(language: .en)
        let now: Instant
        let seq: Int64

        /// - Parameter isHeard: one machine said twice what it does, as soon as the hub began.
        init(isHeard: Bool = false) throws {
            let path = ProjectFolder.root.appendingPathComponent("examples/die-casting-plant.toml").path
            let start = Instant(milliseconds: 1_767_250_800_000)
            var core = HubCore(
                model: try PlantFile.load(path: path), stored: StoredState(), version: "test", now: start)
            if isHeard {
                let off = ["estop", "fault", "die_change", "door_open", "wait_metal", "wait_robot"]
                let bits = off.map { "\"\($0)\": false" } + ["power", "auto", "cycling"].map { "\"\($0)\": true" }
                let topic = Array("diecasting/DC-01/bits".utf8)
                for at in [start, start + .seconds(20)] {
                    let payload = Array("{\"ts\": \(at.milliseconds), \(bits.joined(separator: ", "))}".utf8)
                    unsafe core.observe(
                        topic: topic.span.bytes, payload: payload.span.bytes, at: at, isRetained: false)
                }
            }
            now = start + .seconds(7200)
            core.advance(to: now)
            for line in core.model.plant.lines { core.refreshFigures(of: line.id) }
            folder = try TemporaryFolder()
            store = try SQLiteStore(writing: folder.path)
            core.stop(at: now)
            try store.commit(core.takePending())
            seq = core.seq
            let head = DocumentHead(epoch: 1, number: 1, seq: seq, at: now)
            state.link = .live
            state.outbox.status = .ready
            state.outbox.terminal = "t-1x2y3z"
            state.picture.apply(core.modelDocument, head)
            state.picture.apply(core.calendarDocument, head)
            for line in core.model.plant.lines { state.picture.apply(core.lineDocument(line.id), head) }
            for machine in core.model.plant.machines.indices {
                state.picture.apply(core.machineDocument(machine), head)
            }
        }

        func screen(_ keys: [Key], _ language: Language) throws -> String {
            var start = state
            start.phrases.language = language
            let answers = QueryAnswer(store: store)
            func page(_ query: Query, _ cursor: Int) throws -> Page {
                try answers.page(query, cursor: cursor, seq: seq)
            }
            try start.answer(now: now, page)
            for key in keys {
                _ = start.handle(key, now: now)
                try start.answer(now: now, page)
            }
            return GoldenTests.text(&start, now, Size(80, 24))
        }
    }

    @Test("Golden: each screen says why it is empty, in both languages")
    func golden() throws {
        let plant = try Plant()
        for language in Language.allCases {
            for (name, keys) in Self.ways {
                try GoldenFrame.expect(plant.screen(keys, language), "empty-\(name)-80x24-\(language.rawValue)")
            }
        }
    }

    @Test("where nothing was heard no screen says that there was no stop and no alarm", arguments: Language.allCases)
    func unknown(_ language: Language) throws {
        let plant = try Plant()
        let phrases = Phrases(language: language)
        let nothing = ReportPhrases(language: language)[.nothingKnown]
        for keys in [[Key.enter], [.character("2")], [.character("4"), .character("r")]] {
            let text = try plant.screen(keys, language)
            #expect(Self.holds(text, nothing), "\(text)")
            #expect(!text.contains(phrases[.noStops]) && !text.contains(phrases[.noAlarmThen]))
            #expect(!text.contains("0 \(phrases[.comings])"))
        }
    }

    @Test(
        "of a shift before anything was heard no screen says that there was no stop, of one of which a part is known each does",
        arguments: Language.allCases)
    func before(_ language: Language) throws {
        let plant = try Plant(isHeard: true)
        let phrases = Phrases(language: language)
        let nothing = ReportPhrases(language: language)[.nothingKnown]
        let zero = phrases.count(0, .oneStop, .stopsUnit)
        // Three hours of the shift, of which one machine of twelve told 20 s.
        for (keys, unknown) in [([Key.character("2")], 35 * 3600 + 3580), ([.enter, .tab], 2 * 3600 + 3580)] {
            let now = try plant.screen(keys, language)
            #expect(Self.holds(now, UnknownTime.noStop(.seconds(unknown), language)), "\(now)")
            #expect(!Self.holds(now, phrases[.noStops]) && !Self.holds(now, nothing), "\(now)")
            let before = try plant.screen(keys + [.character("[")], language)
            #expect(Self.holds(before, nothing) && !Self.holds(before, phrases[.noStops]), "\(before)")
            #expect(!before.contains(zero) && !before.contains("\(phrases[.stops]) 0"))
        }
        // The machine beside it was never heard.
        let other = try plant.screen([.down, .enter, .tab], language)
        #expect(Self.holds(other, nothing) && !Self.holds(other, phrases[.noStops]), "\(other)")
    }

    /// Whether a screen says it, also in a pane in which it takes several lines.
    private static func holds(_ screen: String, _ text: String) -> Bool {
        screen.contains(text) || text.wrapped(toColumns: 28).allSatisfy { screen.contains($0) }
    }
}
