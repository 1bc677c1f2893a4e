import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Answers about alarms and what people did")
struct AlarmAnswerTests {
    /// The rows of a store that has all that a rig journalled.
    static func rows(_ rig: HubRig, _ query: Query) throws -> [[String: Row.Value]] {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = rig.entries
        try store.commit(batch)
        return try QueryAnswer(store: store).rows(query).map { row in
            Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
        }
    }

    static func rig() throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        rig.alarm("x", "F", "7", at: 1)
        rig.alarm("x", "F", "7", at: 2)
        _ = rig.durable()
        return rig
    }

    @Test("an alarm says who acknowledged it and when, its note, and as of before that nobody did")
    func acknowledged() throws {
        var rig = try Self.rig()
        _ = rig.answer(1, "alarm.acknowledge", "A/x/7", #"{"note":"seen"}"#, at: 10)
        rig.core.stop(at: HubRig.second(20))
        _ = rig.durable()
        let now = try #require(try Self.rows(rig, Query(.alarms)).first)
        #expect(now["state"] == .text("acknowledged"))
        #expect(now["acknowledged_by"] == .text("t1"))
        #expect(now["acknowledged_at"] == .time(HubRig.second(10)))
        #expect(now["note"] == .text("seen"))
        #expect(now["repeats"] == .integer(1))
        var before = Query(.alarms)
        before.at = HubRig.second(9)
        let then = try #require(try Self.rows(rig, before).first)
        #expect(then["state"] == .text("unacknowledged"))
        #expect(then["acknowledged_by"] == Row.Value.none)
    }

    @Test("rates count comings, not lines; the plant stands first, then the worst alarm, then those that are stale")
    func rates() throws {
        var rig = try Self.rig()
        for step in 0..<3 {
            rig.alarm("y", "F", "8", at: 100 + Int64(step) * 10)
            rig.alarm("y", "N", "8", at: 105 + Int64(step) * 10)
        }
        rig.core.stop(at: HubRig.second(2 * 86_400))
        _ = rig.durable()
        var query = Query(.alarmRates)
        query.from = HubRig.second(0)
        query.to = HubRig.second(86_400)
        let rows = try Self.rows(rig, query)
        #expect(rows.map { $0["code"] } == [Row.Value.none, .text("8"), .text("7")])
        #expect(rows.map { $0["comings"] } == [.integer(4), .integer(3), .integer(1)])
        #expect(rows[0]["per_day"] == .number(4))
        #expect(rows[0]["chatters"] == .integer(1))
        #expect(rows[1]["share"] == .number(0.75))
    }

    @Test("conflicts say both values, and who took which")
    func conflicts() throws {
        var rig = try Self.rig()
        let base = rig.core.seq
        _ = rig.answer(1, "alarm.note", "A/x/7", #"{"note":"a"}"#, base: base, at: 3)
        _ = rig.answer(2, "alarm.note", "A/x/7", #"{"note":"b"}"#, base: base, from: "t2", at: 4)
        let open = try #require(try Self.rows(rig, Query(.conflicts)).first)
        #expect(open["terminal"] == .text("t2"))
        #expect(open["taken"] == Row.Value.none)
        guard case .json(let fields)? = open["fields"] else {
            Issue.record("no fields")
            return
        }
        #expect(String(decoding: fields, as: UTF8.self).hasPrefix(#"{"note":{"yours":"b","theirs":"a","by":"t1""#))
        _ = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"yours"}"#, from: "t3", at: 5)
        let decided = try #require(try Self.rows(rig, Query(.conflicts)).first)
        #expect(decided["taken"] == .text("yours"))
        #expect(decided["resolved_by"] == .text("t3"))
    }

    @Test("keys are told as they were answered, and one that never came is unknown")
    func status() throws {
        var rig = try Self.rig()
        _ = rig.answer(1, "alarm.acknowledge", "A/x/7", at: 3)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = rig.entries
        try store.commit(batch)
        let rows = try QueryAnswer(store: store).status(of: [HubRig.key(9), HubRig.key(1)])
        #expect(rows.map { $0.members[1].value } == [.text("unknown"), .text("saved")])
    }

    @Test("a hub that starts on the store has the same records, and its tables can be made anew")
    func restart() throws {
        var rig = try Self.rig()
        _ = rig.answer(1, "alarm.shelve", "A/x/7", #"{"until":\#(HubRig.second(600).milliseconds)}"#, at: 3)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = rig.entries
        try store.commit(batch)
        let before = try store.load()
        try store.rebuildTables()
        let after = try store.load()
        #expect(after.alarmCare == before.alarmCare)
        #expect(after.commandKeys == before.commandKeys)
        #expect(after.alarmSeqs == before.alarmSeqs)
        let id = AlarmID(machine: "A", item: "x", code: "7")
        var next = try HubRig(after)
        #expect(next.core.alarmDocument(id)?.state == .shelved)
        #expect(next.core.alarmDocument(id)?.version == rig.core.alarmDocument(id)?.version)
        next.core.advance(to: HubRig.second(600))
        #expect(next.core.decided.shelves.isEmpty)
    }
}
