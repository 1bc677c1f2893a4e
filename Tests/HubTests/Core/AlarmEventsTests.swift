import Basis
import Records
import Shopfloor
import Store
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
}
