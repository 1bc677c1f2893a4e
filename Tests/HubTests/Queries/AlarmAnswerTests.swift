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
        batch.aliveAt = rig.core.clock
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
        // Of alarms nothing is learned later.
        before.includesLater = true
        #expect(try Self.rows(rig, before).first?["state"] == then["state"])
    }

    @Test("what is stale is so at the moment that is asked about; of a time that was over then nobody says it")
    func stale() throws {
        var rig = try Self.rig()
        // Its machine was silent meanwhile, and says it again.
        rig.alarm("x", "F", "7", at: 26 * 3600 - 10)
        rig.alarm("x", "N", "7", at: 30 * 3600)
        rig.core.stop(at: HubRig.second(60 * 3600))
        _ = rig.durable()
        func stale(_ hours: Int64) throws -> Row.Value? {
            var query = Query(.alarmRates)
            (query.from, query.to) = (HubRig.second((hours - 1) * 3600), HubRig.second(hours * 3600))
            #expect(try Self.rows(rig, query)[0]["stale"] == Row.Value.none)
            (query.at, query.to) = (query.to, nil)
            return try Self.rows(rig, query)[0]["stale"]
        }
        #expect(try stale(8) == .integer(0))
        #expect(try stale(26) == .integer(1))
        #expect(try stale(40) == .integer(0))
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

    /// Two lines with a machine each.
    static let twoLines = HubRig.plant
        .replacing(
            "[[machine]]\nid = \"B\"\nline = \"L\"", with: "[[line]]\nid = \"K\"\n[[machine]]\nid = \"B\"\nline = \"K\""
        )

    static func linesRig() throws -> HubRig {
        var rig = try HubRig(plant: twoLines)
        rig.value("A/mode", #""run""#, at: 0)
        rig.value("B/n", "1", at: 0)
        for (machine, code, at) in [("A", "1", 1), ("B", "2", 2), ("A", "3", 3)] as [(String, String, Int64)] {
            let payload = #"{"t":\#(HubRig.second(at).milliseconds),"l":"F","c":"\#(code)","x":"x"}"#
            rig.send("p/\(machine)/alarm/x", payload, at: HubRig.second(at))
        }
        _ = rig.durable()
        return rig
    }

    static func stopped(_ rig: HubRig, at seconds: Int64) -> HubRig {
        var rig = rig
        rig.core.stop(at: HubRig.second(seconds))
        _ = rig.durable()
        return rig
    }

    @Test("alarms come in the order of the list, and a line has its own alone; without one they are of all lines")
    func order() throws {
        var rig = try Self.linesRig()
        _ = rig.answer(1, "alarm.acknowledge", "A/x/3", at: 10)
        rig = Self.stopped(rig, at: 20)
        #expect(try Self.rows(rig, Query(.alarms)).map { $0["code"] } == [.text("2"), .text("1"), .text("3")])
        var query = Query(.alarms)
        query.line = "L"
        #expect(try Self.rows(rig, query).map { $0["id"] } == [.text("A/x/1"), .text("A/x/3")])
    }

    @Test("pages of the list follow on one another in its order")
    func pages() throws {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        for code in 0..<900 { rig.alarm("x", code.isMultiple(of: 2) ? "F" : "W", "\(code)", at: 1 + Int64(code)) }
        _ = rig.durable()
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = rig.entries
        try store.commit(batch)
        let answers = QueryAnswer(store: store)
        let tape = JSONTape()
        var codes: [Int] = []
        var cursor: Int? = 0
        var pages = 0
        while let next = cursor {
            let page = try answers.page(Query(.alarms), cursor: next, seq: 1)
            codes += page.rows.compactMap { (try? tape.read($0))?["code"]?.string.flatMap { Int($0) } }
            cursor = page.next
            pages += 1
        }
        let newestFirst = Array((0..<900).reversed())
        #expect(pages > 1)
        #expect(codes == newestFirst.filter { $0.isMultiple(of: 2) } + newestFirst.filter { !$0.isMultiple(of: 2) })
    }

    @Test("a row says whether its alarm chatters or is stale, who wrote its note and who shelved it, in both languages")
    func marks() throws {
        var rig = try Self.rig()
        for step in 0..<Int64(3) {
            rig.alarm("y", "F", "8", at: 100 + step * 10)
            rig.alarm("y", "N", "8", at: 105 + step * 10)
        }
        _ = rig.durable()
        let until = HubRig.second(3000).milliseconds
        _ = rig.answer(1, "alarm.shelve", "A/y/8", #"{"until":\#(until),"note":"loose wire"}"#, at: 130)
        let early = Self.stopped(rig, at: 140)
        let chatty = try #require(try Self.rows(early, Query(.alarms)).first { $0["code"] == .text("8") })
        #expect(chatty["chattering"] == .bool(true) && chatty["stale"] == .bool(false))
        #expect(chatty["noted_by"] == .text("t1") && chatty["noted_at"] == .time(HubRig.second(130)))
        #expect(chatty["shelved_by"] == .text("t1") && chatty["text_zh"] == Row.Value.none)
        // Its machine fell silent, and says it again: it has not come anew.
        rig.alarm("x", "F", "7", at: 2 * 86_400 - 10)
        let late = try Self.rows(Self.stopped(rig, at: 2 * 86_400), Query(.alarms))
        let standing = try #require(late.first { $0["code"] == .text("7") })
        #expect(standing["stale"] == .bool(true) && standing["chattering"] == .bool(false))
        #expect(late.first { $0["code"] == .text("8") }?["chattering"] == .bool(false))
    }

    @Test("rates are of one line, or without one of all; what has not passed yet does not thin them out")
    func ratesOfLines() throws {
        let rig = Self.stopped(try Self.linesRig(), at: 3600)
        var query = Query(.alarmRates)
        query.from = HubRig.second(0)
        query.to = HubRig.second(86_400)
        let all = try Self.rows(rig, query)
        #expect(all.map { $0["comings"] } == [.integer(3), .integer(1), .integer(1), .integer(1)])
        guard case .number(let perDay)? = all[0]["per_day"] else {
            Issue.record("no rate")
            return
        }
        #expect(abs(perDay - 72) < 0.1)
        query.line = "K"
        #expect(try Self.rows(rig, query).map { $0["id"] } == [Row.Value.none, .text("B/x/2")])
    }

    @Test("explained, rates are how many came in each ten minutes, and which of those were a flood")
    func explained() throws {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        for code in 0..<11 { rig.alarm("x", "F", "\(code)", at: 700 + Int64(code)) }
        rig = Self.stopped(rig, at: 1700)
        var query = Query(.alarmRates)
        query.from = HubRig.second(0)
        query.to = HubRig.second(1800)
        let whole = try #require(try Self.rows(rig, query).first)
        #expect(whole["floods"] == .integer(1) && whole["flood_target"] == .integer(10))
        guard case .json(let times)? = whole["flood_times"] else {
            Issue.record("no floods")
            return
        }
        let flood =
            #"[{"from":"\#(ISO8601.format(HubRig.second(700)))","to":"\#(ISO8601.format(HubRig.second(710)))","comings":11}]"#
        #expect(String(decoding: times, as: UTF8.self) == flood)
        query.isExplained = true
        let stretches = try Self.rows(rig, query)
        #expect(stretches.map { $0["comings"] } == [.integer(0), .integer(11), .integer(0)])
        #expect(stretches.map { $0["flood"] } == [.bool(false), .bool(true), .bool(false)])
    }

    @Test("what people did about alarms is told with who and when, as it was written, within the times and the line")
    func actions() throws {
        var rig = try Self.linesRig()
        _ = rig.answer(1, "alarm.note", "A/x/1", #"{"note":"first"}"#, at: 10)
        _ = rig.answer(2, "alarm.note", "A/x/1", #"{"note":"second"}"#, base: rig.core.seq, from: "t2", at: 20)
        _ = rig.answer(3, "alarm.acknowledge", "B/x/2", at: 30)
        let query = Query(.alarmActions)
        let all = try Self.rows(rig, query)
        #expect(all.map { $0["note"] } == [.text("first"), .text("second"), Row.Value.none])
        #expect(all.map { $0["by"] } == [.text("t1"), .text("t2"), .text("t1")])
        #expect(all.map { $0["deed"] } == [.text("note"), .text("note"), .text("acknowledge")])
        #expect(all.map { $0["at"] } == [10, 20, 30].map { .time(HubRig.second($0)) })
        var part = query
        (part.from, part.to) = (HubRig.second(20), HubRig.second(30))
        #expect(try Self.rows(rig, part).map { $0["note"] } == [.text("second")])
        part = query
        part.line = "K"
        #expect(try Self.rows(rig, part).map { $0["id"] } == [.text("B/x/2")])
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
