import Basis
import Foundation
import Hub
import Shopfloor
import Testing

@testable import FloorTUI

/// What `doctor --plant` tells about messages.
struct PlantTrialTests {
    private static let plant = """
        [site]
        id = "test"
        time_zone = "UTC"
        [[line]]
        id = "a"
        [[machine]]
        id = "M1"
        line = "a"
        silence_limit = "10s"
        [[machine]]
        id = "M2"
        line = "a"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        value = "/v"
        [[rule]]
        state = "producing"
        when = 'mode == "run" and door == "shut"'
        """

    private func trial(
        _ messages: [(String, String)], at end: Int64? = nil, more: String = ""
    ) throws -> PlantTrialReport {
        let model = try PlantFile.read(text: Array((Self.plant + "\n" + more).utf8), file: "plant.toml")
        var trial = PlantTrial(model)
        for (index, message) in messages.enumerated() {
            trial.take(
                topic: Array(message.0.utf8), payload: Array(message.1.utf8),
                at: Instant(milliseconds: 1_764_165_600_000 + Int64(index) * 1000), isRetained: false)
        }
        return trial.finish(at: end.map { Instant(milliseconds: 1_764_165_600_000 + $0) })
    }

    private static let good = [("p/M1/mode", #"{"v":"run"}"#), ("p/M1/door", #"{"v":"shut"}"#)]

    @Test("what matches is counted by source, and each machine has the state that a hub would give it")
    func matched() throws {
        let report = try trial(Self.good)
        #expect(report.messages == 2 && report.sources[0].messages == 2 && report.sources[0].topics == 2)
        #expect(report.machines.map(\.condition.state) == [.producing, .noData])
        #expect(report.machines.map(\.unseenTags) == [[], ["mode", "door"]])
        #expect(!report.hasFaults)
    }

    @Test(
        "without a message the file was not tried: that is a fault, with its reason and what to do",
        arguments: Language.allCases)
    func nothing(_ language: Language) throws {
        let report = try trial([])
        let text = report.text(language, width: 80).replacing("\n", with: " ")
        #expect(report.hasFaults && text.contains(language == .zh ? "未收到任何消息" : "No message came"), "\(text)")
        #expect(text.contains("--for") && !text.contains(language == .zh ? "均有来源" : "is matched by a source"))
    }

    @Test("a word with a slip in a rule is a fault, told with the word that came and the rule's own")
    func slip() throws {
        let report = try trial([("p/M1/mode", #"{"v":"runs"}"#), ("p/M1/door", #"{"v":"shut"}"#)])
        #expect(report.hasFaults)
        #expect(
            report.machines[0].misfits == [
                RuleWords.Misfit(tag: "mode", newest: "runs", missing: ["run"], unnamed: ["runs"])
            ])
        let lines = report.text(.en, width: 80).split(separator: "\n")
        #expect(lines.contains { $0.contains("M1") && $0.contains("\"run\"; came: \"runs\"") }, "\(lines)")
        #expect(lines.contains("No rule holds with the values that came: M1"), "\(lines)")
        #expect(report.text(.zh, width: 80).contains("不符合任何规则:M1"))
        #expect(String(decoding: report.json(), as: UTF8.self).contains(#""never_came":["run"],"not_named":["runs"]"#))
    }

    @Test("a name of [[tag]] or [[cycle]] that no message had is told, so that a slip in it is found")
    func unseenNames() throws {
        let more = """
            [[tag]]
            id = "door"
            [[tag]]
            id = "oyl"
            name = "Oil"
            [[tag]]
            id = "die_*"
            unit = "°C"

            [[cycle]]
            pulse = "message"
            source = "values"
            values = ["mode", "pressure"]

            """
        let report = try trial(Self.good, more: more)
        #expect(report.unseenNames == ["oyl", "die_*", "pressure"])
        #expect(!report.hasFaults)
        let text = report.text(.en, width: 80)
        let names = "\n  oyl\n  die_*\n  pressure\n"
        #expect(text.contains("Names in [[tag]] or [[cycle]] that no message had\(names)"), "\(text)")
        #expect(try trial(Self.good).unseenNames.isEmpty)
    }

    @Test("silence until the end counts as it does for a hub")
    func silence() throws {
        let report = try trial(Self.good, at: 60_000)
        #expect(report.machines[0].condition == .noData(.silent))
    }

    @Test("topics without a source are listed with an example, the busiest first; those of our own are none")
    func unmatched() throws {
        let report = try trial([
            ("other/a", "1"), ("other/b", "2"), ("other/b", "\u{1B}[2J"), ("floor/v1/test/hub", "{}"),
        ])
        #expect(report.messages == 3 && report.unmatchedMessages == 3)
        #expect(report.topUnmatched(1).map(\.topic) == ["other/b"])
        #expect(report.topUnmatched(1)[0].count.example.payload == "2")
        #expect(report.hasFaults)
        let hostile = try trial([("x/\u{1B}]0;Q\u{7}\u{202E}", "1")]).text(.en, width: 80)
        #expect(hostile.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" }, "\(hostile)")
        #expect(!report.text(.en, width: 80).contains("\u{1B}"))
    }

    @Test("what is rejected is counted by reason, with an example")
    func rejected() throws {
        let report = try trial(Self.good + [("p/M9/mode", #"{"v":1}"#), ("p/M1/mode", "no JSON"), ("p/M1/mode", "{")])
        #expect(report.rejected.mapValues(\.messages) == ["unknown machine": 1, "not JSON": 2])
        #expect(report.rejected["unknown machine"]?.example.topic == "p/M9/mode")
        #expect(report.rejected["unknown machine"]?.example.detail.contains("M9") == true)
        #expect(report.hasFaults)
    }

    @Test("the report fits 80 columns in both languages, and its JSON can be read")
    func page() throws {
        let long = String(repeating: "长", count: 200)
        let report = try trial(Self.good + [("other/\(long)", long), ("p/M9/\(long)", "{")])
        for language in Language.allCases {
            let lines = report.text(language, width: 80).split(separator: "\n")
            #expect(lines.allSatisfy { String($0).columns <= 80 }, "\(lines)")
        }
        let json = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        #expect((json?["machines"] as? [[String: Any]])?.first?["state"] as? String == "producing")
    }
}
