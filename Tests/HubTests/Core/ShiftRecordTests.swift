import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// A plant of two machines without signals, fed by shift records.
struct RecordRig {
    static let plant = """
        [site]
        id = "s"
        time_zone = "Europe/Berlin"
        time = "records"
        [[line]]
        id = "L"
        [[machine]]
        id = "M1"
        line = "L"
        ideal_cycle = "60s"
        [[machine]]
        id = "M2"
        line = "L"
        [[die]]
        id = "D"
        ideal_cycle = "24s"
        cavities = 8
        [[shift]]
        id = "early"
        from = "06:00"
        to = "14:00"
        days = ["mon", "tue", "wed", "thu", "fri"]
        [[shift]]
        id = "late"
        from = "14:00"
        to = "22:00"
        days = ["mon", "tue", "wed", "thu", "fri"]
        [[source]]
        id = "records"
        topic = "mes/shift"
        machine = "/m"
        [source.record]
        date = "/date"
        shift = "/shift"
        shifts = { 1 = "early", 2 = "late" }
        order = "/order"
        die = "/die"
        shots = "/shots"
        cavities = "/cavities"
        good = "/good"
        defects = { scratch = "/scratch", other = "/other" }
        changes = { die = "/changed" }
        """

    var core: HubCore
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        core = HubCore(model: try HubRig.model(Self.plant), stored: StoredState(), version: "1", now: nil)
    }

    /// - Parameter at: when it comes, as `2026-11-23T13:00:00Z`.
    mutating func send(_ payload: String, at: String) throws {
        core.observe("mes/shift", Array(payload.utf8), at: try #require(ISO8601.parse(at)))
    }

    /// Commits what there is, and asks.
    mutating func rows(_ by: FigureGroup, _ change: (inout Query) -> Void = { _ in }) throws -> [[String: Row.Value]] {
        core.stop(at: core.clock)
        try store.commit(core.takePending())
        var query = Query(.kpi)
        query.group = by
        change(&query)
        return try QueryAnswer(store: store).rows(query).map { row in
            Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
        }
    }
}

@Suite("Shift records")
struct ShiftRecordTests {
    private static let made =
        #"{"m":"M1","date":"2026-11-23","shift":1,"order":"1","die":"D","shots":1000,"#
        + #""cavities":null,"good":7900,"scratch":60,"other":40,"changed":null}"#

