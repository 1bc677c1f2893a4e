import Basis
import Records
import Shopfloor
import Store
import Testing
import Widgets

@testable import FloorTUI

@Suite("What the outbox says of what was taken back, and of conflicts that were decided")
struct OutboxDecisionTests {
    private let now = TestPlant.now

    private func explanation(reason: FieldValue, note: FieldValue? = nil) -> OutboxEntry {
        var command = NewCommand(
            key: "k", kind: StopExplanation.form.kind, object: "DC-03@\((now - .seconds(900)).milliseconds)", base: 12,
            entered: now)
        command.set("reason", reason)
        if let note { command.set("note", note) }
        return command.entry
    }

    @Test("a reason or note that is taken back is told in the words of the form", arguments: Language.allCases)
    func takenBack(_ language: Language) {
        let form = SampleOutbox.opened(SampleOutbox.only(explanation(reason: .none, note: FieldValue.none)))
        form.driver.state.phrases.language = language
        let phrases = form.driver.state.phrases
        let (reason, note): (String, String) = (phrases[.takeReasonBack], phrases[.takeNoteBack])
        #expect(form.driver.lines(Size(120, 40)).contains { $0.contains("\(reason) · \(note)") })
        form.press(.enter)
        let lines = form.driver.lines()
        #expect(lines.contains { $0.contains(phrases[.fieldReason]) && $0.contains(reason) }, "\(lines)")
        #expect(lines.contains { $0.contains(phrases[.fieldNote]) && $0.contains(note) }, "\(lines)")
    }

    /// A conflict that was decided, and its decision, as the disk has them then.
    private func picture(_ side: ConflictResolution.Side, newer: [FieldConflict] = []) -> OutboxPicture {
        var picture = SampleOutbox.picture(now: now)
        var original = picture.contents.entries[0]
        original.state = .saved
        var command = NewCommand(
            key: SampleOutbox.key(6), kind: ConflictResolution.form.kind, object: original.key, base: 4711, entered: now
        )
        command.set("take", .text(side.rawValue))
        var decision = command.entry
        (decision.seq, decision.state) = (6, .saved)
        decision.reply = SampleOutbox.reply(decision, .saved, now: now) { $0.fields = newer }
        picture.contents.entries = [decision, original]
        picture.contents.counts = [.saved: 2]
        return picture
    }

    @Test(
        "a conflict stays with its end, and its decision says what it was about and what was kept",
        arguments: Language.allCases)
    func rows(_ language: Language) {
        for side in ConflictResolution.Side.allCases {
            let form = SampleOutbox.opened(picture(side))
            form.driver.state.phrases.language = language
            let phrases = form.driver.state.phrases
            let kept = StopReasonTree.standard.words(side == .yours ? "hydraulic" : "material", language)
            let taken: String = phrases[side == .yours ? .mine : .theirs]
            let lines = form.driver.lines(Size(120, 40))
            for kind in [CommandPhrase.kindResolveConflict, .kindExplainStop] {
                let line = lines.first { $0.contains(" \(phrases[kind]) ") } ?? ""
                for words in ["DC-03", phrases[.fieldReason], phrases[.fieldNote], taken, kept] as [String] {
                    #expect(line.contains(words), "\(words): \(lines)")
                }
            }
            #expect(lines.contains { $0.contains(phrases[.decided]) && $0.contains(phrases[.kindExplainStop]) })
            for keys in [[Key.enter], [.escape, .down, .enter]] {
                form.press(keys)
                let page = form.driver.lines(Size(120, 40)).joined()
                // Long reasons are broken into lines.
                let sides = ["hydraulic", "material"].compactMap {
                    StopReasonTree.standard.words($0, language).split(separator: " › ").last?.prefix(5)
                }
                let words: [String] = [phrases[.kindExplainStop], "DC-03", "t-9k8j7h", taken] + sides.map(String.init)
                for words in words { #expect(page.contains(words), "\(words): \(page)") }
                #expect(!page.contains(phrases[.theirsIsNewer]))
                #expect(!page.contains(phrases[.takeMine]), "nothing is left to decide")
            }
        }
    }

    @Test("left to the others, what they have said since is what is kept")
    func newer() {
        let newer = [FieldConflict("reason", yours: .none, theirs: .text("electrical"), by: "t-3", at: now)]
        let form = SampleOutbox.opened(picture(.theirs, newer: newer))
        let line = form.driver.lines(Size(120, 40)).first { $0.contains("decide a conflict") } ?? ""
        #expect(line.contains("Electrical"), "\(line)")
        form.press(.enter)
        #expect(form.driver.lines().contains { $0.contains(Phrase.theirsIsNewer.texts.en) })
    }

    @Test("nothing needs a person any more: neither the status line nor the list of alarms speaks of it")
    func settled() {
        let form = FormDriver()
        form.driver.state.take(picture(.yours))
        #expect(form.driver.lines()[22].contains("all sent"))
        let object = form.driver.state.outbox.contents.entries[1].object
        #expect(form.driver.state.outbox.pending(object) == nil)
    }

    @Test("when it was entered stays at 80 columns beside the longest command", arguments: Language.allCases)
    func enteredStays(_ language: Language) {
        for before in [Duration.seconds(60), .seconds(86_400)] {
            var command = NewCommand(
                key: "k", kind: AlarmAcknowledgement.form.kind, object: "DC-08/spray_unit/pump_overload", base: 1,
                entered: now - before)
            command.set("note", .text("seal"))
            let form = SampleOutbox.opened(SampleOutbox.only(command.entry))
            form.driver.state.phrases.language = language
            let phrases = form.driver.state.phrases
            let lines = form.driver.lines()
            #expect(lines[0].contains(phrases[.terminalClock]) && lines[2].contains(phrases[.entered]), "\(lines)")
            let moment = form.driver.state.context(now).moment(now - before)
            let row = lines.first { $0.contains("DC-08 spray_unit pump_") } ?? ""
            #expect(row.contains(moment) && row.contains("seal"), "\(lines)")
            let small = form.driver.lines(Size(40, 20))
            #expect(!small[0].contains(phrases[.terminalClock]))
        }
    }
}
