import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct AlarmEventsTests {
    @Test("repeats of an alarm that stands are counted, but told only every few seconds")
    func conflated() throws {
        var rig = try HubRig()
        for second in 0..<4 { rig.alarm("hyd", "F", "1", at: Int64(second)) }
        #expect(rig.alarms().map(\.lines) == [1])
        rig.core.advance(to: HubRig.second(60))
        let alarms = rig.alarms()
        #expect(alarms.map(\.lines) == [4] && alarms.map(\.last) == [HubRig.second(3)])
    }

    @Test("a retained line makes no alarm, and the same line live is its first")
    func retained() throws {
        var rig = try HubRig()
        rig.alarm("hyd", "F", "1", at: 5, retained: true)
        #expect(rig.alarms().isEmpty)
        rig.alarm("hyd", "F", "1", at: 5)
        #expect(rig.alarms().map(\.lines) == [1])
        rig.alarm("hyd", "F", "1", at: 5)
        rig.core.stop(at: HubRig.second(6))
        #expect(rig.alarms().isEmpty, "the same line at the same time is the same message")
    }

    @Test("an end that comes late does not end what was raised after it")
    func lateEnd() throws {
        var rig = try HubRig()
        rig.alarm("hyd", "F", "1", at: 10)
        rig.send("p/A/alarm/hyd", #"{"t":\#(HubRig.second(3).milliseconds),"l":"N"}"#, at: HubRig.second(11))
        #expect(rig.alarms().map(\.isActive) == [true])
        rig.alarm("hyd", "N", "", at: 12)
        #expect(rig.alarms().map(\.isActive) == [false])
    }

    @Test("a line of before its end does not raise an alarm anew, also not where the hub was started meanwhile")
    func lateLine() throws {
        var rig = try HubRig()
        rig.alarm("hyd", "F", "1", at: 40)
        rig.alarm("hyd", "N", "", at: 70)
        var stored = StoredState()
        stored.alarms = rig.alarms().suffix(1)
        for var hub in [rig, try HubRig(stored)] {
            for code in ["1", "2"] {
                let line = #"{"t":\#(HubRig.second(55).milliseconds),"l":"F","c":"\#(code)","x":"x"}"#
                hub.send("p/A/alarm/hyd", line, at: HubRig.second(80))
            }
            hub.core.stop(at: HubRig.second(81))
            let alarms = hub.alarms()
            #expect(alarms.map(\.id.code).sorted() == ["1", "2"] && alarms.allSatisfy { $0.isActive == false })
            #expect(alarms.map(\.raised) == [1, 1])
        }
    }

    @Test("a retained bit makes its alarm at the proof of life; held for counts from there")
    func retainedBit() throws {
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0, time: -900, retained: true)
        rig.core.advance(to: HubRig.second(25))
        #expect(rig.alarms().isEmpty)
        rig.value("A/mode", "\"run\"", at: 30)
        rig.core.advance(to: HubRig.second(55))
        let alarms = rig.alarms()
        #expect(alarms.map(\.first) == [HubRig.second(50)])
    }

    @Test("when its bit is no longer known, whether an alarm stands is not known either")
    func unknownBit() throws {
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0)
        rig.core.advance(to: HubRig.second(25))
        rig.value("A/door", "null", at: 26)
        #expect(rig.alarms().map(\.isActive) == [true, nil])
    }

    @Test("with the link an alarm's standing is lost; a bit that is heard again says that it stands on, as one line")
    func linkLost() throws {
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0)
        rig.core.advance(to: HubRig.second(25))
        #expect(rig.alarms().map(\.isActive) == [true])
        rig.core.linkLost(at: HubRig.second(26))
        #expect(rig.alarms().map(\.isActive) == [nil])
        let row = rig.core.lineDocument("L").rows[0]
        #expect(row.alarms == 0 && row.unknownAlarms == 1 && row.alarm?.isKnown == false)
        // It has to hold for 20 s again before it is known; until then it has not ended.
        rig.value("A/door", "true", at: 30)
        #expect(rig.alarms().isEmpty)
        rig.core.advance(to: HubRig.second(55))
        let alarms = rig.alarms()
        #expect(alarms.map(\.isActive) == [true] && alarms.map(\.lines) == [1])
        rig.core.linkLost(at: HubRig.second(56))
        rig.value("A/door", "false", at: 60)
        #expect(rig.alarms().map(\.isActive) == [nil, false])
    }

    @Test("silence of the machine makes its alarms unknown; a controller's line says anew that one stands")
    func silent() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.alarm("hyd", "F", "1", at: 1)
        _ = rig.take()
        rig.core.advance(to: HubRig.second(120))
        #expect(rig.alarms().map(\.isActive) == [nil])
        rig.value("A/mode", "\"run\"", at: 130)
        #expect(rig.alarms().isEmpty, "that the machine is heard says nothing of the alarm")
        rig.alarm("hyd", "F", "1", at: 131)
        #expect(rig.alarms().map(\.isActive) == [true])
    }

    @Test("after a restart what stood is not known to stand until it is said, or found, anew")
    func restart() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0)
        rig.alarm("hyd", "F", "1", at: 1)
        rig.core.stop(at: HubRig.second(25))
        try store.commit(rig.core.takePending())
        var again = try HubRig(store.load())
        #expect(again.alarms().map(\.isActive) == [nil, nil])
        again.value("A/mode", "\"run\"", at: 35)
        again.value("A/door", "true", at: 40)
        again.core.advance(to: HubRig.second(61))
        let found = again.alarms()
        #expect(found.map(\.id.item) == ["door"] && found.map(\.lines) == [1], "it is the same one")
        #expect(again.core.lineDocument("L").rows[0].alarms == 1)
    }

    @Test("after a restart a late line of an item that was well is not known to stand; one since then stands")
    func lateAfterRestart() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.alarm("hyd", "N", "", at: 20)
        rig.core.stop(at: HubRig.second(25))
        try store.commit(rig.core.takePending())
        var again = try HubRig(store.load())
        again.value("A/mode", "\"run\"", at: 35)
        let late = #"{"t":\#(HubRig.second(10).milliseconds),"l":"F","c":"1","x":"x"}"#
        again.send("p/A/alarm/hyd", late, at: HubRig.second(36))
        #expect(again.alarms().map(\.isActive) == [nil])
        let row = again.core.lineDocument("L").rows[0]
        #expect(row.alarms == 0 && row.unknownAlarms == 1)
        again.alarm("hyd", "F", "1", at: 37)
        #expect(again.alarms().map(\.isActive) == [true])
    }

    @Test("ever new alarms beyond the limit are rejected by name, and kept in quarantine")
    func bounded() throws {
        var rig = try HubRig()
        for code in 0...AlarmBook.limit { rig.alarm("hyd", "F", "\(code)", at: 0) }
        let batch = rig.core.takePending()
        #expect(batch.rejected == ["too many alarms": 1])
        #expect(batch.quarantined.map(\.reason) == ["too many alarms"])
    }
}
