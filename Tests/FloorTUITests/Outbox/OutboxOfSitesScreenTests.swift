import Basis
import Records
import Store
import Testing
import Widgets

@testable import FloorTUI

/// What was typed for another site than the one on which the terminal is, or for one that nobody knows.
struct OutboxOfSitesScreenTests {
    /// A terminal on the site `hall`, with an entry of another or of an unknown one.
    private func elsewhere(_ site: String?, _ state: OutboxEntry.State = .queued) -> OutboxPicture {
        var picture = OutboxPicture()
        (picture.status, picture.isRead, picture.contents.site) = (.ready, true, "hall")
        var entry = SampleOutbox.entry(3, state, now: TestPlant.now)
        entry.site = site
        picture.contents.elsewhere.entries = [entry]
        picture.contents.elsewhere.sites = [OutboxContents.Site(name: site, counts: [state: 1])]
        return picture
    }

    @Test(
        "what was typed for another site is told as of that, not sent from here, and can be discarded alone",
        arguments: Language.allCases)
    func otherSite(_ language: Language) {
        for state in [OutboxEntry.State.queued, .refused, .conflict] {
            let form = SampleOutbox.opened(elsewhere("ya~20rd", state))
            form.driver.state.phrases.language = language
            let phrases = form.driver.state.phrases
            let site = "\(phrases[CommandPhrase.ofSite]) ya rd"
            let lines = form.driver.lines(Size(100, 30))
            #expect(lines.contains { $0.contains(" DC-03 ") && $0.contains("\(site): ") }, "\(lines)")
            let counted = QueueWords.parts([state: 1], drafts: 0, phrases).map { $0.text }
            #expect(lines.contains { $0.hasPrefix(" \(site): \(counted[0])") }, "\(lines)")
            let others = phrases[CommandPhrase.ofOtherSites]
            #expect(lines[28].contains(others) && !lines[28].contains(phrases[.allSent]), "\(lines)")
            form.press(.enter)
            #expect(
                form.driver.lines(Size(100, 30)).joined().contains("\(site): \(phrases[CommandPhrase.waitsForSite])"))
            form.press(.right, .enter, .right, .enter)
            #expect(form.changes == [.forget(key: SampleOutbox.key(3))])
        }
    }

    @Test("what is of an unknown site is told on each screen until a person says that it is of this one or discards it")
    func unknownSite() {
        var form = SampleOutbox.opened(elsewhere(nil))
        let line = form.driver.lines()[22]
        #expect(line.contains("1 of an unknown site · 6") && !line.contains("all sent"))
        form.press(.enter)
        #expect(form.driver.lines().contains { $0.contains("a version that did not keep the site") })
        form.press(.right, .enter)
        #expect(form.changes == [.claim(key: SampleOutbox.key(3), site: "hall")])
        form = SampleOutbox.opened(elsewhere(nil))
        form.press(.enter, .right, .right, .enter, .right, .enter)
        #expect(form.changes == [.forget(key: SampleOutbox.key(3))])
        // A draft of before goes on here: who finishes it says that it is of this site.
        var picture = elsewhere(nil)
        picture.contents.elsewhere = OutboxContents.Elsewhere()
        picture.contents.elsewhere.sites = [OutboxContents.Site(name: nil, drafts: 1)]
        picture.contents.elsewhere.drafts = [SampleOutbox.draft(now: TestPlant.now)]
        form = SampleOutbox.opened(picture)
        form.press(.enter, .enter)
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.key == SampleOutbox.key(9))
    }

    @Test("the decision of a conflict, and what is sent again, are for the site for which the command was typed")
    func keepsSite() {
        for (state, keys) in [(OutboxEntry.State.conflict, [Key.right, .enter]), (.refused, [.enter])] {
            var entry = SampleOutbox.entry(7, state, now: TestPlant.now)
            entry.site = "yard"
            let form = SampleOutbox.opened(SampleOutbox.only(entry))
            form.press([.enter] + keys)
            #expect(form.queued.map(\.site) == ["yard"])
        }
    }
}
