import Basis

/// The findings of one look, for people or for scripts.
struct DoctorReport: Hashable, Sendable {
    var findings: [Finding]

    /// Whether something does not work.
    var hasFaults: Bool { findings.contains { $0.level == .fault } }

    /// Lines of at most `width` columns: areas, under each its findings, and last how many of which level.
    func text(_ language: Language, width: Int) -> String {
        var lines: [String] = []
        for area in Finding.Area.allCases {
            let own = findings.filter { $0.area == area }
            if own.isEmpty { continue }
            lines.append(area.title[language])
            for finding in own { lines += Self.lines(finding, language, width) }
        }
        return (lines + [summary[language]]).joined(separator: "\n")
    }

    private static func lines(_ finding: Finding, _ language: Language, _ width: Int) -> [String] {
        let words = Finding.Level.allCases.map { $0.word[language] }
        let column = (words.map(\.columns).max() ?? 0) + 3
        let word = finding.level.word[language]
        let head = " \(word)" + String(repeating: " ", count: column - 1 - word.columns)
        let blank = String(repeating: " ", count: column)
        let room = max(20, width - column)
        let text = finding.text[language].wrapped(toColumns: room)
        let advice = finding.advice.map { "→ " + $0[language] }?.wrapped(toColumns: room) ?? []
        return (text + advice).enumerated().map { ($0 == 0 ? head : blank) + $1 }
    }

    private var summary: LocalizedText {
        let faults = findings.count { $0.level == .fault }
        let warnings = findings.count { $0.level == .warning }
        if faults + warnings == 0 {
            return LocalizedText("All \(findings.count) are good.", zh: "全部 \(findings.count) 项正常。")
        }
        return LocalizedText(
            "\(faults) of \(findings.count) do not work, \(warnings) could be better.",
            zh: "共 \(findings.count) 项:\(faults) 项故障,\(warnings) 项需注意。")
    }

    /// A JSON array: `area, name, level, text, advice`; the texts in the language asked for.
    func json(_ language: Language) -> [UInt8] {
        var json = JSONWriter()
        json.array { json in
            for finding in findings {
                json.object { json in
                    json.member("area", finding.area.rawValue)
                    json.member("name", finding.name)
                    json.member("level", finding.level.rawValue)
                    json.member("text", finding.text[language])
                    json.member("advice", finding.advice?[language])
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

extension Finding.Level {
    var word: LocalizedText {
        switch self {
        case .good: LocalizedText("good", zh: "正常")
        case .warning: LocalizedText("note", zh: "注意")
        case .fault: LocalizedText("FAULT", zh: "故障")
        }
    }
}

extension Finding.Area {
    var title: LocalizedText {
        switch self {
        case .terminal: LocalizedText("Terminal", zh: "终端")
        case .broker: LocalizedText("Broker", zh: "消息服务器")
        case .hub: LocalizedText("Hub", zh: "中枢")
        case .store: LocalizedText("Store", zh: "数据存储")
        case .system: LocalizedText("This machine", zh: "本机")
        }
    }
}
