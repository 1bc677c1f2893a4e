import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// What a stop was for is said in the same words wherever it is read.
struct StopReasonWordsTests {
    private func words(_ language: Language, _ members: KeyValuePairs<String, Row.Value>) -> (
        screen: String, report: String
    ) {
        var state = TestPlant.state()
        state.phrases.language = language
        let row = ReportSample.row(members)
        let report = ReportPhrases(language: language).cause(ReportRow(.stops, row), ReportSample.report())
        return (StopCause(row).words(state.context(TestPlant.now)), report)
    }

    @Test("a reason stands with its group on screens, in the outbox, in the journal and in reports")
    func path() throws {
        for (language, expected) in [(Language.en, "Breakdown › Die"), (.zh, "故障停机 › 模具故障")] {
            let (screen, report) = words(language, ["reason": .text("die"), "kind": .text("breakdown")])
            #expect(screen == expected && report == expected)
            var state = TestPlant.state()
            state.phrases.language = language
            let context = state.context(TestPlant.now)
            let entry = SampleOutbox.entry(1, .queued, reason: "die", now: TestPlant.now)
            #expect(CommandWords(entry, context).summary == expected)
            let journal = ReportSample.row([
                "seq": .integer(1), "kind": .text("stop"), "body": .json(Array(#"{"reason":"die"}"#.utf8)),
            ])
            #expect(try #require(JournalEntryRow(journal)).words(context).hasPrefix(expected))
        }
    }

    @Test("a reason that the plant has no more stands by its id, a group alone")
    func known() {
        #expect(words(.en, ["reason": .text("long-gone")]).screen == "long-gone")
        #expect(words(.en, ["reason": .text("waiting")]).screen == "Waiting")
    }

    @Test(
        "what the machine's state says has the state's word and whose it is, and never the name of a reason",
        arguments: [
            (MachineState.setUp, Language.en, "set-up (machine)"), (.setUp, .zh, "换模(设备)"),
            (.maintenance, .en, "maintenance (machine)"), (.maintenance, .zh, "保养(设备)"),
        ])
    func byMachine(_ state: MachineState, _ language: Language, _ expected: String) throws {
        let kind = try #require(StopReason.Kind(explaining: state))
        let row: KeyValuePairs<String, Row.Value> = ["kind": .text(kind.rawValue), "cause": .text("state")]
        let (screen, report) = words(language, row)
        let bar = StopText.rows([ReportSample.row(row)], language).first
        let shown = bar?.text(Phrases(language: language)[Phrase.reason])
        #expect(screen == expected && report == expected && shown == expected)
        #expect(!StopReasonTree.standard.reasons.contains { $0.name[language].lowercased() == expected })
        #expect(screen != StopReasonTree.standard.words(kind.rawValue, language))
    }

    @Test("so have micro-stops, and stops without a reason")
    func others() {
        for language in Language.allCases {
            let micro = words(language, ["micro": .bool(true), "cause": .text("micro")])
            let open = words(language, ["unexplained": .bool(true)])
            #expect(micro.screen == micro.report && open.screen == open.report && micro.screen != open.screen)
        }
    }

    @Test("one short stop is one, and one that is short until now says no more than that")
    func counts() {
        func bar(_ stops: Int64) -> (screen: String, report: String) {
            let row = ReportSample.row(["cause": .text("micro"), "stops": .integer(stops), "seconds": .number(9)])
            let context = TestPlant.state().context(TestPlant.now)
            let table = ParetoTable(context: context, rows: [row], isByCount: false)
            let frame = Frame(Size(100, 1))
            var list = Table<StopCause>(table.columns(width: 100))
            list.showsHeader = false
            list.draw(in: frame.canvas, table)
            return (
                frame.grid.lines[0], ReportPhrases(language: .en).cause(ReportRow(.pareto, row), ReportSample.report())
            )
        }
        #expect(bar(1).screen.contains("Micro-stop ") && bar(1).report == "Micro-stop")
        #expect(bar(2).screen.contains("Micro-stops ") && bar(2).report == "Micro-stops")
        let lasting = words(.en, ["cause": .text("lasting")])
        #expect(lasting.screen == "short so far" && lasting.report == "short so far")
    }

    @Test("what a command does is said in the journal as in the outbox, in both languages")
    func commands() throws {
        for language in Language.allCases {
            var state = TestPlant.state()
            state.phrases.language = language
            let context = state.context(TestPlant.now)
            let entry = SampleOutbox.entry(1, .queued, now: TestPlant.now)
            let body = #"{"kind":"\#(entry.kind)","id":"\#(entry.object)","outcome":"saved"}"#
            let journal = ReportSample.row([
                "seq": .integer(1), "kind": .text("command"), "body": .json(Array(body.utf8)),
            ])
            let words = try #require(JournalEntryRow(journal)).words(context)
            #expect(words.hasPrefix(CommandWords(entry, context).kindWords + "  "), "\(words)")
        }
    }
}
