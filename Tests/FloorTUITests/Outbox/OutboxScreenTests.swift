import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

struct OutboxScreenTests {
    @Test("the last line but one says all sent, what waits, and what needs a person, in both languages")
    func words() {
        let form = FormDriver()
        func line() -> String { form.driver.lines()[22] }
        #expect(line().contains("all sent"))
        form.driver.state.outbox = SampleOutbox.picture(now: TestPlant.now)
        #expect(line().contains("1 conflict  1 refused  2 waiting"))
        form.driver.state.outbox.saving = ["k"]
        #expect(line().contains("saving…  1 conflict"))
        form.driver.state.phrases.language = .zh
        #expect(line().contains("保存中…  冲突 1  被拒 1  待传 2"))
        form.driver.state.outbox = OutboxPicture()
        #expect(!line().contains("全部已上传"))
    }

    @Test("a draft is told, never called sent; what there is to look at has the digit that opens it, in both languages")
    func drafts() {
        let form = FormDriver()
        func line() -> String { form.driver.lines()[22] }
        #expect(!line().contains("· 6"))
        form.driver.state.outbox.contents.drafts = [SampleOutbox.draft(now: TestPlant.now)]
        #expect(line().contains("1 draft · 6") && !line().contains("all sent"))
        form.driver.state.phrases.language = .zh
        #expect(line().contains("草稿 1 · 6"))
        form.press(.character("2"), .character("6"))
        #expect(form.driver.state.outboxScreen != nil)
        form.press(.escape)
        #expect(form.driver.state.outboxScreen == nil && form.driver.state.pages.count == 1, "what lay below is there")
    }

    @Test("what was refused can be sent again under a new key, and the old one goes; discarding is asked about")
    func refused() throws {
        let now = TestPlant.now
        var entry = SampleOutbox.entry(7, .refused, note: "n", now: now)
        entry.reply = SampleOutbox.reply(entry, .refused, now: now) { $0.refusal = .keyReused }
        var form = SampleOutbox.opened(SampleOutbox.only(entry))
        form.press(.enter)
        #expect(form.driver.lines().contains { $0.contains("this key was used already") })
        form.press(.enter)
        let again = try #require(form.queued.first)
        #expect(again.key == SampleOutbox.key(1) && form.changes.last == .remove(key: entry.key))
        #expect(again.bytes == NewCommand(again: entry.bytes, key: again.key, entered: now)?.bytes)
        // A held Enter on Discard keeps it.
        form = SampleOutbox.opened(SampleOutbox.only(entry))
        form.press(.enter, .right, .enter, .enter)
        #expect(form.changes.isEmpty)
        form.press(.enter, .right, .enter, .right, .enter)
        #expect(form.changes == [.remove(key: entry.key)])
    }

    @Test("the selection stays on what was worked on, wherever its line goes, and on what is sent again in its place")
    func staysOnIt() {
        let now = TestPlant.now
        var picture = SampleOutbox.picture(now: now)
        picture.contents.drafts = [SampleOutbox.draft(now: now)]
        let form = SampleOutbox.opened(picture)
        func selected() -> String? {
            let size = Size(80, 24)
            let frame = Frame(size)
            form.driver.state.draw(in: frame, now: now)
            return frame.cursor.map { frame.grid.lines[$0.at.y] }
        }
        _ = selected()
        form.press(.down, .down, .enter, .escape)
        #expect(selected()?.contains("A2") == true)
        // It is gone for a moment, and then in conflict, above all that waits.
        picture.contents.drafts = []
        form.driver.state.take(picture)
        _ = selected()
        picture.contents.entries.insert(SampleOutbox.entry(9, .conflict, machine: "A2", now: now), at: 0)
        form.driver.state.take(picture)
        #expect(selected()?.contains("A2") == true, "\(selected() ?? "")")
        // Whoever goes on to another line stays there.
        form.press(.down)
        form.driver.state.take(picture)
        #expect(selected()?.contains("A2") == false)
    }

