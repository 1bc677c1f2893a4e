import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct RaisedAlarmsTests {
    private func at(_ seconds: Int64) -> Instant { Instant(milliseconds: 1_700_000_000_000 + seconds * 1000) }

    private func alarm(_ code: String, _ level: AlarmLevel, _ seconds: Int64, active: Bool? = true) -> Alarm {
        Alarm(
            id: AlarmID(machine: "A", item: "i", code: code), level: level, text: code, first: at(seconds),
            last: at(seconds), lines: 1, isActive: active)
    }

    @Test("a stop is explained by the worst alarm that came with it; one that stood before explains nothing")
    func reason() {
        var raised = RaisedAlarms()
        raised.take(alarm("old", .fault, 0))
        raised.take(alarm("warm", .warning, 98))
        raised.take(alarm("hot", .fault, 130))
        raised.take(alarm("old", .fault, 140))
        #expect(raised.reason(from: at(100), to: nil)?.id.code == "hot")
        #expect(raised.reason(from: at(100), to: at(120))?.id.code == "warm")
        #expect(raised.reason(from: at(50), to: at(90)) == nil)
        #expect(raised.reason(from: nil, to: at(200)) == nil)
    }

    @Test("an alarm that went and came again was raised again; the oldest are forgotten")
    func bounded() {
        var raised = RaisedAlarms(standing: [alarm("a", .fault, 0)])
        raised.take(alarm("a", .fault, 1))
        #expect(raised.raised.isEmpty)
        for second in 2..<1000 {
            raised.take(alarm("a", .fault, Int64(second), active: false))
            raised.take(alarm("a", .fault, Int64(second)))
        }
        #expect(raised.raised.count == RaisedAlarms.limit && raised.raised.last?.last == at(999))
        raised.take(alarm("b", .fault, 100_000))
        #expect(raised.raised.map(\.id.code) == ["b"])
    }

    private static let plant = HubRig.plant.replacing(
        "text = \"Door open\"", with: "text = { en = \"Door open\", zh = \"门开\" }")

    @Test("a screen has an alarm's text in both languages, also as a stop's reason; the journal keeps the English one")
    func languages() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig(plant: Self.plant)
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "true", at: 5)
        rig.core.advance(to: HubRig.second(40))
        let text = LocalizedText("Door open", zh: "门开")
        let live = rig.core.machineDocument(0)
        #expect(live.alarms.map(\.text) == [text] && live.row.alarm?.text == text)
        #expect(live.intervals.first?.condition.state == .maintenance && live.intervals.first?.reason == text)
        rig.core.stop(at: HubRig.second(41))
        let batch = rig.core.takePending()
        let kept = batch.entries.compactMap { if case .alarm(let alarm) = $0.event { alarm.text } else { nil } }
        #expect(kept == ["Door open"])
        try store.commit(batch)

        let documents = try StoredDocuments(store: store, model: rig.core.model, at: nil, includesLater: false)
        let stored = try #require(try documents.machineDocument("A"))
        #expect(stored.intervals == live.intervals && stored.alarms == live.alarms)

        var next = try HubRig(try store.load(), plant: Self.plant)
        next.core.putBackRecent(try store.recordedIntervals(window: Interval(from: .distantPast, to: .distantFuture)))
        next.core.putBackRaised(try store.alarmEvents(machine: nil, since: HubRig.second(0), asOf: .now))
        #expect(next.core.machineDocument(0).intervals.contains { $0.reason == text })
    }

    @Test("an alarm that the machine itself sent keeps its words in every language")
    func native() throws {
        var rig = try HubRig(plant: Self.plant)
        rig.alarm("door", "F", "open", at: 0)
        #expect(rig.core.machineDocument(0).alarms.map(\.text) == [LocalizedText("x")])
    }
}
