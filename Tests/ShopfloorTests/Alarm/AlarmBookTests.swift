import Basis
import Testing

@testable import Shopfloor

struct AlarmBookTests {
    static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    @Test("one alarm for each item and code: newest level and text, first, last, number of lines")
    func identity() throws {
        var book = AlarmBook(machine: "M")
        book.raise(item: "system", code: "1", level: .warning, text: "low", at: Self.at(1))
        book.raise(item: "system", code: "1", level: .fault, text: "lower", at: Self.at(5))
        book.raise(item: "logic", code: "1", level: .warning, text: "other", at: Self.at(2))
        let changed = book.takeChanged()
        #expect(changed.count == 2)
        let alarm = try #require(changed.last)
        #expect(alarm.level == .fault && alarm.text == "lower" && alarm.lines == 2)
        #expect(alarm.first == Self.at(1) && alarm.last == Self.at(5) && alarm.isActive == true)
        #expect(book.takeChanged().isEmpty)
    }

    @Test("an older line is counted, but does not overrule a newer one")
    func older() throws {
        var book = AlarmBook(machine: "M")
        book.raise(item: "a", code: "1", level: .fault, text: "new", at: Self.at(9))
        book.raise(item: "a", code: "1", level: .warning, text: "old", at: Self.at(3))
        let alarm = try #require(book.takeChanged().first)
        #expect(alarm.text == "new" && alarm.first == Self.at(3) && alarm.last == Self.at(9) && alarm.lines == 2)
    }

