import Basis
import Hub
import Records
import Shopfloor
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

@Suite("The words of show")
struct RowWordsTests {
    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test(
        "each word of a closed list has its Chinese one in a table; in English it stays as it is, but for why there is no data"
    )
    func values() {
        let lists: [(name: String, words: [String])] = [
            ("state", MachineState.allCases.map(\.rawValue) + AlarmState.allCases.map(\.rawValue)),
            ("why", NoDataReason.allCases.map(\.rawValue)),
            ("kind", CycleKind.allCases.map(\.rawValue) + StopReason.Kind.allCases.map(\.rawValue)),
            ("kind", CommandBody.forms.map(\.kind)),
            ("level", AlarmLevel.allCases.map(\.rawValue)),
            ("reason", Rejection.Reason.allCases.map(\.rawValue)),
            ("outcome", CommandReply.Outcome.allCases.map(\.rawValue)),
            ("deed", ["acknowledge", "shelve", "unshelve", "note"]),
            ("cause", ["reason", "state", "micro", "lasting", "unexplained", "outside"]),
            ("element", ["unknown", "planned", "outside"]), ("source", ["record", "counter", "booking"]),
            ("basis", ["signals", "records", "mixed"]), ("what", ["cycles", "slots", "quarantine"]),
            ("taken", ConflictResolution.Side.allCases.map(\.rawValue)),
        ]
        for (name, words) in lists {
            for word in words {
                #expect(Self.isChinese(RowWords.value(word, of: name, .zh)), "\(name) \(word)")
                let english = RowWords.value(word, of: name, .en)
                #expect(name == "why" ? english != word || word == "silent" : english == word, "\(english)")
            }
        }
        #expect(RowWords.value("DC-03", of: "machine", .zh) == "DC-03")
    }

    @Test("every column of every question has a Chinese name", arguments: Query.What.allCases)
    func headings(_ what: Query.What) throws {
        let rig = try ReportRig()
        let answer = QueryAnswer(store: try SQLiteStore(reading: rig.folder.path))
        var query = Query(what)
        query.isExplained = what == .kpi
        var rows = ReviewRows.rows(query, ReportRig.minute(480))
        if query.fault == nil { rows += try answer.rows(query) }
        let shown = what == .stops || what == .pareto ? StopText.rows(rows, .zh) : rows
        for name in Set(shown.flatMap { $0.members.map(\.name) }) where name != "text_zh" {
            #expect(Self.isChinese(RowWords.heading(name, of: what, .zh)), "\(name)")
        }
        #expect(Self.isChinese(RowWords.none(what, .zh)))
    }

    @Test("flags of readings and all of the alarm rates have a Chinese name, too")
    func others() {
        let names =
            ReadingFlags.all.map(\.word) + ["scrap", "rework", "fields", "taken", "resolved_by", "topic", "head"]
        for name in names { #expect(Self.isChinese(RowWords.heading(name, of: .tags, .zh)), "\(name)") }
    }

    @Test("a text that is there in both languages stands once, in the one that is asked for")
    func texts() {
        var row = Row()
        row.add("state", "unacknowledged")
        row.add("text", "hydraulic pressure low")
        row.add("text_zh", "液压压力低")
        row.add("active", true)
        let (english, chinese) = (
            RowText.table([row], what: .alarms), RowText.table([row], what: .alarms, language: .zh)
        )
        #expect(english.contains("hydraulic pressure low") && !english.contains("text_zh") && english.contains("yes"))
        #expect(chinese.contains("液压压力低") && chinese.contains("活动未确认") && chinese.contains("是"))
        #expect(!chinese.contains("hydraulic") && !chinese.contains("unacknowledged"))
    }

    @Test("figures, stops and causes say of which time they are, also where none is asked for")
    func period() throws {
        let until = try #require(ISO8601.parse("2026-11-24T18:00:00Z"))
        var query = Query(.pareto)
        let whole = try #require(PeriodText.line(query, until: until, .en))
        #expect(whole == "of the time the store's beginning – 2026-11-24T18:00:00.000Z")
        #expect(PeriodText.line(query, until: nil, .zh) == "时段 记录开始 – 现在")
        query.from = ISO8601.parse("2026-11-24T06:00:00Z")
        query.to = ISO8601.parse("2026-11-24T14:00:00Z")
        #expect(
            PeriodText.line(query, until: until, .en)
                == "of the time 2026-11-24T06:00:00.000Z – 2026-11-24T14:00:00.000Z")
        #expect(PeriodText.line(Query(.machines), until: until, .en) == nil)
    }
}
