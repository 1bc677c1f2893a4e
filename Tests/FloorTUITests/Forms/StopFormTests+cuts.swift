import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets
@testable import FloorTUI

extension StopFormTests {
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
        form.press(.down, .character("s"))
        Self.answer([], form)
        form.press(.tab, .tab, .right, .right, .enter)
        #expect(form.message == Phrase.nothingToMerge.texts.en && form.queued.isEmpty)
        var before = StopNotice(id: StopID(machine: "A2", from: from - .seconds(60)), to: from, state: .stopped)
        before.version = 7
        Self.show([StopNotice(id: StopID(machine: "A2", from: from), to: nil, state: .stopped), before], form)
        form.press(.escape, .character("s"), .tab, .tab, .right, .right, .enter)
        let merge = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(merge.contains(#""kind":"stop.merge""#) && merge.contains(#""base":7"#))
        #expect(merge.contains(#""set":{"with":"\#(before.id)"}"#))
    }

    /// Answers what the form asks about the stops around its own.
    private static func answer(_ rows: [Row], _ form: FormDriver) {
        let moment = ContinuousClock.now
        for case .ask(let asking) in form.driver.state.ask(now: TestPlant.now, at: moment) {
            let own = asking.query.what == .stops && asking.query.machine == "A2" ? rows : []
            _ = form.driver.state.take(
                Page(seq: 1, some: own, cursor: asking.cursor), rows: own, number: asking.number, at: moment,
                now: TestPlant.now)
        }
    }

    @Test("where no document tells of the stop before, the hub is asked for it; as long as it has not said, it judges")
    func mergeWithoutDocument() throws {
        let form = FormDriver()
        form.press(.down, .character("s"), .tab, .tab, .right, .right, .enter)
        let blind = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(form.message == nil && blind.contains(#""kind":"stop.merge""#))
        #expect(blind.contains(#""set":{"at":\#(from.milliseconds)}"#))
        var row = Row()
        row.add("id", "A2@\((from - .seconds(60)).milliseconds)")
        row.add("machine", "A2")
        row.add("from", from - .seconds(60))
        row.add("to", from)
        row.add("reason", "material")
        form.press(.character("s"))
        Self.answer([row], form)
        #expect(form.driver.lines().contains { $0.contains(Phrase.mergeWith.texts.en) })
        form.press(.tab, .tab, .right, .right, .enter)
        let known = String(decoding: try #require(form.queued.last).bytes, as: UTF8.self)
        #expect(known.contains(#""set":{"with":"A2@\#((from - .seconds(60)).milliseconds)"}"#))
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
        let preview = MergePreview(of: before.id, until: from, form.driver.state.context(TestPlant.now))
        #expect(preview?.other.id.from == from && preview?.reason == "hydraulic", "where none is before, the one after")
    }
}
