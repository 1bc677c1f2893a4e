import Basis
import Foundation
import Testing

@Suite("Widths of characters")
struct CharacterKindTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/corpora/unicode/").standardizedFileURL

    static func text(_ name: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/zcat")
        process.arguments = [corpus.appending(path: name).path]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: corpus.appending(path: name).path)
    }

    @Test(
        "every assigned character has the width of Unicode's file, or is held back",
        .enabled(if: exists("EastAsianWidth.txt.gz"), "the Unicode corpus is not beside the package"))
    func agreesWithUnicode() throws {
        var drawn = 0
        var wrong: [String] = []
        var listed = Set<UInt32>()
        for line in try Self.text("EastAsianWidth.txt.gz").split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ";", maxSplits: 1)
            let ends = parts[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
            let rest = parts[1].split(separator: "#", maxSplits: 1)
            let width = rest[0].trimmingCharacters(in: .whitespaces)
            let category = rest[1].split(separator: " ")[0]
            for scalar in ends[0]...(ends.last ?? ends[0]) {
                listed.insert(scalar)
                let kind = CharacterKind(scalar)
                switch kind {
                case .unsafe: continue
                case .mark where category == "Mn" || category == "Me": continue
                case .wide where width == "W" || width == "F": break
                case .narrow where width != "W" && width != "F" && category != "Mn" && category != "Me": break
                default: wrong.append("\(String(scalar, radix: 16)) \(width) \(category) is \(kind)")
                }
                if category.hasPrefix("C") || category == "Zl" || category == "Zp" {
                    wrong.append("\(scalar) is drawn")
                }
                drawn += 1
            }
        }
        for scalar in UInt32(0)..<0x110000 where !listed.contains(scalar) && CharacterKind(scalar) != .unsafe {
            wrong.append("unassigned \(String(scalar, radix: 16)) is drawn")
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(drawn > 140_000)
    }

    @Test(
        "a sample of Unicode's grapheme tests never breaks a cluster's base from its marks",
        .enabled(if: exists("GraphemeBreakTest.txt.gz"), "the Unicode corpus is not beside the package"))
    func graphemeSamples() throws {
        var lines = 0
        for line in try Self.text("GraphemeBreakTest.txt.gz").split(separator: "\n") where !line.hasPrefix("#") {
            let sample = line.split(separator: "#")[0]
            let scalars = sample.split(whereSeparator: { "÷× \t".contains($0) }).compactMap { UInt32($0, radix: 16) }
            var text = ""
            for scalar in scalars { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "?") }
            let clean = SanitizedText(text).text
            #expect(clean.columns == clean.reduce(0) { $0 + String($1).columns })
            #expect(!SanitizedText(clean).isAltered)
            lines += 1
        }
        #expect(lines > 500)
    }

    @Test(
        "columns of everyday text",
        arguments: [
            ("", 0), ("abc", 3), ("射压不足", 8), ("12 °C ±0.5", 10), ("e\u{301}", 1), ("ファ", 4), ("●▲◆", 3),
            ("👩‍🏭", 5), ("🇩🇪", 2), ("⚠\u{FE0F}", 2), ("\u{1100}\u{1161}", 2), ("한", 2), ("a\tb", 3),
        ])
    func columns(_ text: String, _ columns: Int) {
        #expect(text.columns == columns)
    }

    @Test("a text is cut to columns without half a character")
    func truncation() {
        #expect("射压不足".truncated(toColumns: 8) == "射压不足")
        #expect("射压不足".truncated(toColumns: 7) == "射压不…")
        #expect("射压不足".truncated(toColumns: 6) == "射压…")
        #expect("abc".truncated(toColumns: 1) == "…")
        #expect("abc".truncated(toColumns: 0) == "")
    }

    @Test("a text is wrapped at spaces, beside wide characters, and within long words")
    func wrapping() {
        #expect("wait for the die".wrapped(toColumns: 8) == ["wait for", "the die"])
        #expect("accumulator".wrapped(toColumns: 4) == ["accu", "mula", "tor"])
        #expect("等待模具到位".wrapped(toColumns: 5) == ["等待", "模具", "到位"])
        #expect("a\nb".wrapped(toColumns: 9) == ["a", "b"])
        #expect("in  two".wrapped(toColumns: 3) == ["in", "two"])
        #expect("连接 mqtt://a:1 时".wrapped(toColumns: 12) == ["连接", "mqtt://a:1", "时"])
        #expect("".wrapped(toColumns: 9) == [""])
    }

    @Test("closing punctuation begins no line, and opening ends none")
    func punctuation() {
        #expect("消息已丢失。".wrapped(toColumns: 10) == ["消息已丢", "失。"])
        #expect("消息服务器:断开".wrapped(toColumns: 10) == ["消息服务", "器:断开"])
        #expect("设备（甲）".wrapped(toColumns: 6) == ["设备", "（甲）"])
        #expect("。。。".wrapped(toColumns: 4) == ["。。", "。"])
    }
}
