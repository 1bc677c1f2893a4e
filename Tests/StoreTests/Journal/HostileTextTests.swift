import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Hostile text in the store")
struct HostileTextTests {
    static let texts = [
        "'; DROP TABLE events; --", "\" OR 1=1 --", "%_*?[a-z]", "NULL", "1e400", "0x41", "-- ",
        "/*",
        "MATCH \"a\"", "工单'", "\u{202E}", String(repeating: "'", count: 5000), "", ";", "\\", "{\"a\":1}", ":machine",
        "?1",
    ]

    @Test("S23: any text comes back as it was, in every column that holds one, and does nothing else", arguments: texts)
    func roundTrip(_ text: String) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var envelope = CommandEnvelope(
            key: text, terminal: text, bytes: Array(text.utf8), session: text, signature: text)
        (envelope.kind, envelope.id) = (text, text)
        let id = AlarmID(machine: text, item: text, code: text)
        let action = AlarmAction(id, .note, command: 1, by: text, note: text + "!")
        let booked = QuantityBooked(
            machine: text, when: .shift(text), order: text, scrap: 1, rework: 0, note: text, command: 1, by: text)
        var conflict = CommandRecorded(envelope, epoch: 1, outcome: .conflict)
        conflict.fields = [FieldConflict(text, yours: .text(text), theirs: .none, by: text, at: nil)]
        try store.commit(
            batch([entry(1, .command(conflict)), entry(2, .alarmAction(action)), entry(3, .quantity(booked))]))
        #expect(try store.commands([text]).first??.terminal == text)
        #expect(try store.conflicts(limit: 9).first?.command == conflict)
        #expect(try store.alarmCare(asOf: .now)[id]?.note == text + "!")
        #expect(try store.quantities(machine: text, asOf: .now).map(\.booked) == [booked])
        #expect(try store.verifyChain().fault == nil)
        #expect(try store.verifyChain().verifiedSeq == 3)
    }

    @Test("S23: every table takes only what its columns say")
    func strict() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        let tables = try store.readJournal { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%'"
            )
        }
        #expect(tables.count >= 9)
        for table in tables { #expect(table.contains("STRICT"), "\(table)") }
    }
}
