import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

/// A dashboard whose terminal has an outbox.
final class FormDriver {
    let driver = DashboardDriver()
    private(set) var changes: [OutboxChange] = []

    init(_ status: OutboxStatus = .ready) {
        driver.state.outbox.status = status
        driver.state.outbox.isRead = true
        driver.state.hasOfferedDrafts = true
        driver.state.clock = { TestPlant.now }
        driver.state.newKey = { SampleOutbox.key(1) }
    }

    func press(_ keys: Key...) { press(keys) }

    func press(_ keys: [Key]) {
        for case .outbox(let change) in keys.flatMap({ driver.state.handle($0, now: TestPlant.now) }) {
            changes.append(change)
        }
    }

    func idle(_ now: ContinuousClock.Instant) {
        for case .outbox(let change) in driver.state.saveIdleDraft(now) { changes.append(change) }
    }

    var queued: [OutboxEntry] { changes.compactMap { if case .queue(let entry) = $0 { entry } else { nil } } }
    var drafts: [OutboxDraft] { changes.compactMap { if case .draft(let draft) = $0 { draft } else { nil } } }
    var message: String? { driver.state.message }
}

struct StopFormTests {
    private let from = TestPlant.now - .seconds(180)

    @Test("a stop has its reason with four keys from the Floor: s, group, reason, Enter")
    func fourKeys() throws {
        let form = FormDriver()
        form.press(.down)
        let keys: [Key] = [.character("s"), .character("3"), .character("3"), .enter]
        #expect(keys.count <= 4)
        form.press(keys)
        let entry = try #require(form.queued.first)
        let text = String(decoding: entry.bytes, as: UTF8.self)
        #expect(
            text == """
                {"v":1,"key":"\(SampleOutbox.key(1))","kind":"stop.explain","id":"A2@\(from.milliseconds)","base":null,\
                "entered":\(TestPlant.now.milliseconds),"set":{"reason":"hydraulic"}}
                """)
        #expect(form.queued.count == 1 && form.driver.state.cover == nil)
        guard case .command(let command) = CommandReader().read(entry.bytes, terminal: "t-1") else {
            Issue.record("the hub would not read it")
            return
        }
        #expect(command.envelope.key == entry.key && command.id == entry.object)
    }

    @Test("what is typed is a draft when the field is left, and within a second of typing; sent, it is one no more")
    func drafts() {
        let form = FormDriver()
        let start = ContinuousClock.now
        form.press([.down, .character("s"), .tab] + "oil".map(Key.character))
        #expect(form.drafts.isEmpty)
        form.idle(start)
        #expect(form.driver.state.draftDeadline == start + .seconds(1))
        form.idle(start + .seconds(1))
        #expect(form.drafts.last?.fields == [OutboxDraft.Field("reason", ""), OutboxDraft.Field("note", "oil")])
        #expect(form.driver.state.draftDeadline == nil)
        form.press(.character("!"), .tab)
        #expect(form.drafts.last?.fields.last?.text == "oil!")
        form.press(.enter)
        #expect(form.queued.map(\.key) == [form.drafts[0].key])
    }

    @Test("Esc keeps what was typed, and where nothing was typed leaves nothing; the form comes back as it was left")
    func escape() throws {
        let form = FormDriver()
        form.press(.down, .character("s"), .escape)
        #expect(form.changes == [.dropDraft(key: SampleOutbox.key(1))])
        form.press([.character("s"), .tab] + "oil".map(Key.character) + [.escape])
        let draft = try #require(form.drafts.last)
        form.driver.state.outbox.contents.drafts = [draft]
        form.driver.state.newKey = { SampleOutbox.key(2) }
        form.press(.character("s"))
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.key == draft.key && dialog.form["note"] == "oil")
    }

    @Test("Ctrl-C in a form puts what was typed on the disk at once; whoever stays has the form as it was")
    func interrupted() throws {
        let form = FormDriver()
        form.press([.down, .character("s"), .tab] + "oil".map(Key.character) + [.control("c")])
        #expect(form.drafts.last?.fields.last?.text == "oil")
        form.press(.control("c"), .escape)
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.form["note"] == "oil" && form.queued.isEmpty)
        form.press(.character("!"), .control("c"), .character("n"))
        #expect(form.drafts.contains { $0.fields.last?.text == "oil!" })
    }

    @Test("a draft that is gone on with sends what is another than when its form opened, also what was cleared")
    func resumed() throws {
        let form = FormDriver()
        var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped)
        (stop.reason, stop.note, stop.version) = ("hydraulic", "leak", 9)
        Self.show([stop], form)
        form.press([.down, .character("s"), .tab, .control("u"), .escape])
        let draft = try #require(form.drafts.last)
        // Somebody else gave another reason meanwhile.
        (stop.reason, stop.version) = ("electrical", 12)
        Self.show([stop], form, number: 6)
        form.driver.state.outbox.contents.drafts = [draft]
        form.press([.character("s"), .tab, .tab, .enter])
        let text = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(text.contains(#""base":9"#) && text.contains(#""set":{"note":null}"#), "\(text)")
    }

    @Test("error 19: how long a machine stands has passed since it began; the time of choosing a reason is part of it")
    func elapsed() {
        func shows(_ words: String, _ driver: DashboardDriver, after: Duration) -> Bool {
            let frame = Frame(Size(80, 24))
            driver.state.draw(in: frame, now: TestPlant.now + after)
            return frame.grid.lines.contains { $0.contains("A2") && $0.contains(words) }
        }
        let form = FormDriver()
        #expect(shows("0:03", form.driver, after: .zero))
        form.press([.down, .character("s"), .tab] + "oil".map(Key.character))
        _ = shows("0:08", form.driver, after: .seconds(300))
        form.press(.escape)
        #expect(shows("0:13", form.driver, after: .seconds(600)))
        // A dashboard that has just begun says the same.
        #expect(shows("0:13", DashboardDriver(), after: .seconds(600)))
    }

    @Test("F24: a terminal whose disk is full says so before anything is typed, and so does one that can only look")
    func refusesBefore() {
        for status in [OutboxStatus.full, .failing("x"), .absent("no folder")] {
            let form = FormDriver(status)
            form.press(.down, .character("s"))
            #expect(form.driver.state.cover == nil && form.message != nil && form.changes.isEmpty, "\(status)")
        }
    }

    @Test("nothing is sent without a reason or a note; a machine that runs has no stop to explain")
    func obstacles() {
        let form = FormDriver()
        form.press(.character("s"))
        #expect(form.message?.hasPrefix("A1") == true && form.driver.state.cover == nil)
        form.press(.down, .character("s"), .tab, .tab, .enter)
        #expect(form.message == Phrase.nothingToSave.texts.en && form.queued.isEmpty)
    }

    @Test("a stop is split at a time of day within it, and joined again with the one before")
    func splitAndMerge() throws {
        let form = FormDriver()
        let at = TestPlant.now - .seconds(120)
        let clock = Zone.utc.time(at: at).hourMinute
        form.press(.down, .character("s"), .tab, .tab, .right, .enter)
        form.press("99:00".map(Key.character) + [.enter, .enter])
        #expect(form.message?.hasPrefix(Phrase.wrongTime.texts.en) == true)
        // The focus is on the field that is wrong.
        form.press([.control("u")] + clock.map(Key.character) + [.enter, .enter])
        let split = String(decoding: try #require(form.queued.first).bytes, as: UTF8.self)
        #expect(split.contains(#""kind":"stop.split""#) && split.contains(#""set":{"at":\#(at.milliseconds)}"#))
    }

    @Test("error 19: a stop is joined with the one that ends where it begins; alone the button says why it cannot act")
    func merge() throws {
        let form = FormDriver()
        form.press(.down, .character("s"), .tab, .tab, .right, .right, .enter)
        #expect(form.message == Phrase.nothingToMerge.texts.en && form.queued.isEmpty)
        var before = StopNotice(id: StopID(machine: "A2", from: from - .seconds(60)), to: from, state: .stopped)
        before.version = 7
        Self.show([StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped), before], form)
        form.press(.escape, .character("s"), .tab, .tab, .right, .right, .enter)
        let merge = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(merge.contains(#""kind":"stop.merge""#) && merge.contains(#""base":7"#))
        #expect(merge.contains(#""set":{"with":"\#(before.id)"}"#))
    }

    @Test(
        "before a stop is merged its form names the other stop with times and reason, and the reason that comes of it",
        arguments: Language.allCases)
    func mergePreview(_ language: Language) {
        let phrases = Phrases(language: language)
        let start = from - .seconds(60)
        let times = [start, from].map { "\(Zone.utc.time(at: $0).dateAndClock)" }.joined(separator: " – ")
        func words(_ reason: String?) -> String {
            reason.map { StopReasonTree.standard.words($0, language) } ?? phrases[.unexplained]
        }
        // The other stop's reason, this one's, and what comes of both.
        let cases: [(before: String?, own: String?, merged: String?)] = [
            ("material", "hydraulic", "material"), (nil, "hydraulic", "hydraulic"), (nil, nil, nil),
        ]
        for (before, own, merged) in cases {
            let form = FormDriver()
            form.driver.state.phrases.language = language
            var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped)
            var other = StopNotice(id: StopID(machine: "A2", from: start), to: from, state: .stopped)
            (other.reason, stop.reason) = (before, own)
            Self.show([stop, other], form)
            form.press(.down, .character("s"))
            let lines = form.driver.lines()
            let wanted = [
                "\(phrases[.mergeWith]) \(times) · \(words(before))", "\(phrases[.mergedReason]) \(words(merged))",
            ]
            // It may need two lines, of which the border is no part.
            let inside = lines.compactMap { $0.split(separator: "│").dropFirst().first }
            let text = inside.joined().split(separator: " ").joined(separator: " ")
            for line in wanted { #expect(text.contains(line), "\(line): \(lines)") }
            #expect(lines.contains { $0.contains("[\(phrases[.merge])]") })
        }
        let form = FormDriver()
        form.press(.down, .character("s"))
        #expect(!form.driver.lines().contains { $0.contains(phrases[.mergedReason]) })
        var before = StopNotice(id: StopID(machine: "A2", from: start), to: from, state: .stopped)
        before.reason = "hydraulic"
        Self.show([StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped), before], form)
        let preview = MergePreview(of: before.id, form.driver.state.context(TestPlant.now))
        #expect(preview?.other.id.from == from && preview?.reason == "hydraulic", "where none is before, the one after")
    }

    @Test("of a stop of several states the form says how long each was", arguments: Language.allCases)
    func states(_ language: Language) {
        let form = FormDriver()
        form.driver.state.phrases.language = language
        let words = language == .zh ? "0:02 停机,0:01 换模" : "0:02 stopped, 0:01 set-up"
        form.press(.down, .character("s"))
        #expect(!form.driver.lines().contains { $0.contains(words) })
        form.press(.escape)
        var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .setUp)
        stop.others = [StopNotice.StateTime(state: .stopped, milliseconds: 120_000)]
        Self.show([stop], form)
        form.press(.character("s"))
        #expect(form.driver.lines().contains { $0.contains(words) }, "\(form.driver.lines())")
        form.press(.tab, .tab, .right, .enter)
        #expect(form.driver.lines().contains { $0.contains(words) }, "it is what one splits by")
    }

    @Test("a stop that has a reason shows it, and only what is another goes out, with the version that was seen")
    func present() throws {
        let form = FormDriver()
        var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped)
        (stop.reason, stop.note, stop.version) = ("hydraulic", "leak", 9)
        Self.show([stop], form)
        form.press(.down, .character("s"))
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.form["reason"] == "hydraulic" && dialog.form["note"] == "leak" && dialog.isEmpty)
        form.press([.tab] + "!".map(Key.character) + [.enter, .enter])
        let text = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(text.contains(#""base":9"#) && text.contains(#""set":{"note":"leak!"}"#))
    }

    /// The hub says of `A2` that these are its stops, the first of them open.
    static func show(_ stops: [StopNotice], _ form: FormDriver, number: Int64 = 5) {
        var row = TestPlant.row("A2", Condition(.stopped), minutes: 3)
        row.stop = stops.first
        var document = MachineDocument(row: row, tags: [], counts: [], alarms: [], intervals: [])
        document.stops = stops
        let head = DocumentHead(epoch: 1, number: number, seq: 9, at: TestPlant.now)
        form.driver.state.picture.apply(document, head)
        form.driver.state.picture.apply(
            LineDocument(
                line: "A",
                rows: [
                    TestPlant.row("A1", Condition(.producing)), row, TestPlant.row("A3", .noData(.silent), minutes: 90),
                ]), head)
    }

    @Test("what is pasted or scanned goes into the field that is typed into, and never acts")
    func paste() {
        let form = FormDriver()
        form.press(.down, .character("s"), .tab)
        form.driver.state.paste("SEAL-80\n2 bar\u{1B}[2J", now: TestPlant.now)
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form")
            return
        }
        #expect(dialog.form["note"] == "SEAL-80 2 bar[2J" && form.queued.isEmpty)
    }

    @Test("a time of day is found on the day that lies within the stop, also over midnight")
    func clockText() {
        let zone = Zone.utc
        let start = Instant(milliseconds: 1_767_225_600_000)
        let span = Interval(from: start - .seconds(600), to: start + .seconds(600))
        #expect(ClockText("23:55", in: span, zone) == .moment(start - .seconds(300)))
        #expect(ClockText("00:05:30", in: span, zone) == .moment(start + .seconds(330)))
        for text in ["12:00", "24:00", "5", "a:b", "00:05:60", "", "00:05:00:00", "-1:00", "01-02 00:05", "x 00:05"] {
            #expect(ClockText(text, in: span, zone) == .none, "\(text)")
        }
    }

    @Test("of a stop of several days a time alone is refused where two days have it; with its day it is taken")
    func clockTextOfDays() {
        let start = Instant(milliseconds: 1_767_225_600_000)
        let span = Interval(from: start - .seconds(7200), to: start + .seconds(90_000))
        let (first, second) = (start - .seconds(3600), start + .seconds(82_800))
        #expect(ClockText("23:00", in: span, .utc) == .several([first, second]))
        #expect(ClockText("12-31 23:00", in: span, .utc) == .moment(first))
        #expect(ClockText("2026-01-01 23:00", in: span, .utc) == .moment(second))
        #expect(ClockText("2025-01-01 23:00", in: span, .utc) == .none)
        #expect(ClockText("12:00", in: span, .utc) == .moment(start + .seconds(43_200)))
    }

    @Test("what a typed time is taken as stands in the form; one that two days have is refused with both")
    func splitEcho() {
        let form = FormDriver()
        let id = StopID(machine: "A2", from: TestPlant.now - .seconds(100_000))
        let context = form.driver.state.context(TestPlant.now)
        let subject = FormSubject(StopTarget(id: id, to: TestPlant.now), .splitStop, context)
        form.driver.state.cover = .form(FormDialog(.splitStop, subject, key: "k", context))
        form.press("22:00".map(Key.character))
        #expect(form.driver.lines().contains { $0.contains("Of which day? 12-30 22:00:00 or 12-31 22:00:00") })
        form.press(.enter, .enter)
        #expect(form.queued.isEmpty && form.message?.contains("12-30 22:00:00 or") == true, "\(form.driver.lines())")
        form.press([.home] + "12-31 ".map(Key.character))
        #expect(form.driver.lines().contains { $0.contains("→ 2025-12-31 22:00:00") }, "\(form.driver.lines())")
        form.press(.enter, .enter)
        let text = String(decoding: form.queued.first?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("\"at\":\((TestPlant.now - .seconds(7200)).milliseconds)"), "\(text)")
    }

    @Test("a form that a list opens begins with what the list shows, also of a stop that no document knows any more")
    func ofList() {
        let form = FormDriver()
        let stop = StopID(machine: "A1", from: TestPlant.now - .seconds(400_000))
        var row = Row()
        row.add("id", stop.description)
        row.add("machine", "A1")
        row.add("from", stop.from)
        row.add("to", stop.from + .seconds(600))
        row.add("reason", "hydraulic")
        row.add("note", "seal")
        row.add("version", Int64(41))
        row.add("cause", "reason")
        form.driver.state.pages = [StopListScreen(scope: .plant, times: SpanChoice([.week]), .all)]
        form.driver.state.answer(now: TestPlant.now) { _, cursor in Page(seq: 50, some: [row], cursor: cursor) }
        form.press(.character("s"))
        guard case .form(let dialog) = form.driver.state.cover else {
            Issue.record("no form: \(form.driver.lines())")
            return
        }
        #expect(dialog.base == 41 && dialog.form["reason"] == "hydraulic" && dialog.form["note"] == "seal")
        #expect(dialog.isEmpty && dialog.subject.stop?.to == stop.from + .seconds(600))
    }
}
