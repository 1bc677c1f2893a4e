import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

/// S28: a journal whose writer is the attacker: the chain is made anew, or cut, with everything that the file itself says of
/// it. Only what was noted elsewhere tells.
@Suite("Anchors of the chain")
struct AnchorTests {
    let folder: TemporaryFolder
    let length: Int64 = 12
    let anchors: [ChainAnchor]

    init() throws {
        folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var anchors: [ChainAnchor] = []
        for entry in randomEvents(Int(length), seed: 8) {
            try store.commit(batch([entry]))
            if entry.seq.isMultiple(of: 4) { anchors.append(try #require(try store.anchor(at: entry.at))) }
        }
        self.anchors = anchors
    }

    private func tamper(_ body: (Database) throws -> Void) throws -> (alone: ChainReport, anchored: ChainReport) {
        do {
            let queue = try DatabaseQueue(path: folder.file("journal.sqlite"))
            try queue.write { db in
                for trigger in ["events_stay", "events_last", "events_follow"] {
                    try db.execute(sql: "DROP TRIGGER \(trigger)")
                }
                try body(db)
            }
        }
        let store = try SQLiteStore(reading: folder.path)
        return (try store.verifyChain(), try store.verifyChain(anchors: anchors))
    }

    /// Gives every entry from `seq` on the hash that follows, and the file the number of its last.
    private func chainAnew(from seq: Int64, in db: Database) throws {
        var hash = ChainHash.start
        for stored in try EventTable.page(after: 0, limit: 100, in: db) {
            let next = try ChainHash.next(
                after: hash, seq: stored.seq, at: stored.at, kind: stored.kind, body: stored.body)
            if stored.seq >= seq {
                try db.execute(sql: "UPDATE events SET hash = ? WHERE seq = ?", arguments: [Data(next), stored.seq])
            }
            hash = next
        }
        try MetaTable.set(.lastSeq, to: try EventTable.head(in: db).seq, in: db)
    }

    @Test("S28: an untouched journal holds with its anchors, and goes on to hold")
    func untouched() throws {
        let store = try SQLiteStore(writing: folder.path)
        #expect(try store.verifyChain(anchors: anchors.reversed()).isWhole)
        try store.commit(batch([entry(13, state("m", 1, .init(.idle)))]))
        #expect(try store.verifyChain(anchors: anchors).verifiedSeq == 13)
    }

    @Test(
        "S28: a chain made anew from any entry on is found by the next anchor", arguments: 1...12 as ClosedRange<Int64>)
    func rewritten(seq: Int64) throws {
        let reports = try tamper { db in
            try db.execute(sql: "UPDATE events SET at = at + 1 WHERE seq = ?", arguments: [seq])
            try chainAnew(from: seq, in: db)
        }
        #expect(reports.alone.isWhole)
        #expect(reports.anchored.fault?.kind == .anchor)
        #expect(reports.anchored.fault?.seq == (seq + 3) / 4 * 4)
    }

    @Test(
        "S28: a journal cut at any entry, with what it says of its end, is found",
        arguments: 1...12 as ClosedRange<Int64>)
    func cut(seq: Int64) throws {
        let reports = try tamper { db in
            try db.execute(sql: "DELETE FROM events WHERE seq >= ?", arguments: [seq])
            try chainAnew(from: 1, in: db)
        }
        #expect(reports.alone.isWhole)
        #expect(reports.anchored.fault?.kind == .gap && reports.anchored.fault?.seq == seq)
        #expect(reports.anchored.verifiedSeq == seq - 1)
    }

    @Test(
        "S28: without the number of its last entry a cut journal is found by itself",
        arguments: 1...12 as ClosedRange<Int64>)
    func cutAlone(seq: Int64) throws {
        let reports = try tamper { try $0.execute(sql: "DELETE FROM events WHERE seq >= ?", arguments: [seq]) }
        #expect(reports.alone.fault?.kind == .gap && reports.alone.fault?.seq == seq)
    }

    @Test("S28: two entries that changed places are found at the first", arguments: 1...11 as ClosedRange<Int64>)
    func swapped(seq: Int64) throws {
        for other in seq + 1...length {
            let reports = try AnchorTests().tamper { db in
                try db.execute(
                    sql: """
                        UPDATE events SET seq = -1 WHERE seq = \(seq); UPDATE events SET seq = \(seq) WHERE seq = \(other);
                        UPDATE events SET seq = \(other) WHERE seq = -1;
                        """)
            }
            #expect(reports.alone.fault?.kind == .hash && reports.alone.fault?.seq == seq)
            #expect(reports.anchored.fault?.seq == seq)
        }
    }

    @Test(
        "S28: an entry put between two, with the chain made anew, is found by the next anchor",
        arguments: 1...12 as ClosedRange<Int64>)
    func inserted(seq: Int64) throws {
        let reports = try tamper { db in
            try db.execute(
                sql: """
                    UPDATE events SET seq = -seq WHERE seq >= \(seq); UPDATE events SET seq = 1 - seq WHERE seq < 0;
                    INSERT INTO events SELECT \(seq), at, kind, body, hash FROM events WHERE seq = \(seq == 1 ? 2 : 1);
                    """)
            try chainAnew(from: seq, in: db)
        }
        #expect(reports.alone.isWhole)
        #expect(reports.anchored.fault?.kind == .anchor)
        #expect(reports.anchored.fault?.seq == (seq + 3) / 4 * 4)
    }

    @Test("a file of anchors grows line by line, and is read as it was written; a line that is none is refused")
    func file() throws {
        let path = folder.file("anchors")
        for anchor in anchors { try AnchorFile.append(anchor, to: path) }
        #expect(try AnchorFile.read(path) == anchors)
        let line = String(decoding: anchors[0].line, as: UTF8.self)
        #expect(line == #"{"at":"1970-01-01T00:00:04.000Z","seq":4,"hash":"\#(anchors[0].hash)"}"# + "\n")
        try folder.write(anchors[0].line + Array("{}\n".utf8), to: "anchors")
        #expect(storeError { _ = try AnchorFile.read(path) }?.description.contains("anchors:2 is no anchor") == true)
        for nothing in ["", "\n\n"] {
            try folder.write(Array(nothing.utf8), to: "anchors")
            #expect(storeError { _ = try AnchorFile.read(path) }?.description.contains("has no anchor") == true)
        }
        #expect(storeError { _ = try AnchorFile.read(folder.file("none")) }?.code == .unavailable)
        #expect(storeError { try AnchorFile.append(anchors[0], to: "/proc/none/a") }?.code == .unavailable)
    }

    @Test(
        "an anchor that a crash cut is passed over, and the next stands on a line of its own; any other line is refused"
    )
    func tornLine() throws {
        let path = folder.file("anchors")
        try AnchorFile.append(anchors[0], to: path)
        let torn = String(decoding: anchors[1].line.prefix(40), as: UTF8.self)
        let first = try String(contentsOfFile: path, encoding: .utf8)
        try (first + torn).write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try AnchorFile.read(path) == [anchors[0]])
        try AnchorFile.append(anchors[2], to: path)
        #expect(try AnchorFile.read(path) == [anchors[0], anchors[2]])
        try (first + #"{"at":"2026-11-28T17:00:00.000Z"}"# + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        #expect(storeError { _ = try AnchorFile.read(path) }?.code == .damaged)
    }
}
