import Basis
import Foundation
import Hub
import Store
import Telemetry
import TestSupport
import Testing

/// Recordings of real machines beside the package, with figures that others made of them.
enum Recordings {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func shared(_ path: String) -> String { root.deletingLastPathComponent().path + "/shared/" + path }

    static func exist(_ paths: String...) -> Bool {
        paths.allSatisfy { FileManager.default.fileExists(atPath: shared($0)) }
    }

    static func golden<Figures: Decodable>(_ path: String, as type: Figures.Type) throws -> Figures {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: shared(path))))
    }

    static func replay(_ recording: String, plant: String, into store: SQLiteStore) throws {
        let model = try PlantFile.load(path: root.path + "/examples/\(plant).toml")
        var replay = try StoreReplay(model: model, store: store, version: "test")
        _ = try replay.run(RecordingReader(path: shared("plants/\(recording).jsonl.gz"))) { _, _ in }
    }

    static func instant(_ text: String) throws -> Instant { try #require(ISO8601.parse(text)) }

    /// The chain holds, and tables made anew from the journal say the same.
    static func expectSound(_ store: SQLiteStore) throws {
        func tables() throws -> [[AnyHashable]] {
            [
                try store.intervals(machine: nil, window: nil, asOf: .now).map(AnyHashable.init),
                try store.alarms(asOf: .now).map(AnyHashable.init),
                try store.counts(machine: nil, asOf: .now).map(AnyHashable.init),
            ]
        }
        let before = try tables()
        #expect(try store.verifyChain().fault == nil)
        try store.rebuildTables()
        #expect(try tables() == before)
    }
}