    @Test("a line that is older than its alarm's end raises it no more: it stood until then, and came once")
    func lateRepeat() throws {
        var book = AlarmBook(machine: "M")
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(40))
        book.end(item: "a", code: "", at: Self.at(70))
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(55))
        let alarm = try #require(book.takeChanged().first)
        #expect(alarm.isActive == false && alarm.raised == 1 && alarm.lines == 2 && alarm.last == Self.at(55))
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(70))
        #expect(book.active.map(\.raised) == [2], "at the time of its end it may have come again")
    }

    @Test("the first line of an alarm that comes after a newer end of it, or of its item, is a coming of the past")
    func lateFirst() {
        for code in ["", "1"] {
            var book = AlarmBook(machine: "M")
            book.end(item: "a", code: code, at: Self.at(70))
            for (item, number) in [("a", "1"), ("a", "2"), ("b", "1")] {
                book.raise(item: item, code: number, level: .fault, text: "x", at: Self.at(55))
            }
            let active = book.active.map { "\($0.id.item)\($0.id.code)" }.sorted()
            #expect(active == (code.isEmpty ? ["b1"] : ["a2", "b1"]))
            #expect(book.alarms.values.allSatisfy { $0.raised == 1 && $0.since == Self.at(55) })
        }
    }

    @Test("a line between two ends of an alarm is a coming of its own, which is over too")
    func betweenEnds() throws {
        var book = AlarmBook(machine: "M")
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(40))
        book.end(item: "a", code: "1", at: Self.at(50))
        book.end(item: "a", code: "1", at: Self.at(70))
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(55))
        let alarm = try #require(book.takeChanged().first)
        #expect(alarm.isActive == false && alarm.raised == 2 && alarm.since == Self.at(55))
    }

    @Test("normal without a code ends all of the item, with a code that one; unavailable leaves it unknown")
    func ends() {
        var book = AlarmBook(machine: "M")
        for code in ["1", "2"] { book.raise(item: "a", code: code, level: .fault, text: "", at: Self.at(1)) }
        book.raise(item: "b", code: "1", level: .warning, text: "", at: Self.at(1))
        book.end(item: "a", code: "1", at: Self.at(2))
        #expect(book.active.map(\.id.code) == ["2", "1"])
        book.forget(item: "b", at: Self.at(2))
        #expect(book.alarms.values.filter { $0.isActive == nil }.map(\.id.item) == ["b"])
        book.end(item: "a", code: "", at: Self.at(2))
        #expect(book.active.isEmpty)
    }

    @Test("a repeat of an alarm that stands can wait; a new one, another text or an end cannot")
    func urgency() {
        var book = AlarmBook(machine: "M")
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(1))
        #expect(book.isUrgent)
        _ = book.takeChanged()
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(2))
        #expect(book.hasChanged && !book.isUrgent)
        book.raise(item: "a", code: "1", level: .fault, text: "y", at: Self.at(3))
        #expect(book.isUrgent)
        _ = book.takeChanged()
        book.end(item: "a", code: "", at: Self.at(4))
        #expect(book.isUrgent)
    }

    @Test("while its source is not heard an alarm is not known to stand; confirmed, it stands on without a new line")
    func forgotten() {
        var book = AlarmBook(machine: "M")
        book.raise(item: "a", code: "1", level: .fault, text: "x", at: Self.at(1))
        book.raise(item: "b", code: "1", level: .warning, text: "y", at: Self.at(1))
        book.end(item: "b", code: "1", at: Self.at(2))
        _ = book.takeChanged()
        book.forgetAll()
        #expect(book.active.isEmpty && book.unknown.map(\.id.item) == ["a"] && book.isUrgent)
        #expect(book.takeChanged().map(\.isActive) == [nil])
        book.confirm(item: "a", code: "1")
        book.confirm(item: "b", code: "1")
        #expect(book.active.map(\.lines) == [1] && book.active.map(\.id.item) == ["a"])
    }

    @Test("a line from before ends are known is not known to stand, unless its alarm stood; a newer line stands")
    func endsForgotten() {
        var old = AlarmBook(machine: "M")
        for code in ["ended", "standing"] {
            old.raise(item: "a", code: code, level: .fault, text: "x", at: Self.at(1))
        }
        old.end(item: "a", code: "ended", at: Self.at(2))
        var book = AlarmBook(machine: "M", alarms: Array(old.alarms.values))
        book.forgetEnds(before: Self.at(10))
        for code in ["ended", "standing", "new"] {
            book.raise(item: "a", code: code, level: .fault, text: "x", at: Self.at(5))
        }
        #expect(book.unknown.map(\.id.code).sorted() == ["ended", "new"] && book.active.map(\.id.code) == ["standing"])
        for code in ["ended", "new"] { book.raise(item: "a", code: code, level: .fault, text: "x", at: Self.at(10)) }
        #expect(book.unknown.isEmpty && book.active.count == 3)
        book.end(item: "a", code: "", at: Self.at(11))
        book.raise(item: "a", code: "other", level: .fault, text: "x", at: Self.at(6))
        #expect(book.active.isEmpty && book.unknown.isEmpty, "an end that is known counts")
    }

    @Test("ever new codes do not fill the memory: beyond the limit they are refused, known ones are not")
    func bounded() {
        var book = AlarmBook(machine: "M")
        func raise(_ code: String) -> Bool {
            book.raise(item: "a", code: code, level: .fault, text: "", at: Self.at(1))
        }
        let first = (0..<AlarmBook.limit).map { raise("\($0)") }
        let (other, known) = (raise("one more"), raise("0"))
        #expect(first.allSatisfy(\.self) && !other && known)
        #expect(book.alarms.count == AlarmBook.limit)
    }

    @Test("at the limit the alarm that ended longest ago gives way, and no other")
    func makesRoom() {
        var book = AlarmBook(machine: "M")
        for code in 0..<AlarmBook.limit {
            book.raise(item: "a", code: "\(code)", level: .fault, text: "", at: Self.at(Int64(code)))
        }
        book.end(item: "a", code: "7", at: Self.at(9000))
        book.end(item: "a", code: "5", at: Self.at(9000))
        _ = book.takeChanged()
        let isTaken = book.raise(item: "a", code: "new", level: .fault, text: "", at: Self.at(5000))
        #expect(isTaken && book.alarms[.init(item: "a", code: "5")] == nil)
        #expect(book.alarms[.init(item: "a", code: "7")] != nil && book.alarms.count == AlarmBook.limit)
    }
}
