import ArgumentParser
import Basis
import Foundation
import Records
import TestSupport
import Testing

@testable import FloorTUI

@Suite("Every figure of a report's page")
struct ReportFigureTests {
    /// The answers that the page names at its end, each as `floortui show … --json` gives it.
    private func answers(_ elements: XMLElements, _ folder: String) throws -> [String: [[String: Any]]] {
        var answers: [String: [[String: Any]]] = [:]
        for element in elements.all where element.name == "code" {
            let words = element.text.split(separator: " ").map(String.init)
            try #require(words.prefix(2) == ["floortui", "show"])
            let show = try #require(try FloorTUI.parseAsRoot(Array(words.dropFirst()) + ["--store", folder]) as? Show)
            #expect(show.json)
            let json = RowText.json(try show.source.rows(show.query))
            answers[try #require(element.attributes["id"])] =
                try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [[String: Any]])
        }
        return answers
    }

    private func json(_ text: String?) throws -> NSObject {
        let value = try JSONSerialization.jsonObject(with: Data((text ?? "").utf8), options: .fragmentsAllowed)
        return try #require(value as? NSObject)
    }

    @Test(
        "stands in an answer of show at the same moment, and is shown as it is there",
        arguments: [ReportScope.Kind.shift, .day], Language.allCases)
    func found(_ kind: ReportScope.Kind, _ language: Language) throws {
        let rig = try ReportRig()
        let at = ReportRig.minute(497)
        let report = try rig.report(kind, at: at)
        let elements = XMLElements(ReportHTML(report, language).text)
        try #require(elements.fault == nil)
        let answers = try answers(elements, rig.folder.path)
        var count = 0
        for element in elements.all {
            guard let query = element.attributes["data-query"] else {
                expectNoFigure(element)
                continue
            }
            let member = try #require(element.attributes["data-member"])
            let key = try #require(try json(element.attributes["data-row"]) as? [String: NSObject])
            let rows = try #require(answers[query]).filter { row in
                key.allSatisfy { ($0.value as NSObject).isEqual(row[$0.key]) }
            }
            #expect(rows.count == 1, "\(query) \(key) is one row")
            let value = try #require(rows.first?[member] as? NSObject, "\(query) has no \(member)")
            #expect(value.isEqual(try json(element.attributes["data-value"])), "\(query) \(key) \(member)")
            let isShape = ["rect", "line", "path"].contains(element.name)
            if !isShape {
                let form = try #require(ReportFigure.Form(rawValue: element.attributes["data-form"] ?? ""))
                #expect(
                    FigureReading.agrees(element.text, value, form, report.scope.zone), "\(element.text) is \(value)")
            }
            count += 1
        }
        #expect(count > 100)
        // What people noted of alarms is among them: when, by its entry of the journal.
        #expect(elements.all.count { $0.attributes["data-query"] == "alarm_actions" } == 2)
    }

    /// A digit that stands in no figure is a name, a date, a number of a list, or the scale of a chart.
    private func expectNoFigure(_ element: XMLElements.Element) {
        let names: Set = ["time", "h1", "title", "code", "style"]
        let classes: Set = ["axis", "ref", "id", "words", "part"]
        let isAllowed =
            names.contains(element.name)
            || !classes.isDisjoint(with: (element.attributes["class"] ?? "").split(separator: " ").map(String.init))
        #expect(isAllowed || !element.text.contains(where: \.isNumber), "\(element.name): \(element.text)")
    }

    @Test("a figure that is in no answer would be found out")
    func negative() throws {
        #expect(!FigureReading.agrees("69.4 %", NSNumber(value: 0.6835), .percent, .utc))
        #expect(!FigureReading.agrees("0:42:00", NSNumber(value: 2519), .span, .utc))
        #expect(!FigureReading.agrees("318", NSNumber(value: 319), .count, .utc))
        #expect(!FigureReading.agrees("—", NSNumber(value: 0), .percent, .utc))
        #expect(!FigureReading.agrees("06:00:01", NSString(string: "2026-11-27T06:00:00.000Z"), .clock, .utc))
        #expect(FigureReading.agrees("69.4 %", NSNumber(value: 0.6935), .percent, .utc))
        #expect(FigureReading.agrees("—", NSNull(), .count, .utc))
    }
}

/// Reads a figure back from what is printed, without the code that printed it.
enum FigureReading {
    static func agrees(_ text: String, _ value: NSObject, _ form: ReportFigure.Form, _ zone: Zone) -> Bool {
        if value is NSNull { return text == "—" }
        switch form {
        case .clock, .moment:
            guard let written = value as? NSString, let instant = ISO8601.parse("\(written)") else { return false }
            let local = String(ISO8601.format(instant + .seconds(zone.offset(at: instant))).prefix(19))
            return text == (form == .clock ? String(local.suffix(8)) : local.replacing("T", with: " "))
        case .percent, .count, .rate, .minutes, .span:
            guard let exact = (value as? NSNumber)?.doubleValue, let shown = number(of: text, form) else {
                return false
            }
            let factor: Double = form == .percent ? 100 : form == .minutes ? 1.0 / 60 : 1
            return form == .span ? shown == exact.rounded(.down) : abs(shown - factor * exact) <= 0.0500001
        }
    }

    private static func number(of text: String, _ form: ReportFigure.Form) -> Double? {
        let plain = text.replacing(" %", with: "").replacing(",", with: "").replacing("−", with: "-")
        guard form == .span else { return Double(plain) }
        let parts = plain.split(separator: ":").compactMap { Double($0) }
        return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : nil
    }
}