    @Test("a shot makes all of the planned time APT, parts are worth their die's cycle, and all is marked as assumed")
    func produced() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        let row = try #require(try rig.rows(.machineShift).first)
        #expect(row["machine"] == .text("M1") && row["shift"] == .text("early") && row["date"] == .text("2026-11-23"))
        #expect(row["from"] == .time(try #require(ISO8601.parse("2026-11-23T05:00:00Z"))))
        #expect(row["to"] == .time(try #require(ISO8601.parse("2026-11-23T13:00:00Z"))))
        #expect(row["pq"] == .number(8000) && row["gq"] == .number(7900) && row["sq"] == .number(100))
        #expect(row["pbt_s"] == .number(28_800) && row["apt_s"] == .number(28_800))
        #expect(row["pri_pq_s"] == .number(24_000) && row["pri_gq_s"] == .number(23_700))
        #expect(row["basis"] == .text("records") && row["quality"] == .number(0.9875))
    }

    @Test("an order without a shot is ADET, none at all ADOT, and a machine of which nothing came is UNKNOWN")
    func standing() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        try rig.send(#"{"m":"M2","date":"2026-11-23","shift":1,"order":"2","shots":0}"#, at: "2026-11-23T13:00:00Z")
        try rig.send(#"{"m":"M1","date":"2026-11-23","shift":2,"order":null,"shots":null}"#, at: "2026-11-23T21:00:00Z")
        let rows = try rig.rows(.machineShift)
        #expect(rows.map { $0["adet_s"] } == [.number(0), .number(28_800), .number(0), .number(0)])
        #expect(rows.map { $0["adot_s"] } == [.number(0), .number(0), .number(28_800), .number(0)])
        #expect(rows.map { $0["unknown_s"] } == [.number(0), .number(0), .number(0), .number(28_800)])
        #expect(rows[3]["oee"] == Row.Value.none && rows[3]["pq"] == Row.Value.none && rows[2]["oee"] == .number(0))
        let shift = try rig.rows(.shift)
        #expect(shift.map { $0["pbt_s"] } == [.number(57_600), .number(57_600)])
        #expect(shift[0]["oee"] == .number(23_700 / 57_600))
    }

    @Test("a record that comes twice, also after a restart of the hub, counts once; another one adds to it")
    func twice() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made, at: "2026-11-23T13:00:01Z")
        _ = try rig.rows(.machine)
        rig.core = HubCore(
            model: try HubRig.model(RecordRig.plant), stored: try rig.store.load(), version: "1", now: rig.core.clock)
        try rig.send(Self.made, at: "2026-11-23T13:05:00Z")
        #expect(try rig.rows(.machine).map { $0["pq"] } == [.number(8000)])
        try rig.send(Self.made.replacing("\"order\":\"1\"", with: "\"order\":\"2\""), at: "2026-11-23T13:06:00Z")
        #expect(try rig.rows(.machine).map { $0["pq"] } == [.number(16_000)])
    }

    @Test("each marked change is one set-up, of the order whose record has it, and takes no time")
    func setUps() throws {
        var rig = try RecordRig()
        let changed = Self.made.replacing("\"changed\":null", with: "\"changed\":1")
        try rig.send(changed, at: "2026-11-23T13:00:00Z")
        try rig.send(changed.replacing("\"order\":\"1\"", with: "\"order\":\"2\""), at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made.replacing("\"order\":\"1\"", with: "\"order\":\"3\""), at: "2026-11-23T13:00:00Z")
        let whole = try #require(try rig.rows(.machineShift).first)
        #expect(whole["set_ups"] == .integer(2) && whole["aust_s"] == .number(0))
        #expect(try rig.rows(.order).map { $0["set_ups"] } == [.integer(1), .integer(1), .integer(0)])
    }

    @Test(
        "a record of a shift that has not begun, or ended longer ago than late_limit, is quarantined: a date may be wrong"
    )
    func wrongDate() throws {
        var rig = try RecordRig()
        try rig.send(Self.made.replacing("11-23", with: "12-01"), at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made.replacing("2026-", with: "2016-"), at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made.replacing("11-23", with: "11-19"), at: "2026-11-23T13:00:00Z")
        // It runs, and people may tell of it before it ends; Friday's are told on Monday.
        try rig.send(Self.made, at: "2026-11-23T12:50:00Z")
        try rig.send(Self.made.replacing("11-23", with: "11-20"), at: "2026-11-23T12:55:00Z")
        let batch = rig.core.takePending()
        #expect(batch.rejected == ["shift not begun": 1, "too late": 2])
        #expect(batch.entries.count { if case .produced = $0.event { true } else { false } } == 2)
    }

    @Test("the time of a shift with several orders is shared out among them, and nothing of it is lost")
    func orders() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        let other = Self.made.replacing("\"order\":\"1\"", with: "\"order\":\"2\"").replacing("1000", with: "2000")
            .replacing("7900", with: "15900")
        try rig.send(other, at: "2026-11-23T13:00:00Z")
        let rows = try rig.rows(.order)
        #expect(rows.map { $0["order"] } == [.text("1"), .text("2")])
        #expect(rows.map { $0["apt_s"] } == [.number(9600), .number(19_200)])
    }

    @Test("work on a day that is not planned counts by the shift that it was; a shift that there is not is refused")
    func extra() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made.replacing("11-23", with: "11-28"), at: "2026-11-28T13:00:00Z")
        try rig.send(Self.made.replacing("\"shift\":1", with: "\"shift\":7"), at: "2026-11-28T13:00:00Z")
        let rejected = rig.core.takePending()
        #expect(rejected.rejected["no shift"] == 1)
        try rig.store.commit(rejected)
        let worked = try rig.rows(.machineShift).filter { $0["apt_s"] == .number(28_800) }
        #expect(worked.map { $0["date"] } == [.text("2026-11-23"), .text("2026-11-28")])
    }

    @Test("error 22: more good parts than were made are refused, and kept with the reason")
    func impossible() throws {
        var rig = try RecordRig()
        try rig.send(Self.made.replacing("7900", with: "8001"), at: "2026-11-23T13:00:00Z")
        let batch = rig.core.takePending()
        #expect(batch.quarantined.map(\.reason) == ["impossible figures"])
        #expect(batch.quarantined.first?.detail.contains("8001") == true)
        #expect(!batch.entries.contains { $0.event.kind == .produced })
    }

    @Test("a figure opens into the time and the records that it is made of")
    func explained() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        let rows = try rig.rows(.machine) { $0.isExplained = true }
        try #require(rows.count == 2)
        #expect(rows[0]["element"] == .text("apt") && rows[0]["seconds"] == .number(28_800))
        #expect(rows[0]["order"] == .text("1") && rows[0]["basis"] == .text("records"))
        #expect(rows[1]["source"] == .text("record") && rows[1]["die"] == .text("D") && rows[1]["order"] == .text("1"))
        #expect(rows[1]["pq"] == .number(8000) && rows[1]["gq"] == .number(7900) && rows[1]["pri_s"] == .number(3))
    }

    @Test("of a shift with several orders each opens into its share of the time and its own records")
    func explainedOrder() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        let other = Self.made.replacing("\"order\":\"1\"", with: "\"order\":\"2\"").replacing("1000", with: "2000")
            .replacing("7900", with: "15900")
        try rig.send(other, at: "2026-11-23T13:00:00Z")
        let rows = try rig.rows(.order) { ($0.order, $0.isExplained) = ("2", true) }
        #expect(rows.compactMap { $0.number("seconds") } == [19_200])
        #expect(rows.compactMap { $0.number("pq") } == [16_000] && rows.allSatisfy { $0["order"] == .text("2") })
    }

    @Test("what people book of a recorded shift is not good, of the order that they name, and no more than was good")
    func booked() throws {
        var rig = try RecordRig()
        try rig.send(Self.made, at: "2026-11-23T13:00:00Z")
        try rig.send(Self.made.replacing("\"order\":\"1\"", with: "\"order\":\"2\""), at: "2026-11-23T13:00:00Z")
        func say(_ number: Int, _ set: String) throws -> CommandReply? {
            let at = try #require(ISO8601.parse("2026-11-23T13:0\(number):00Z"))
            let bytes = HubRig.bytes(number, "quantity.book", "M1", set)
            _ = rig.core.take(CommandReader().read(bytes, terminal: "t1"), at: at)
            try rig.store.commit(rig.core.takePending())
            let reply = try rig.core.durable(through: rig.core.seq).last.map { try JSONTape().read($0.reply) }
            return reply.flatMap { CommandReply($0) }
        }
        let some = #"{"shift":"2026-11-23/early","order":"2","scrap":90,"rework":10}"#
        #expect(try say(1, some)?.outcome == .saved)
        let more = try say(2, #"{"shift":"2026-11-23/early","order":"2","scrap":15701}"#)
        #expect(
            more?.refusal?.text.en
                == "15701 are more than there are: 16000 produced, 300 of them scrap or rework already")
        let rows = try rig.rows(.order)
        #expect(rows.map { $0["gq"] } == [.number(7900), .number(7800)])
        #expect(rows.map { $0["sq"] } == [.number(100), .number(190)] && rows[1]["rq"] == .number(10))
        let whole = try #require(try rig.rows(.machineShift).first)
        #expect(whole["gq"] == .number(15_700) && whole["pri_gq_s"] == .number(15_700 * 3))
        #expect(whole["pq"] == .number(16_000) && whole["quality"] == .number(15_700 / 16_000))
        let opened = try rig.rows(.machine) { $0.isExplained = true }.filter { $0["source"] == .text("booking") }
        #expect(opened.map { $0["gq"] } == [.number(-100)] && opened.first?["order"] == .text("2"))
    }
}
