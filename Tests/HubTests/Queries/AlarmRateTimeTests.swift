import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Of which time alarm rates are")
struct AlarmRateTimeTests {
    @Test("rates are of the time in which a hub ran: not of that before it began, nor of that between two runs")
    func recordedTime() throws {
        var rig = try AlarmAnswerTests.linesRig()
        rig.core.stop(at: HubRig.second(1800))
        _ = rig.durable()
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        func commit(_ rig: HubRig) throws {
            var batch = StoreBatch()
            (batch.entries, batch.aliveAt) = (rig.entries, rig.core.clock)
            try store.commit(batch)
        }
        try commit(rig)
        var next = try HubRig(try store.load(), plant: AlarmAnswerTests.twoLines)
        next.value("A/mode", #""run""#, at: 5400)
        next.core.stop(at: HubRig.second(7200))
        _ = next.durable()
        try commit(next)
        var query = Query(.alarmRates)
        (query.from, query.to) = (HubRig.second(-3600), HubRig.second(86_400))
        let whole = try #require(try QueryAnswer(store: store).rows(query).first)
        let recorded = try #require(whole.number("recorded_s"))
        #expect(abs(recorded - 3600) < 1)
        #expect(abs(try #require(whole.number("per_day")) - 72) < 0.1)
        query.isExplained = true
        let stretches = try QueryAnswer(store: store).rows(query)
        #expect(stretches.first?["comings"] == Row.Value.none && stretches.last?.integer("comings") == 0)
        #expect(stretches.count { $0["comings"] == Row.Value.none } == 12)
    }

    @Test("what came before a machine's state was known is counted, and is in no rate, nor is a flood of it")
    func unknownState() throws {
        var rig = try HubRig(plant: AlarmAnswerTests.twoLines)
        func come(_ seconds: Range<Int64>) {
            for second in seconds {
                let payload = #"{"t":\#(HubRig.second(second).milliseconds),"l":"F","c":"\#(second)","x":"x"}"#
                rig.send("p/A/alarm/x", payload, at: HubRig.second(second))
            }
        }
        come(3588..<3600)
        rig.value("A/mode", #""run""#, at: 3600)
        come(3600..<3624)
        rig = AlarmAnswerTests.stopped(rig, at: 7200)
        var query = Query(.alarmRates)
        (query.from, query.to) = (HubRig.second(0), HubRig.second(86_400))
        let whole = try #require(try AlarmAnswerTests.rows(rig, query).first)
        #expect(whole["comings"] == .integer(36) && whole["flood_seconds"] == .number(35))
        let recorded = try #require(whole["recorded_s"]?.asNumber)
        #expect(abs(recorded - 3600) < 1)
        #expect(abs((whole["per_day"]?.asNumber ?? 0) - 576) < 1)
        #expect(abs((whole["per_window"]?.asNumber ?? 0) - 4) < 0.01)
        #expect(abs((whole["flooded"]?.asNumber ?? 0) * recorded - 23) < 0.01)
    }
}
