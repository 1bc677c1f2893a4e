import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

@Suite("What forms say of themselves and of what was typed")
struct FormWordsTests {
    private let from = TestPlant.now - .seconds(180)

    @Test("a reason that was given can be taken back with a choice of the form, which keeps the digits of the others")
    func takeBack() throws {
        let form = FormDriver()
        form.press(.down, .character("s"))
        #expect(!form.driver.lines().contains { $0.contains(FormPhrase.takeReasonBack.texts.en) }, "there is none")
        form.press(.escape)
        var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped)
        (stop.reason, stop.note, stop.version) = ("hydraulic", "leak", 9)
        StopFormTests.show([stop], form)
        form.press(.character("s"), .left, .end)
        #expect(form.driver.lines().contains { $0.contains(FormPhrase.takeReasonBack.texts.en) })
        form.press(.enter, .enter)
        let entry = try #require(form.queued.last)
        let text = String(decoding: entry.bytes, as: UTF8.self)
        #expect(text.contains(#""base":9"#) && text.contains(#""set":{"reason":null}"#), "\(text)")
        guard case .command = CommandReader().read(entry.bytes, terminal: "t-1") else {
            Issue.record("the hub would not read it")
            return
        }
    }

    @Test("a draft that takes a reason back comes back as that")
    func takeBackDraft() throws {
        let form = FormDriver()
        var stop = StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped)
        (stop.reason, stop.version) = ("hydraulic", 9)
        StopFormTests.show([stop], form)
        form.press(.down, .character("s"), .left, .end, .enter, .escape)
        form.driver.state.outbox.contents.drafts = [try #require(form.drafts.last)]
        form.press(.character("s"), .tab, .tab, .enter)
        let text = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(text.contains(#""set":{"reason":null}"#), "\(text)")
    }

    @Test("a form says that its stop has ended once that is known, on the Floor, too, and takes times up to its end")
    func ended() throws {
        let form = FormDriver()
        let start = Zone.utc.time(at: from).dateAndClock
        form.press(.down, .character("s"), .tab, .tab, .right, .enter)
        #expect(form.driver.lines().contains { $0.contains("\(start) – …") }, "\(form.driver.lines())")
        let end = TestPlant.now - .seconds(60)
        var row = TestPlant.row("A2", Condition(.producing), minutes: 1)
        row.ribbon = [
            LineDocument.Stretch(from: from - .seconds(600), state: .producing),
            LineDocument.Stretch(from: from, state: .stopped), LineDocument.Stretch(from: end, state: .producing),
        ]
        let head = DocumentHead(epoch: 1, number: 5, seq: 9, at: TestPlant.now)
        form.driver.state.picture.apply(LineDocument(line: "A", rows: [row]), head)
        let clock = Zone.utc.time(at: end).dateAndClock
        #expect(form.driver.lines().contains { $0.contains("\(start) – \(clock)") }, "\(form.driver.lines())")
        form.press(Zone.utc.time(at: end + .seconds(30)).clock.map(Key.character) + [.enter, .enter])
        #expect(form.queued.isEmpty && form.message?.contains(clock.dropFirst(5)) == true, "\(form.message ?? "")")
    }

    @Test("at the foot stand the keys of the form, also the one that leaves a group, and none of the screen below")
    func hints() {
        let form = FormDriver()
        form.press(.down, .character("s"))
        func foot() -> String { form.driver.lines().last ?? "" }
        #expect(foot() == " 1–9 choose  ↑↓ move  Enter choose  Tab next field  Esc close", "\(foot())")
        form.press(.character("3"))
        #expect(foot().contains("← groups"), "\(foot())")
        form.press(.tab)
        #expect(foot() == " Tab next field  Esc close", "\(foot())")
        form.press(.character("x"))
        #expect(foot() == " Tab next field  Esc keep draft", "\(foot())")
        form.press(.tab, .right)
        #expect(foot() == " ←→ choose  Enter Split  Tab next field  Esc keep draft", "\(foot())")
        form.press(.control("c"))
        #expect(foot() == " ←→ choose  Enter do it  Esc stay  y leave", "\(foot())")
    }

    @Test("a note that is full says how much was left out, until something is changed", arguments: Language.allCases)
    func full(_ language: Language) throws {
        let form = AlarmFormTests.list([AlarmFormTests.row("A1", "1", .unacknowledged)])
        form.driver.state.phrases.language = language
        let words = FormPhrase.isFull.texts
        let full = language == .zh ? words.zh : words.en
        func told() -> String? { form.driver.lines().first { $0.contains(full) } }
        let limit = CommandField.longestNote / 3
        form.press(.character("n"))
        form.driver.state.paste(String(repeating: "a", count: limit), now: TestPlant.now)
        #expect(told() == nil)
        form.press(.character("z"))
        #expect(told()?.contains("\(full) 1 ") == true && form.message == nil, "\(form.driver.lines())")
        form.press(.backspace)
        #expect(told() == nil)
        form.driver.state.paste(String(repeating: "b", count: 2001), now: TestPlant.now)
        #expect(told()?.contains("\(full) 2,000 ") == true, "\(form.driver.lines())")
        form.press(.enter)
        #expect(told() != nil, "it stands until it is sent")
        form.press(.enter)
        #expect(try AlarmFormTests.command(form).contains(String(repeating: "a", count: limit - 1) + #"b"}"#))
    }

    @Test("so does a filter and a command")
    func fullLine() {
        for key in ["/", ":"] as [Character] {
            let driver = DashboardDriver()
            driver.press(.character(key))
            driver.state.paste(String(repeating: "a", count: 300), now: TestPlant.now)
            let words = FormPhrase.leftOut.texts.en
            #expect(driver.lines().contains { $0.contains("\(words) 44") }, "\(driver.lines())")
            driver.press(.character("z"))
            #expect(driver.lines().contains { $0.contains("\(words) 1") })
        }
    }
}
