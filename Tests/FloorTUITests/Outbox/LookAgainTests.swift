import Basis
import Records
import Shopfloor
import Store
import Testing
import Widgets

@testable import FloorTUI

@Suite("What was wanted of an alarm that came again")
struct LookAgainTests {
    private static let now = TestPlant.now
    private static let id = "A1/plc/1"
    private static func row(
        _ state: AlarmState = .unacknowledged, version: Int64 = 40, note: String? = nil
    ) -> Row {
        AlarmFormTests.row("A1", "1", state, version: version, note: note, since: now - .seconds(60))
    }

    private static func refused(
        _ kind: String, _ set: [(String, FieldValue)], code: Refusal.Code = .cameAgain
    ) -> OutboxEntry {
        var command = NewCommand(key: SampleOutbox.key(7), kind: kind, object: id, base: 7, entered: now)
        for (name, value) in set { command.set(name, value) }
        var entry = command.entry
        (entry.state, entry.site) = (.refused, "hall")
        entry.reply = SampleOutbox.reply(entry, .refused, now: now) {
            ($0.seq, $0.refusal) = (41, Refusal(code, "it came again", zh: "再次出现"))
        }
        return entry
    }

    /// The refused command is opened in the outbox, and Send again pressed.
    private static func sentAgain(_ entry: OutboxEntry) -> FormDriver {
        var picture = SampleOutbox.only(entry)
        picture.contents.site = "hall"
        let form = SampleOutbox.opened(picture)
        form.press(.enter, .enter)
        return form
    }

    private static func ask(_ form: FormDriver) { _ = form.driver.state.ask(now: now, at: .now) }

    private static func dialog(_ form: FormDriver) -> FormDialog? {
        if case .form(let dialog) = form.driver.state.cover { dialog } else { nil }
    }

    // MARK: Drafts

