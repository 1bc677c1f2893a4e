import Basis
import Records
import Shopfloor
import Store
import Testing
import Widgets

@testable import FloorTUI

@Suite("What is done about alarms, by keys")
struct AlarmFormTests {
    static func row(
        _ machine: String, _ code: String, _ state: AlarmState, version: Int64 = 7, note: String? = nil,
        item: String = "plc", since: Instant = TestPlant.now - .seconds(600), by: String? = nil
    ) -> Row {
        var row = Row()
        row.add("machine", machine)
        row.add("item", item)
        row.add("code", code)
        row.add("id", "\(machine)/\(item)/\(code)")
        row.add("level", "fault")
        row.add("text", "pressure low")
        row.add("text_zh", "压力低")
        row.add("since", since)
        row.add("last", TestPlant.now - .seconds(300))
        row.add("lines", Int64(2))
        row.add("active", state != .returned && state != .normal)
        row.add("state", state.rawValue)
        row.add("acknowledged_by", by)
        row.add("note", note)
        row.add("version", version)
        return row
    }

    /// The alarm list with these alarms, the first one selected.
    static func list(_ rows: [Row], _ status: OutboxStatus = .ready) -> FormDriver {
        let form = FormDriver(status)
        form.press(.character("4"))
        answer(rows, form)
        return form
    }

    static func answer(_ rows: [Row], seq: Int64 = 1, _ form: FormDriver) {
        form.driver.state.answer(now: TestPlant.now) { query, cursor in
            query.what == .alarms ? Page(seq: seq, some: rows, cursor: cursor) : ReviewRows.empty(query, cursor: cursor)
        }
    }

    static func command(_ form: FormDriver) throws -> String {
        let entry = try #require(form.queued.last)
        guard case .command = CommandReader().read(entry.bytes, terminal: "t-1") else {
            Issue.record("the hub would not read it")
            return ""
        }
        return String(decoding: entry.bytes, as: UTF8.self)
    }

