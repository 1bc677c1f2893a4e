import Basis
import TestSupport
import Testing

@testable import FloorTUI

@Suite("S5: a report's table in a spreadsheet")
struct CSVTableTests {
    private func line(_ cells: [CSVTable.Cell]) -> String {
        var table = CSVTable()
        table.add(cells)
        return String(decoding: table.bytes.dropFirst(3), as: UTF8.self)
    }

    @Test(
        "S5: a text that would be a formula gets an apostrophe, also by its wide twin",
        arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
    func formulas(_ text: String) {
        #expect(CSVTable.harmless(text) == "'" + text)
        let first = line([.text(text)]).drop { $0 == "\"" }.first
        #expect(first == "'", "\(text)")
    }

    @Test("S5: a number is a number, also a negative one; with a point, whatever the locale says")
    func numbers() {
        #expect(
            line([.integer(-86), .number(0.6935), .number(-0.5), .number(450), .none]) == "-86,0.6935,-0.5,450,\r\n")
        #expect(line([.number(942.1129999999976), .number(1e12)]) == "942.113,1000000000000\r\n")
    }

    @Test("S5: commas, quotes and line ends stay within their cell")
    func quoting() {
        #expect(
            line([.text("a,b"), .text("say \"no\""), .text("one\r\ntwo")])
                == "\"a,b\",\"say \"\"no\"\"\",\"one\r\ntwo\"\r\n")
        #expect(line([.text(" x"), .text("plain text"), .text("")]) == "\" x\",plain text,\r\n")
    }

    @Test("S5: whatever texts stand in it, it reads back as the same cells, and none of them is a formula")
    func roundTrip() {
        var random = SplitMix(state: 5)
        let texts = (0..<3000).map { _ in (0..<3).map { _ in HostileText.next(&random) } }
        var table = CSVTable()
        for row in texts { table.add(row.map(CSVTable.Cell.text)) }
        let rows = CSVReading.rows(table.bytes)
        #expect(rows.count == texts.count)
        for (row, texts) in zip(rows, texts) {
            #expect(row == texts.map(CSVTable.harmless))
            let firsts = String.UnicodeScalarView(row.compactMap(\.unicodeScalars.first))
            #expect(!firsts.contains { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) }, "\(row)")
        }
    }

    @Test("it begins with the mark of UTF-8, so that Chinese stays Chinese in every spreadsheet")
    func mark() {
        var table = CSVTable()
        table.add([.text("停机")])
        #expect(table.bytes == [0xEF, 0xBB, 0xBF] + Array("停机\r\n".utf8))
    }

    @Test("S5: whatever people, machines and plant files say, a report's table keeps its columns")
    func hostile() throws {
        let hostile = "=cmd|'/c calc'!A1\",\r\n@x;\u{202E}"
        var report = ReportSample.report(ReportSample.scope(machines: [hostile, "DC-02", "DC-03"], line: hostile))
        for index in report.answers.indices where report.answers[index].part == .stops {
            report.answers[index].rows.append(
                ReportSample.stop(hostile, 1, 2, hostile, "breakdown", unexplained: false, note: hostile))
        }
        for language in Language.allCases {
            let rows = CSVReading.rows(ReportCSV(report, language).bytes)
            #expect(rows.first == ReportCSV.columns)
            #expect(rows.allSatisfy { $0.count == ReportCSV.columns.count })
            for cell in rows.joined() where Double(cell) == nil {
                #expect(!"=+-@\t\r\n".contains(cell.first ?? " "), "\(cell)")
            }
            #expect(rows.contains { $0.contains("'" + hostile) })
        }
    }
}

/// Reads what RFC 4180 allows, to look at what was written.
enum CSVReading {
    static func rows(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var (row, cell, isQuoted) = ([String](), [UInt8](), false)
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == UInt8(ascii: "\"") {
                if isQuoted, next == byte {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if !isQuoted, byte == UInt8(ascii: ",") {
                row.append(text(cell))
                cell = []
            } else if !isQuoted, byte == 13, next == 10 {
                rows.append(row + [text(cell)])
                (row, cell) = ([], [])
                index += 1
            } else {
                cell.append(byte)
            }
            index += 1
        }
        return rows
    }
}
