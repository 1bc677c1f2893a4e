import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing

@testable import Hub

/// Nothing in the program knows a plant's words: with other words in file and messages, the same comes out in them.
struct PlantRenameTests {
    struct Renaming: Sendable, CustomTestStringConvertible {
        let example: String
        let recording: String
        let words: [(old: String, new: String)]
        /// Messages of the recording that are played.
        let count: Int

        var testDescription: String { example }

        /// `text` with each word replaced where it stands between characters that are no letters and no digits.
        func apply(_ text: String) -> String {
            words.reduce(text) { text, word in
                var result = ""
                var rest = text[...]
                while let range = rest.firstRange(of: word.old) {
                    let before = rest[..<range.lowerBound].last ?? result.last
                    let isWhole = !Self.isPart(before) && !Self.isPart(rest[range.upperBound...].first)
                    result += rest[..<range.lowerBound] + (isWhole ? word.new : word.old)
                    rest = rest[range.upperBound...]
                }
                return result + rest
            }
        }

        private static func isPart(_ character: Character?) -> Bool {
            character.map { $0.isLetter || $0.isNumber } ?? false
        }
    }

    static let renamings = [
        Renaming(
            example: "cnc-shop", recording: "plants/cnc-2016-10-31.jsonl.gz",
            words: [
                ("nist/shop", "werk/halle/a"), ("Mazak01", "Fraese-1"), ("Mazak03", "M.3"), ("GFAgie01", "Agie_1"),
                ("execution", "ablauf"), ("timestamp_ms", "zeit"), ("ACTIVE", "LAEUFT"), ("READY", "BEREIT"),
                ("STOPPED", "AUS"), ("INTERRUPTED", "ABBRUCH"), ("FEED_HOLD", "HALT"), ("UNAVAILABLE", "FEHLT"),
            ], count: 30_000),
        Renaming(
            example: "die-casting-line", recording: "plants/diecast-2019-03-12.jsonl.gz",
            words: [
                ("foundry", "giesserei"), ("line1", "linie-7"), ("mold_code", "form"), ("tryshot_signal", "probe"),
                ("molten_temp", "metall"), ("molten_volume", "menge"), ("biscuit_thickness", "rest"),
            ], count: 3000),
    ]

    @Test("a renamed plant file has the same rules under the new words", arguments: renamings)
    func file(_ renaming: Renaming) throws {
        let text = try PlantExamples.text(renaming.example)
        let model = try PlantFile.read(text: Array(text.utf8), file: "plant.toml")
        let renamed = try PlantFile.read(text: Array(renaming.apply(text).utf8), file: "plant.toml")
        #expect(renamed.plant.machines.map(\.id) == model.plant.machines.map { renaming.apply($0.id) })
        for (machine, original) in zip(renamed.machines, model.machines) {
            #expect(machine.tagNames == original.tagNames.map(renaming.apply))
            #expect(machine.rules.rules.map(\.state) == original.rules.rules.map(\.state))
            #expect(machine.cycle == nil ? original.cycle == nil : original.cycle != nil)
        }
        #expect(renamed.sources.map(\.pattern.text) == model.sources.map { renaming.apply($0.pattern.text) })
        #expect(renamed.tags.map(\.tags.patterns) == model.tags.map { $0.tags.patterns.map(renaming.apply) })
    }

    @Test(
        "a renamed recording with a renamed plant file says the same in the new words",
        arguments: renamings.filter {
            PlantExamples.shared($0.recording) != nil
        })
    func recording(_ renaming: Renaming) throws {
        let text = try PlantExamples.text(renaming.example)
        let events = try play(renaming, plant: text) { $0 }
        let renamed = try play(renaming, plant: renaming.apply(text), rename: renaming.apply)
        #expect(events.count > 50)
        #expect(renamed == events.map { renaming.apply($0) })
    }

    /// The states, counts and alarms that come of it, in words.
    private func play(
        _ renaming: Renaming, plant: String, rename: (String) -> String
    ) throws -> [String] {
        let model = try PlantFile.read(text: Array(plant.utf8), file: "plant.toml")
        var core = HubCore(model: model, stored: StoredState(), version: "test", now: nil)
        let path = try #require(PlantExamples.shared(renaming.recording))
        let reader = try RecordingReader(path: path)
        for _ in 0..<renaming.count {
            guard let message = try reader.next() else { break }
            let topic = Array(rename(String(decoding: message.topic, as: UTF8.self)).utf8)
            let payload = Array(rename(String(decoding: message.payload, as: UTF8.self)).utf8)
            core.observe(
                topic: topic.span.bytes, payload: payload.span.bytes, at: message.at, isRetained: message.isRetained)
        }
        return core.takePending().entries.compactMap { entry in
            if case .model = entry.event { nil } else { "\(entry.seq) \(entry.at) \(entry.event)" }
        }
    }
}
