import Basis
import Foundation
import Records
import Store
import Telemetry
import TestSupport
import Testing

@testable import Hub

struct StoreReplayTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.file("store"))
    }

    @discardableResult
    private func play(_ seconds: ClosedRange<Int64>, isForced: Bool = false) throws -> RecordingReader {
        let lines = seconds.map { second in
            let at = HubRig.second(second).milliseconds
            return #"{"at":\#(at),"topic":"p/A/temp","payload":"{\"t\":\#(at),\"v\":1}"}"#
        }
        try lines.joined(separator: "\n").write(toFile: folder.file("r"), atomically: true, encoding: .utf8)
        var replay = try StoreReplay(model: HubRig.model(), store: store, version: "1", isForced: isForced)
        let reader = try RecordingReader(path: folder.file("r"))
        _ = try replay.run(reader) { _, _ in }
        return reader
    }

    @Test("a recording whose messages all arrived at once is told apart: no time passes in it")
    func oneMoment() throws {
        #expect(try play(1...1).isOfOneMoment)
        #expect(try !play(2...3).isOfOneMoment)
    }

    @Test("it says how many messages no source takes, of this recording alone")
    func rejected() throws {
        let line = #"{"at":1700000000000,"topic":"elsewhere/A","payload":"{}"}"# + "\n"
        for count in [2, 1] {
            try String(repeating: line, count: count).write(toFile: folder.file("r"), atomically: true, encoding: .utf8)
            var replay = try StoreReplay(model: HubRig.model(), store: store, version: "1", isForced: true)
            #expect(try replay.run(RecordingReader(path: folder.file("r"))) { _, _ in } == count)
            #expect(replay.rejected == count)
        }
    }

    private func readings() throws -> Int64 { try store.tags(machine: "A").map(\.statistics.readings).reduce(0, +) }

    @Test("what a store has is not counted twice: the same recording again is refused, and leaves all as it was")
    func twice() throws {
        try play(1...5)
        let seq = try store.load().seq
        #expect {
            try play(1...5)
        } throws: {
            $0 is ReplayRefusal && "\($0)".contains("counted twice") && "\($0)".contains("2023-11-14T22:20:05.000Z")
        }
        #expect(try readings() == 5 && store.load().seq == seq)
    }

    @Test("one that goes on where the last ended is played, and so is any when forced")
    func goesOn() throws {
        try play(1...5)
        try play(6...7)
        #expect(try readings() == 7)
        try play(1...5, isForced: true)
        #expect(try readings() == 12)
    }
}
