import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct StopAnswerTests {
    /// Machine A stood three times: for 400 s and explained, for 60 s, and since 1,000 s for long.
    private func rows(_ change: (inout Query) -> Void, what: Query.What = .stops) throws -> [[String: Row.Value]] {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        func add(_ event: Event, _ second: Int64) {
            batch.entries.append(
                JournalEntry(seq: Int64(batch.entries.count) + 1, at: HubRig.second(second), event: event))
        }
        add(.model(ModelAccepted(digest: "d", text: HubRig.plant)), 0)
        for machine in ["A", "B"] {
            add(.state(StateChanged(machine: machine, from: nil, condition: .noData(.never))), 0)
        }
        let states: [(Int64, MachineState)] = [
            (0, .producing), (100, .stopped), (500, .producing), (600, .waiting), (660, .producing), (1000, .stopped),
        ]
        for (second, state) in states {
            add(.state(StateChanged(machine: "A", from: HubRig.second(second), condition: Condition(state))), second)
        }
        var edit = StopEdit(
            machine: "A", from: HubRig.second(100), to: HubRig.second(500), by: "t-1", command: 9)
        edit.reason = StopEdit.Given(StopReasonTree.standard["hydraulic"])
        edit.note = "pump 2"
        add(.stop(edit), 1100)
        add(.started(HubStarted(epoch: 1, version: "1")), 2000)
        try store.commit(batch)
        var query = Query(what)
        change(&query)
        return try QueryAnswer(store: store).rows(query).map { row in
            Dictionary(row.members.map { ($0.name, $0.value) }) { first, _ in first }
        }
    }

    @Test("error 17: each stop has its reason in both languages, who said it, and whether somebody is asked")
    func stops() throws {
        let rows = try rows { _ in }
        #expect(rows.map { $0["seconds"] } == [.number(400), .number(60), .number(1000)])
        #expect(rows.map { $0["micro"] } == [.bool(false), .bool(true), .bool(false)])
        #expect(rows.map { $0["unexplained"] } == [.bool(false), .bool(false), .bool(true)])
        let first = rows[0]
        #expect(first["id"] == .text("A@\(HubRig.second(100).milliseconds)"))
        #expect(first["reason"] == .text("hydraulic") && first["kind"] == .text("breakdown"))
        #expect(first["name_zh"] == .text("液压、气动故障") && first["note"] == .text("pump 2"))
        #expect(first["reason_by"] == .text("t-1") && first["noted_by"] == .text("t-1"))
        #expect(first["by"] == .text("t-1") && first["version"] == .integer(10))
        #expect(rows[2]["to"] == Row.Value.none && rows[2]["version"] == Row.Value.none)
    }

    @Test("a stop that began before the window, or ends after it, stands in it whole")
    func window() throws {
        let rows = try rows {
            $0.from = HubRig.second(300)
            $0.to = HubRig.second(620)
        }
        #expect(rows.map { $0["seconds"] } == [.number(400), .number(60)])
        #expect(rows[0]["reason"] == .text("hydraulic"))
    }

    @Test("only those that somebody is asked to explain, of one machine or line")
    func filters() throws {
        #expect(try rows { $0.isUnexplained = true }.map { $0["seconds"] } == [.number(1000)])
        #expect(try rows { $0.machine = "B" }.isEmpty)
        #expect(try rows { $0.line = "L" }.count == 3)
    }

    @Test("what was said later was not known then")
    func asOf() throws {
        let known = try rows { $0.at = HubRig.second(1050) }
        #expect(known.map { $0["reason"] } == [Row.Value.none, Row.Value.none, Row.Value.none])
        let later = try rows {
            $0.at = HubRig.second(1050)
            $0.includesLater = true
        }
        #expect(later[0]["reason"] == .text("hydraulic") && later[2]["seconds"] == .number(50))
    }

    @Test("a Pareto has minutes and numbers by reason, what is unexplained or too short apart; or by machine")
    func pareto() throws {
        let bars = try rows({ _ in }, what: .pareto)
        #expect(bars.map { $0["cause"] } == [.text("unexplained"), .text("reason"), .text("micro")])
        #expect(bars.map { $0["seconds"] } == [.number(1000), .number(400), .number(60)])
        #expect(bars.map { $0["stops"] } == [.integer(1), .integer(1), .integer(1)])
        let machines = try rows({ $0.group = .machine }, what: .pareto)
        #expect(machines.map { $0["machine"] } == [.text("A")] && machines[0]["stops"] == .integer(3))
        #expect(throws: StoreError.self) { try rows({ $0.group = .day }, what: .pareto) }
    }
}