    @Test("an alarm is acknowledged with two keys, by the version that was seen; the next key is for the same alarm")
    func acknowledge() throws {
        let form = Self.list([Self.row("A1", "1", .unacknowledged), Self.row("A2", "2", .unacknowledged)])
        form.press(.character("a"), .enter)
        #expect(
            try Self.command(form) == """
                {"v":1,"key":"\(SampleOutbox.key(1))","kind":"alarm.acknowledge","id":"A1/plc/1","base":7,\
                "entered":\(TestPlant.now.milliseconds),"set":{}}
                """)
        #expect(form.driver.state.cover == nil)
        #expect(ChosenAlarmTests.subject(of: .character("n"), form) == "A1/plc/1")
    }

    @Test("the form says which alarm it is about; a note goes with the acknowledgement where one was typed")
    func note() throws {
        let form = Self.list([Self.row("A1", "1", .returned)])
        form.press(.character("a"))
        let lines = form.driver.lines()
        #expect(lines.contains { $0.contains("alarm: acknowledge · A1 plc 1") })
        #expect(lines.contains { $0.contains("pressure low") })
        form.press([.tab] + "seal".map(Key.character) + [.enter, .enter])
        #expect(try Self.command(form).contains(#""set":{"note":"seal"}"#))
    }

    @Test("an alarm is shelved for a time with three keys, or until a time of day; never without an end")
    func shelve() throws {
        let form = Self.list([Self.row("A1", "1", .acknowledged)])
        form.press(.character("s"), .tab, .tab, .tab, .enter)
        #expect(form.message == ReviewPhrase.noShelfEnd.texts.en && form.queued.isEmpty)
        form.press(.escape, .character("s"), .character("3"), .enter)
        let hour = TestPlant.now + .seconds(3600)
        #expect(try Self.command(form).contains(#""kind":"alarm.shelve""#))
        #expect(try Self.command(form).contains(#""set":{"until":\#(hour.milliseconds)}"#))
        let clock = Zone.utc.time(at: TestPlant.now + .seconds(7200)).hourMinute
        form.press([.character("s"), .tab] + "25:00".map(Key.character) + [.tab, .tab, .enter])
        #expect(form.message == ReviewPhrase.wrongShelfEnd.texts.en)
        // The focus is on the field that is wrong.
        form.press([.control("u")] + clock.map(Key.character) + [.tab, .tab, .enter])
        let until = (TestPlant.now + .seconds(7200)).milliseconds
        #expect(try Self.command(form).contains(#""set":{"until":\#(until)}"#))
    }

    @Test("a shelved alarm is put back; one that is on the list cannot be, and the key says why")
    func unshelve() throws {
        let form = Self.list([Self.row("A1", "1", .shelved)])
        form.press(.character("u"), .enter)
        #expect(try Self.command(form).contains(#""kind":"alarm.unshelve","id":"A1/plc/1","base":7"#))
        let other = Self.list([Self.row("A1", "1", .unacknowledged)])
        other.press(.character("u"))
        #expect(other.message?.contains(ReviewPhrase.isNotShelved.texts.en) == true && other.queued.isEmpty)
    }

    @Test("a note shows what is there; only another one goes out, an empty one takes it away")
    func noteAlone() throws {
        let form = Self.list([Self.row("A1", "1", .normal, note: "leak")])
        form.press(.character("n"), .enter, .enter)
        #expect(form.message == ReviewPhrase.noNote.texts.en && form.queued.isEmpty)
        form.press(.control("u"), .enter, .enter)
        #expect(try Self.command(form).contains(#""kind":"alarm.note","id":"A1/plc/1","base":7"#))
        #expect(try Self.command(form).contains(#""set":{"note":null}"#))
    }

    @Test(
        "what is acknowledged already, and a list without alarms, say so; a terminal that can only look opens no form")
    func obstacles() {
        for state in [AlarmState.acknowledged, .shelved, .normal] {
            let form = Self.list([Self.row("A1", "1", state)])
            form.press(.character("a"))
            #expect(form.message == "A1 1 is acknowledged already" && form.driver.state.cover == nil, "\(state)")
        }
        for key in "asun" {
            let empty = Self.list([])
            empty.press(.character(key))
            #expect(empty.message == ReviewPhrase.noAlarmHere.texts.en, "\(key)")
        }
        let onlyLooks = Self.list([Self.row("A1", "1", .unacknowledged)], .absent("no folder"))
        onlyLooks.press(.character("a"))
        #expect(onlyLooks.message?.contains("no folder") == true && onlyLooks.driver.state.cover == nil)
    }

    @Test("a draft of a form comes back with what was typed, under its key")
    func draft() throws {
        let form = Self.list([Self.row("A1", "1", .unacknowledged)])
        form.press([.character("s"), .character("2"), .tab] + [.escape])
        let draft = try #require(form.drafts.last)
        form.driver.state.outbox.contents.drafts = [draft]
        form.driver.state.newKey = { SampleOutbox.key(2) }
        form.press(.character("s"))
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.key == draft.key && dialog.form["shelf"] == "30")
        #expect(CommandWords(draft, form.driver.state.context(TestPlant.now)).summary == "0:30")
    }

    @Test("what waits, was refused or met a conflict stands beside its alarm, where a name stood")
    func visible() throws {
        let form = Self.list([Self.row("A1", "1", .unacknowledged)])
        form.press(.character("a"), .enter)
        var entry = try #require(form.queued.last)
        for (state, word) in [(OutboxEntry.State.queued, "queued"), (.refused, "refused"), (.conflict, "conflict")] {
            entry.state = state
            form.driver.state.outbox.contents.entries = [entry]
            #expect(form.driver.lines().contains { $0.contains("A1") && $0.contains(word) }, "\(word)")
        }
        entry.state = .saved
        form.driver.state.outbox.contents.entries = [entry]
        #expect(!form.driver.lines().contains { $0.contains("A1") && $0.contains("saved") })
    }

    @Test("what was saved after a refusal is what stands there: who, and until when")
    func newest() throws {
        var row = Self.row("A1", "1", .shelved, version: 30, by: "t-9")
        row.add("shelved_until", TestPlant.now + .seconds(3600))
        let form = Self.list([row])
        var entries = (1...2).map { number in
            var entry = NewCommand(
                key: SampleOutbox.key(number), kind: AlarmShelving.form.kind, object: "A1/plc/1", base: 7,
                entered: TestPlant.now
            ).entry
            entry.seq = Int64(number)
            return entry
        }
        (entries[0].state, entries[1].state) = (.refused, .saved)
        func line() -> String { form.driver.lines().first { $0.contains("A1") && !$0.contains("›") } ?? "" }
        form.driver.state.outbox.contents.entries = entries
        #expect(line().contains("→ 01:00") && !line().contains("refused"), "\(line())")
        // Somebody else did it since.
        entries[0].reply = SampleOutbox.reply(entries[0], .refused, now: TestPlant.now) { $0.seq = 29 }
        form.driver.state.outbox.contents.entries = [entries[0]]
        #expect(line().contains("→ 01:00"), "\(line())")
        entries[0].reply = SampleOutbox.reply(entries[0], .refused, now: TestPlant.now) { $0.seq = 31 }
        form.driver.state.outbox.contents.entries = [entries[0]]
        #expect(line().contains("refused"), "\(line())")
        entries[1].state = .queued
        form.driver.state.outbox.contents.entries = entries
        #expect(line().contains("queued"), "\(line())")
    }

    @Test("once something is saved the list is asked for again at once, not after its pace")
    func fresh() {
        let form = Self.list([Self.row("A1", "1", .unacknowledged)])
        let now = ContinuousClock.now
        #expect(form.driver.state.ask(now: TestPlant.now, at: now).isEmpty)
        var picture = form.driver.state.outbox
        picture.contents.counts[.saved] = 1
        form.driver.state.take(picture)
        #expect(form.driver.state.ask(now: TestPlant.now, at: now).count == 1)
    }

    @Test("two parts of a machine with one code are told apart in the list, at 40 columns too, and in the form")
    func parts() {
        let rows = ["plc", "oil"].map { Self.row("A1", "c1", .unacknowledged, item: $0) }
        let form = Self.list(rows)
        for part in ["plc", "oil"] {
            #expect(form.driver.lines(Size(80, 24)).contains { $0.contains("\(part)") && $0.contains("pressure low") })
            #expect(form.driver.lines(Size(40, 20)).contains { $0.contains("pressure low c1 \(part)") })
        }
        form.press(.character("a"))
        #expect(form.driver.lines().contains { $0.contains("A1 plc c1") })
        // One part needs no name where there is little room, and its code follows the text.
        let single = Self.list([Self.row("A1", "c1", .unacknowledged)])
        #expect(single.driver.lines(Size(40, 20)).contains { $0.contains("pressure low c1") })
        let wide = single.driver.lines(Size(120, 30))
        #expect(wide.contains { $0.contains("plc") && $0.contains("pressure low") })
    }

    @Test("on a machine a acknowledges its alarm that needs somebody most, by what its document says of it")
    func ofMachine() throws {
        let form = FormDriver()
        form.press(.down, .enter)
        var notices: [LineDocument.Notice] = []
        for (code, state) in [("seen", AlarmState.acknowledged), ("open", .unacknowledged)] {
            var notice = LineDocument.Notice(
                level: .fault, code: code, text: LocalizedText("pressure low"), last: TestPlant.now)
            notice.care = LineDocument.Notice.Care(
                item: "plc", state: state, version: 9, note: nil)
            notices.append(notice)
        }
        let document = MachineDocument(
            row: TestPlant.row("A2", Condition(.stopped)), tags: [], counts: [], alarms: notices, intervals: [])
        form.driver.state.picture.apply(document, DocumentHead(epoch: 1, number: 5, seq: 9, at: TestPlant.now))
        #expect(form.driver.lines().contains { $0.contains("pressure low") && $0.contains("active, acknowledged") })
        form.press(.character("a"), .enter)
        #expect(try Self.command(form).contains(#""kind":"alarm.acknowledge","id":"A2/plc/open","base":9"#))
    }

    @Test("on a machine what went before anybody saw it is shown, counted apart, and acknowledged by the same key")
    func returnedOnMachine() throws {
        let notices = [("seen", AlarmState.acknowledged), ("over", .returned), ("past", .returned)].map { code, state in
            var notice = LineDocument.Notice(
                level: .fault, code: code, text: LocalizedText("pressure low"), last: TestPlant.now)
            notice.care = LineDocument.Notice.Care(item: "plc", state: state, version: 9, note: nil)
            return notice
        }
        let form = FormDriver()
        form.press(.down, .enter)
        let document = MachineDocument(
            row: TestPlant.row("A2", Condition(.stopped)), tags: [], counts: [], alarms: notices, intervals: [])
        form.driver.state.picture.apply(document, DocumentHead(epoch: 1, number: 5, seq: 9, at: TestPlant.now))
        let lines = form.driver.lines()
        #expect(lines.contains { $0.contains("Alarms 1  2 gone, not acknowledged") }, "\(lines)")
        #expect(lines.contains { $0.contains("○") && $0.contains("over") && $0.contains("(gone, not acknowledged)") })
        form.press(.character("a"), .enter)
        #expect(try Self.command(form).contains(#""id":"A2/plc/over","base":9"#))
    }

    @Test("the mouse does what keys do: a click on the hint of a acknowledges")
    func mouse() throws {
        let form = Self.list([Self.row("A1", "1", .unacknowledged)])
        let frame = form.driver.frame(Size(80, 24))
        let foot = frame.grid.lines[23]
        let x = String(foot[..<(try #require(foot.firstRange(of: "a ack")).lowerBound)]).columns
        _ = form.driver.state.handle(Mouse(.press, at: Point(x, 23)), in: frame, now: TestPlant.now)
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.kind == .acknowledgeAlarm)
    }
}