    @Test("link and keys stay in sight below what is opened, and words are whole, at 40 columns too")
    func foot() {
        let form = SampleOutbox.opened(SampleOutbox.picture(now: TestPlant.now))
        form.press(.enter)
        for size in [Size(40, 10), Size(40, 20)] {
            let lines = form.driver.lines(size)
            #expect(lines[size.height - 2].contains("live") && lines[size.height - 1].contains("Enter"), "\(lines)")
        }
        let text = form.driver.lines(Size(40, 30)).joined(separator: "\n")
        for word in ["Breakdown › Hydraulic", "For material"] { #expect(text.contains(word), "\(text)") }
    }

    @Test("what another terminal left behind says whose it is, in its row and opened; sent again it stays that one's")
    func leftBehind() throws {
        let now = TestPlant.now
        var entry = SampleOutbox.entry(7, .refused, note: "n", now: now)
        entry.reply = SampleOutbox.reply(entry, .refused, now: now) { $0.refusal = .keyReused }
        entry.terminal = "t-9k8j7h"
        let form = SampleOutbox.opened(SampleOutbox.only(entry))
        #expect(form.driver.lines(Size(100, 30)).contains { $0.contains("t-9k8j7h: ") })
        form.press(.enter)
        #expect(form.driver.lines(Size(100, 30)).contains { $0.contains("left behind by terminal t-9k8j7h") })
        form.press(.enter)
        #expect(form.queued.first?.terminal == "t-9k8j7h")
    }

    @Test(
        "of a conflict of another day date, time and texts of both sides are there whole; what has no room is scrolled to",
        arguments: Language.allCases)
    func conflictWhole(_ language: Language) {
        let before = TestPlant.now - .seconds(3 * 86_400)
        let form = SampleOutbox.opened(SampleOutbox.picture(now: before))
        form.driver.state.phrases.language = language
        form.press(.enter)
        let tree = StopReasonTree.standard
        let whole = [tree.words("hydraulic", language), tree.words("material", language)]
        let time = Zone.utc.time(at: before - .seconds(300)).dateAndClock
        let words: [String] = ["t-9k8j7h", "oil", "worn"] + time.split(separator: " ").map { String($0) }
        for size in [Size(80, 24), Size(40, 20), Size(40, 10)] {
            form.press(.pageUp, .pageUp, .pageUp)
            var seen: [String] = []
            for _ in 0..<20 {
                let lines = form.driver.lines(size)
                #expect(lines.contains { $0.contains("[\(form.driver.state.phrases[.later])]") }, "\(size)")
                seen += lines
                form.press(.down)
            }
            // Long texts are broken into lines, but nothing is left out.
            for word in words { #expect(seen.contains { $0.contains(word) }, "\(word) at \(size): \(seen)") }
            let parts: [String] =
                language == .zh ? whole : whole.flatMap { $0.split(separator: " ").map { String($0) } }
            for part in parts where size.width == 80 { #expect(seen.contains { $0.contains(part) }, "\(part)") }
        }
    }

    @Test(
        "a conflict shows also what else of mine is saved whichever side is taken, and never what the decision takes away",
        arguments: Language.allCases)
    func conflictRest(_ language: Language) {
        let now = TestPlant.now
        let words = Phrases(language: language)
        func page(_ fields: [String], _ kind: String, _ set: [(String, FieldValue)]) -> [String] {
            var command = NewCommand(
                key: "k", kind: kind, object: "A2@\(now.milliseconds)", base: nil, entered: now)
            for (name, value) in set { command.set(name, value) }
            var entry = command.entry
            entry.state = .conflict
            entry.reply = SampleOutbox.reply(entry, .conflict, now: now) { reply in
                reply.fields = fields.map {
                    FieldConflict($0, yours: .text("my \($0)"), theirs: .text("theirs"), by: "t-2", at: now)
                }
            }
            let form = SampleOutbox.opened(SampleOutbox.only(entry))
            form.driver.state.phrases.language = language
            form.press(.enter)
            let lines = form.driver.lines()
            let rest = lines.firstIndex { $0.contains(words[.eitherWay]) }
            return rest.map { Array(lines[($0 + 1)...]) } ?? []
        }
        let explain: [(String, FieldValue)] = [("reason", .text("hydraulic")), ("note", .text("my long note"))]
        let note = page(["reason"], StopExplanation.form.kind, explain)
        #expect(note.first?.contains(words[.fieldNote]) == true && note.first?.contains("my long note") == true)
        #expect(page(["reason", "note"], StopExplanation.form.kind, explain).isEmpty)
        let acknowledged = page(["note"], AlarmAcknowledgement.form.kind, [("note", .text("seen"))])
        #expect(acknowledged.first?.contains(words[.kindAcknowledgeAlarm]) == true)
        let merge: [(String, FieldValue)] = [("with", .text("A2@\(now.milliseconds)"))]
        #expect(page(["reason"], StopMerge.form.kind, merge).first?.contains(words[.fieldWith]) == true)
        #expect(page(["at"], StopMerge.form.kind, merge).isEmpty)
    }

    @Test(
        "after midnight a row of 80 columns has its command, which stop, when it was entered and where it is cut, whole",
        arguments: Language.allCases)
    func afterMidnight(_ language: Language) {
        let stop = StopID(machine: "DC-11", from: TestPlant.now - .seconds(4200))
        var command = NewCommand(
            key: "k", kind: StopSplit.form.kind, object: stop.description, base: 1,
            entered: TestPlant.now - .seconds(600))
        command.set("at", .integer((TestPlant.now - .seconds(4170)).milliseconds))
        let form = SampleOutbox.opened(SampleOutbox.only(command.entry))
        form.driver.state.phrases.language = language
        let kind = form.driver.state.phrases[.kindSplitStop]
        let row = "12-31 23:50 \(kind) DC-11 12-31 22:50 12-31 22:50:30"
        #expect(form.driver.lines().contains { $0.contains(row) }, "\(form.driver.lines())")
        #expect(form.driver.lines(Size(40, 20)).contains { $0.contains("DC-11 12-31 22:50") })
    }

    @Test("when something was typed is of this terminal's clock, however the plant's runs, and is said to be")
    func twoClocks() {
        // A replay has come a day further than this terminal.
        let plant = TestPlant.now + .seconds(86_400)
        let form = SampleOutbox.opened(
            SampleOutbox.only(SampleOutbox.entry(3, .queued, now: TestPlant.now + .seconds(600))))
        form.driver.state.clock = { TestPlant.now + .seconds(700) }
        func text() -> [String] {
            let frame = Frame(Size(80, 24))
            form.driver.state.draw(in: frame, now: plant)
            return frame.grid.lines
        }
        #expect(text()[0].contains("entered by the terminal's clock"))
        #expect(text().contains { $0.contains("queued   00:07:00 ") }, "\(text())")
        form.press(.enter)
        #expect(text().contains { $0.contains("entered 00:07:00 (by the terminal's clock)") }, "\(text())")
    }

    @Test("what waits and what was saved can only be looked at")
    func onlyLook() {
        for state in [OutboxEntry.State.queued, .saved] {
            let form = SampleOutbox.opened(SampleOutbox.only(SampleOutbox.entry(3, state, now: TestPlant.now)))
            form.press(.enter, .right, .enter)
            #expect(form.changes.isEmpty && form.driver.state.cover == nil)
        }
    }

    @Test("a draft of before is offered once at the start, with its date; it goes on under its key, or waits, or goes")
    func offersDrafts() {
        var draft = SampleOutbox.draft(now: TestPlant.now)
        draft.site = "hall"
        var picture = OutboxPicture()
        picture.status = .ready
        picture.contents.drafts = [draft]
        let form = FormDriver()
        form.driver.state.hasOfferedDrafts = false
        form.driver.state.take(picture)
        #expect(form.driver.state.cover == nil)
        picture.isRead = true
        form.driver.state.take(picture)
        #expect(form.driver.state.cover == nil, "of which site this terminal is matters")
        picture.contents.site = "hall"
        form.driver.state.take(picture)
        let clock = Zone.utc.time(at: draft.changed).dateAndClock
        #expect(form.driver.lines().contains { $0.contains("entered \(clock)") })
        form.press(.enter)
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.key == draft.key && dialog.form["note"] == "oil")
        form.press(.escape)
        form.driver.state.take(picture)
        #expect(form.driver.state.cover == nil)
        form.press(":outbox".map(Key.character) + [.enter, .enter, .right, .right, .enter, .right, .enter])
        #expect(form.changes.last == .dropDraft(key: draft.key))
    }

    @Test("what the broker keeps back is told in each language, and leaves the clock alone on the smallest screen")
    func keptBack() {
        let form = FormDriver()
        form.driver.state.outbox = SampleOutbox.only(SampleOutbox.entry(3, .queued, now: TestPlant.now))
        form.driver.state.outbox.contents.counts = [.queued: 1]
        form.driver.state.outbox.refusedByBroker = RefusedTopic(topic: "floor/v1/s/cmd/t-1", reason: "Not authorized")
        for (language, status) in [(Language.en, "1 waiting, refused by the broker"), (.zh, "待传 1,服务器拒收")] {
            form.driver.state.phrases.language = language
            let lines = form.driver.lines(Size(80, 24))
            #expect(lines[22].contains(status) && lines[0].contains("floor/v1/s/cmd/t-1"))
        }
        let small = form.driver.lines(Size(40, 20))[18]
        #expect(small.contains("待传 1 ") && small.hasSuffix("00:00:00"))
    }

    @Test("F28: what was wrong with an outbox's file stands above every screen, with the name it has now")
    func troubles() {
        let form = FormDriver()
        form.driver.state.outbox.troubles = [.setAside("/s/outbox.sqlite.damaged-20260101T000000")]
        #expect(form.driver.lines()[0].contains("damaged") && form.driver.lines().joined().contains("20260101T000000"))
        form.driver.state.outbox.leftBehind = ["/s/terminal-2/outbox.sqlite was made by a newer version."]
        #expect(form.driver.lines(Size(120, 40)).contains { $0.contains("terminal-2/outbox.sqlite was made by") })
        form.driver.state.outbox.status = .full
        #expect(form.driver.lines(Size(80, 40)).contains { $0.contains("disk is full") })
    }
}
