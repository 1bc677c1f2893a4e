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
    let from = TestPlant.now - .seconds(180)

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
