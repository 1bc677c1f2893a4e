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
}
