import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets
@testable import FloorTUI

extension OutboxScreenTests {
    @Test("a conflict shows both sides with whose the other is; mine or theirs is a command of its own")
    func conflict() throws {
        let picture = SampleOutbox.picture(now: TestPlant.now)
        for (keys, side) in [([Key.right, .enter], "yours"), ([.right, .right, .enter], "theirs")] {
            let form = SampleOutbox.opened(picture)
            form.press(.enter)
            let lines = form.driver.lines(Size(100, 30))
            #expect(lines.contains { $0.contains("Hydraulic") && $0.contains("For material") })
            #expect(lines.contains { $0.contains("by t-9k8j7h") })
            form.press(keys)
            let text = String(decoding: try #require(form.queued.first).bytes, as: UTF8.self)
            #expect(text.contains(#""kind":"conflict.resolve","id":"\#(SampleOutbox.key(1))","base":4711,"#))
            #expect(text.contains(#""set":{"take":"\#(side)"}"#))
        }
    }

    @Test("of a cut at one moment both sides say what they do there", arguments: [StopSplit.form, StopMerge.form])
    func cut(_ form: CommandForm) throws {
        let (now, cut) = (TestPlant.now, TestPlant.now - .seconds(600))
        var command = NewCommand(
            key: SampleOutbox.key(1), kind: form.kind, object: "DC-03@\((now - .seconds(900)).milliseconds)", base: 12,
            entered: now)
        command.set("at", FieldValue(cut))
        var entry = command.entry
        (entry.seq, entry.state) = (1, .conflict)
        entry.reply = SampleOutbox.reply(entry, .conflict, now: now) { reply in
            reply.fields = [FieldConflict("at", yours: FieldValue(cut), theirs: FieldValue(cut), by: "t-9", at: now)]
        }
        let opened = SampleOutbox.opened(SampleOutbox.only(entry))
        opened.press(.enter)
        let lines = opened.driver.lines(Size(100, 30))
        let words = form.kind == StopSplit.form.kind ? ("Split", "Merge") : ("Merge", "Split")
        #expect(
            lines.contains { line in
                guard let mine = line.firstRange(of: words.0 + " "), let theirs = line.firstRange(of: words.1 + " ")
                else {
                    return false
                }
                return mine.lowerBound < theirs.lowerBound
            })
    }

    @Test("Enter on a conflict, once or held, decides nothing: what somebody else said is overwritten on purpose alone")
    func conflictHarmless() {
        let form = SampleOutbox.opened(SampleOutbox.picture(now: TestPlant.now))
        for _ in 0..<4 { form.press(.enter) }
        #expect(form.changes.isEmpty)
        form.press(.enter, .escape)
        #expect(form.changes.isEmpty && form.driver.state.cover == nil)
    }

    @Test("a conflict's row, and its decision's, say which stop and which fields", arguments: Language.allCases)
    func conflictRows(_ language: Language) {
        var picture = SampleOutbox.picture(now: TestPlant.now)
        var command = NewCommand(
            key: "k", kind: ConflictResolution.form.kind, object: SampleOutbox.key(1), base: nil, entered: TestPlant.now
        )
        command.set("take", .text("yours"))
        picture.contents.entries.append(command.entry)
        let form = SampleOutbox.opened(picture)
        form.driver.state.phrases.language = language
        let phrases = form.driver.state.phrases
        let comma = language == .zh ? "、" : ", "
        let fields = "\(phrases[.fieldReason])\(comma)\(phrases[.fieldNote]): "
        let lines = form.driver.lines()
        let kind: String = phrases[.kindResolveConflict]
        #expect(lines.contains { $0.contains(" \(phrases[.conflict]) ") && $0.contains(fields) }, "\(lines)")
        #expect(
            lines.contains { $0.contains(kind) && $0.contains("DC-03") && $0.contains(fields + phrases[.mine]) },
            "\(lines)")
    }

    @Test("a conflict whose decision is on its way cannot be decided again")
    func decided() {
        var picture = SampleOutbox.picture(now: TestPlant.now)
        var command = NewCommand(
            key: "k", kind: ConflictResolution.form.kind, object: SampleOutbox.key(1), base: nil, entered: TestPlant.now
        )
        command.set("take", .text("yours"))
        picture.contents.entries.append(command.entry)
        let form = SampleOutbox.opened(picture)
        form.press(.enter, .right, .enter)
        #expect(form.queued.isEmpty && form.message == Phrase.onItsWay.texts.en)
    }

    @Test("a decision that met a newer word is to be made once more; what was left as it is now is told at once")
    func decidedTooLate() throws {
        let now = TestPlant.now
        let newer = [FieldConflict("reason", yours: .none, theirs: .text("electrical"), by: "t-3", at: now)]
        var anew = SampleOutbox.entry(1, .conflict, now: now)
        anew.reply = SampleOutbox.reply(anew, .conflict, now: now) { ($0.key, $0.fields) = ("decision", newer) }
        var form = SampleOutbox.opened(SampleOutbox.only(anew))
        form.press(.enter)
        #expect(form.driver.lines().contains { $0.contains(Phrase.changedAnew.texts.en) })
        var command = NewCommand(
            key: "k", kind: ConflictResolution.form.kind, object: SampleOutbox.key(1), base: 4711, entered: now)
        command.set("take", .text("theirs"))
        form = SampleOutbox.opened(SampleOutbox.only(command.entry))
        var saved = command.entry
        saved.state = .saved
        saved.reply = SampleOutbox.reply(saved, .saved, now: now) { $0.fields = newer }
        form.driver.state.take(SampleOutbox.only(saved))
        let electrical = "Breakdown › Electrical"
        let lines = form.driver.lines()
        #expect(lines.contains { $0.contains(electrical) && $0.contains("t-3") }, "\(lines)")
    }
}
