import Basis
import Shopfloor
import Testing

@Suite("States of alarms")
struct AlarmCareTests {
    static let id = AlarmID(machine: "M/1", item: "Tür", code: "~7")

    static func alarm(active: Bool?, raised: Int64 = 1) -> Alarm {
        let zero = Instant(milliseconds: 0)
        return Alarm(
            id: id, level: .fault, text: "x", first: zero, last: zero, lines: 1, isActive: active, raised: raised)
    }

    static func care(_ deeds: AlarmAction.Deed..., note: String? = nil) -> AlarmCare {
        var care = AlarmCare()
        for (seq, deed) in deeds.enumerated() {
            care.apply(
                AlarmAction(id, deed, command: nil, by: "t", note: note), seq: Int64(seq + 1),
                at: Instant(milliseconds: Int64(seq)))
        }
        return care
    }

    @Test("B: it stands and nobody has seen it; C: somebody has; also while it is not known to stand")
    func standing() {
        for active in [true, nil] {
            #expect(AlarmState(Self.alarm(active: active), AlarmCare()) == .unacknowledged)
            #expect(AlarmState(Self.alarm(active: active), Self.care(.acknowledge(raised: 1))) == .acknowledged)
        }
    }

    @Test("D: it went before anybody saw it; A: once somebody has, whenever that was")
    func gone() {
        #expect(AlarmState(Self.alarm(active: false), AlarmCare()) == .returned)
        #expect(AlarmState(Self.alarm(active: false), Self.care(.acknowledge(raised: 1))) == .normal)
    }

    @Test("what comes again has to be seen again")
    func again() {
        let care = Self.care(.acknowledge(raised: 1))
        #expect(AlarmState(Self.alarm(active: true, raised: 2), care) == .unacknowledged)
        #expect(AlarmState(Self.alarm(active: false, raised: 2), care) == .returned)
    }

    @Test("G: shelving acknowledges; taken off the shelf it is as the machine says")
    func shelved() {
        let deed = AlarmAction.Deed.shelve(until: Instant(milliseconds: 9), raised: 1)
        #expect(AlarmState(Self.alarm(active: true), Self.care(deed)) == .shelved)
        #expect(AlarmState(Self.alarm(active: true), Self.care(deed, .unshelve)) == .acknowledged)
        #expect(AlarmState(Self.alarm(active: false), Self.care(deed, .unshelve)) == .normal)
    }

    @Test("an empty note takes it away, no note leaves it")
    func notes() {
        var care = Self.care(.note, note: "seen")
        #expect(care.note == "seen")
        care.apply(AlarmAction(Self.id, .unshelve, command: nil, by: nil), seq: 5, at: Instant(milliseconds: 5))
        #expect(care.note == "seen")
        care.apply(AlarmAction(Self.id, .note, command: nil, by: nil, note: ""), seq: 6, at: Instant(milliseconds: 6))
        #expect(care.note == nil)
        #expect(care.version == 6)
    }

    @Test("an id reads back from its text, whatever is in it")
    func ids() {
        #expect(Self.id.text == "M~2f1/T~c3~bcr/~7e7")
        #expect(AlarmID(text: Self.id.text) == Self.id)
        for text in ["M1/door", "M1/door/a/b", "M1/door/~2F", "M1/door/~4d", "M1/do or/1", "M1/door/~ff"] {
            #expect(AlarmID(text: text) == nil)
        }
        #expect(AlarmID(text: "M1//") == AlarmID(machine: "M1", item: "", code: ""))
    }

    @Test("an alarm comes again only after it went; what is repeated, or was only not known, has not")
    func comings() {
        var book = AlarmBook(machine: "M")
        func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }
        let key = AlarmBook.AlarmKey(item: "i", code: "c")
        func raise(_ seconds: Int64) { book.raise(item: "i", code: "c", level: .fault, text: "x", at: at(seconds)) }
        raise(1)
        raise(2)
        #expect(book.alarms[key]?.raised == 1)
        book.forgetAll()
        raise(3)
        #expect(book.alarms[key]?.raised == 1)
        book.end(item: "i", code: "c", at: at(4))
        raise(5)
        #expect(book.alarms[key]?.raised == 2)
        #expect(book.alarms[key]?.since == at(5))
        #expect(book.alarms[key]?.lines == 4)
    }
}
