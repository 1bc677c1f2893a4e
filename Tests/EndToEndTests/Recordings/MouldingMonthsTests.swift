import Basis
import Foundation
import Hub
import Records
import Store
import TestSupport
import Testing

/// Two months of shift records of an injection-moulding plant, with the figures that others made of them.
@Suite(
    .enabled(
        if: Recordings.exist(
            "plants/moulding-2018-11.jsonl.gz", "golden/moulding-2018-11.machine-shifts.csv",
            "golden/moulding-2018-11.shifts.csv"),
        "no recordings beside the package"))
struct MouldingMonthsTests {
    private typealias Cells = [String: String]

    /// The rows of a table without quotes.
    private func table(_ path: String) throws -> [Cells] {
        let text = try String(contentsOfFile: Recordings.shared(path), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
    }

    private struct Key: Hashable {
        var to: Row.Value?
        var machine: Row.Value?
    }

    @Test("parts, ideal run time, quality and effectiveness are those that others found; times add up in every row")
    func figures() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        try Recordings.replay("moulding-2018-11", plant: "moulding-plant", into: store)
        for (group, file) in [(FigureGroup.machineShift, "machine-shifts"), (.shift, "shifts")] {
            var query = Query(.kpi)
            query.group = group
            let rows = try QueryAnswer(store: store).rows(query).map { row in
                Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
            }
            let found = Dictionary(uniqueKeysWithValues: rows.map { (Key(to: $0["to"], machine: $0["machine"]), $0) })
            for row in rows { expectSum(row) }
            for wanted in try table("golden/moulding-2018-11.\(file).csv") {
                let at = try #require(wanted["at"].flatMap { Int64($0) })
                let machine = wanted["machine"].map(Row.Value.text) ?? Row.Value.none
                let row = try #require(found[Key(to: .time(Instant(milliseconds: at)), machine: machine)])
                expect(row, wanted)
            }
        }
        try Recordings.expectSound(store)
    }

    private func number(_ value: Row.Value?) -> Double? { if case .number(let number) = value { number } else { nil } }

    private func expectSum(_ row: [String: Row.Value]) {
        let parts = ["apt_s", "aust_s", "adet_s", "adot_s", "unknown_s"].compactMap { number(row[$0]) }
        #expect(parts.count == 5 && parts.reduce(0, +) == number(row["pbt_s"]))
        #expect(row["basis"] == .text("records"))
    }

    private func expect(_ row: [String: Row.Value], _ wanted: Cells) {
        for name in ["pq", "gq", "apt_s", "pri_pq_s", "pri_gq_s", "quality", "effectiveness"] {
            let (got, want) = (number(row[name]), wanted[name].flatMap { Double($0) })
            let isSame = if let got, let want { abs(got - want) <= 0.001 } else { got == nil && want == nil }
            #expect(isSame, "\(name) of \(wanted["machine"] ?? "") at \(wanted["at"] ?? "")")
        }
    }
}