    /// A note is typed on an alarm as of version 7, and left.
    private static func draft(note: String? = nil) throws -> FormDriver {
        let form = AlarmFormTests.list([AlarmFormTests.row("A1", "1", .unacknowledged, note: note)])
        form.press([.character("a"), .tab] + "seal".map(Key.character) + [.escape])
        form.driver.state.outbox.contents.drafts = [try #require(form.drafts.last)]
        #expect(form.drafts.last?.base == 7)
        return form
    }

    @Test("a draft that is opened again shows when the alarm came last, and its base is of that")
    func reopened() throws {
        let form = try Self.draft()
        AlarmFormTests.answer([Self.row()], seq: 41, form.fresh())
        form.press(.character("a"))
        #expect(form.driver.lines().contains { $0.contains("23:59:00  pressure low") }, "\(form.driver.lines())")
        form.press(.enter)
        let command = try AlarmFormTests.command(form)
        #expect(command.contains(#""base":40"#) && command.contains(#""set":{"note":"seal"}"#), "\(command)")
    }

    @Test("a draft that goes on from the outbox says of which alarm it is, once the hub has said it")
    func subjectFromOutbox() throws {
        let form = try Self.draft()
        let draft = try #require(form.drafts.last)
        let other = FormDriver()
        other.driver.state.outbox.contents.drafts = [draft]
        let context = other.driver.state.context(TestPlant.now)
        other.driver.state.cover = try .form(#require(FormDialog(draft, context)))
        #expect(!other.driver.lines().contains { $0.contains("pressure low") })
        AlarmFormTests.answer([Self.row()], seq: 41, other)
        #expect(other.driver.lines().contains { $0.contains("23:59:00  pressure low") }, "\(other.driver.lines())")
    }

    @Test("a note that somebody else wrote meanwhile is shown; one that was not touched is never taken back")
    func noteOfOthers() throws {
        let form = try Self.draft()
        AlarmFormTests.answer([Self.row(note: "hose burst")], seq: 41, form.fresh())
        form.press(.character("a"))
        #expect(form.driver.lines().contains { $0.contains("Note now: hose burst") }, "\(form.driver.lines())")
        #expect(Self.dialog(form)?.form["note"] == "seal")
        form.press(.escape, .character("s"))
        // Of another form: there is nothing typed of a note.
        #expect(Self.dialog(form)?.form["note"] == "hose burst")
        form.press(.character("2"), .escape)
        form.driver.state.outbox.contents.drafts = [try #require(form.drafts.last)]
        AlarmFormTests.answer([Self.row(note: "hose changed")], seq: 42, form.fresh())
        form.press(.character("s"))
        #expect(Self.dialog(form)?.form["note"] == "hose changed" && Self.dialog(form)?.form["shelf"] == "30")
        form.press(.tab, .tab, .tab, .enter)
        #expect(try !AlarmFormTests.command(form).contains("note"))
    }

    // MARK: Send again

    @Test("sent again it is a draft at once, whose form opens once the hub has said how the alarm is now")
    func sentAgain() throws {
        let entry = Self.refused(AlarmAcknowledgement.form.kind, [("note", .text("seal"))])
        let form = Self.sentAgain(entry)
        #expect(form.queued.isEmpty && form.changes.last == .remove(key: entry.key))
        let draft = try #require(form.drafts.last)
        #expect(draft.key == SampleOutbox.key(1) && draft.fields == [OutboxDraft.Field("note", "seal")])
        #expect(draft.base == 7 && draft.site == "hall")
        #expect((form.driver.state.pages.last as? AlarmScreen)?.scope == .machine("A1"))
        AlarmFormTests.answer([Self.row(version: 30)], seq: 40, form)
        Self.ask(form)
        #expect(Self.dialog(form) == nil, "that answer is from before the alarm came again")
        AlarmFormTests.answer([AlarmFormTests.row("A1", "0", .unacknowledged), Self.row()], seq: 41, form.fresh())
        Self.ask(form)
        #expect(form.driver.lines().contains { $0.contains("23:59:00  pressure low") }, "\(form.driver.lines())")
        form.press(.enter)
        let command = try AlarmFormTests.command(form)
        #expect(command.contains(#""id":"A1/plc/1","base":40"#) && command.contains(#""note":"seal""#), "\(command)")
        #expect(form.queued.map(\.key) == [draft.key])
    }

    @Test("a shelf keeps its end; a key pressed meanwhile ends the waiting, and the next s has the draft")
    func shelf() throws {
        let until = Self.now + .seconds(5400)
        let form = Self.sentAgain(
            Self.refused(AlarmShelving.form.kind, [("until", .integer(until.milliseconds))]))
        form.driver.state.outbox.contents.drafts = [try #require(form.drafts.last)]
        form.driver.state.outbox.contents.entries = []
        form.press(.down)
        AlarmFormTests.answer([Self.row()], seq: 41, form)
        Self.ask(form)
        #expect(Self.dialog(form) == nil)
        form.press(.character("s"), .tab, .tab, .tab, .enter)
        let command = try AlarmFormTests.command(form)
        #expect(command.contains(#""set":{"until":\#(until.milliseconds)}"#) && command.contains(#""base":40"#))
    }

    @Test("what somebody else has acknowledged meanwhile is told, and no empty draft is left")
    func acknowledged() {
        let form = Self.sentAgain(Self.refused(AlarmAcknowledgement.form.kind, []))
        AlarmFormTests.answer([Self.row(.acknowledged)], seq: 41, form)
        let effects = form.driver.state.ask(now: Self.now, at: .now)
        #expect(form.message == "A1 1 is acknowledged already" && Self.dialog(form) == nil)
        guard case .outbox(.dropDraft(let key))? = effects.first else {
            Issue.record("\(effects)")
            return
        }
        #expect(key == SampleOutbox.key(1))
    }

    @Test("what was refused for something else is sent again as it was")
    func other() {
        let form = Self.sentAgain(Self.refused(AlarmAcknowledgement.form.kind, [], code: .unknownObject))
        #expect(form.queued.count == 1 && form.drafts.isEmpty)
    }
}

extension FormDriver {
    /// All that the hub said is to be asked for anew.
    fileprivate func fresh() -> FormDriver {
        driver.state.board.reset()
        return self
    }
}
