import Basis
import Shopfloor
import Testing

@Suite("The order of the alarm list (ISA-18.2)")
struct AlarmOnListTests {
    static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    static func alarm(
        _ code: String, _ level: AlarmLevel = .warning, since: Int64 = 0, last: Int64? = nil,
        active isActive: Bool? = true
    ) -> Alarm {
        Alarm(
            id: AlarmID(machine: "M", item: "i", code: code), level: level, text: "", first: at(since),
            last: at(last ?? since), lines: 1, isActive: isActive, since: at(since))
    }

    static func seen(_ change: (inout AlarmCare) -> Void = { _ in }) -> AlarmCare {
        var care = AlarmCare()
        care.acknowledged = 1
        change(&care)
        return care
    }

    static func codes(_ alarms: AlarmOnList...) -> [String] { alarms.sorted().map(\.alarm.id.code) }

    @Test("what stands unseen is first, then what was seen, then what went unseen, then the shelf, last what is over")
    func states() {
        let shelved = Self.seen { $0.shelvedUntil = Self.at(99) }
        #expect(
            Self.codes(
                AlarmOnList(Self.alarm("over", .fault, since: 9, active: false), Self.seen()),
                AlarmOnList(Self.alarm("shelf", .fault, since: 9), shelved),
                AlarmOnList(Self.alarm("went", .fault, since: 9, active: false), AlarmCare()),
                AlarmOnList(Self.alarm("seen", .fault, since: 9), Self.seen()),
                AlarmOnList(Self.alarm("unseen"), AlarmCare())) == ["unseen", "seen", "went", "shelf", "over"])
    }

    @Test("within a state the worse level is first, then what came last, then the name")
    func within() {
        #expect(
            Self.codes(
                AlarmOnList(Self.alarm("b", since: 5), AlarmCare()),
                AlarmOnList(Self.alarm("a", since: 5), AlarmCare()),
                AlarmOnList(Self.alarm("new", since: 7), AlarmCare()),
                AlarmOnList(Self.alarm("bad", .fault, since: 1), AlarmCare())) == ["bad", "new", "a", "b"])
    }

    @Test("one of which nobody knows whether it stands is listed as one that does")
    func unknown() {
        #expect(AlarmOnList(Self.alarm("x", active: nil), AlarmCare()).state == .unacknowledged)
    }

    @Test("a repeat of one that stands moves nothing: the list does not jump under the cursor")
    func repeats() {
        let told = AlarmOnList(Self.alarm("told", since: 1, last: 900), AlarmCare())
        #expect(Self.codes(told, AlarmOnList(Self.alarm("newer", since: 2), AlarmCare())) == ["newer", "told"])
    }

    @Test("an alarm that stands for over a day is stale; one that went, or of which nothing is known, is not")
    func stale() {
        let targets = AlarmTargets()
        #expect(!Self.alarm("x").isStale(at: Self.at(86_400), targets))
        #expect(Self.alarm("x").isStale(at: Self.at(86_401), targets))
        #expect(!Self.alarm("x", active: false).isStale(at: Self.at(86_401), targets))
        #expect(!Self.alarm("x", active: nil).isStale(at: Self.at(86_401), targets))
    }
}
