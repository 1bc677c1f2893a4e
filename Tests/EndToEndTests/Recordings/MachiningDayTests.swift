import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@Suite(
    .enabled(
        if: Recordings.exist("plants/cnc-2016-10-31.jsonl.gz", "golden/cnc-2016-10-31.states.json"),
        "no recordings beside the package"))
struct MachiningDayTests {
    struct Golden: Decodable {
        struct Machine: Decodable {
            var machine, first, last: String
            var seconds_in_state: [String: Double]
            var alarms: [Line]
        }

        struct Line: Decodable {
            var item, code, level, text, first, last: String
            var lines: Int64
        }

        var machines: [Machine]
    }

    @Test("seconds in each state and all alarms of three machines on one day are those that others found")
    func day() throws {
        let golden = try Recordings.golden("golden/cnc-2016-10-31.states.json", as: Golden.self)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        try Recordings.replay("cnc-2016-10-31", plant: "cnc-shop", into: store)
        let alarms = try store.alarms(asOf: .now)
        for machine in golden.machines {
            #expect(try seconds(store, machine) == machine.seconds_in_state.mapValues { Int64(($0 * 1000).rounded()) })
            let found = alarms.filter { $0.id.machine == machine.machine }
            #expect(found.count == machine.alarms.count)
            for line in machine.alarms {
                let alarm = try #require(found.first { $0.id.item == line.item && $0.id.code == line.code })
                #expect(alarm.level.rawValue.uppercased() == line.level && alarm.lines == line.lines)
                #expect(
                    try alarm.first == Recordings.instant(line.first) && alarm.last == Recordings.instant(line.last))
                #expect(words(alarm.text) == words(line.text))
            }
        }
        try Recordings.expectSound(store)
    }

    /// Milliseconds by native state between the machine's first and last line.
    private func seconds(_ store: SQLiteStore, _ machine: Golden.Machine) throws -> [String: Int64] {
        var query = Query(.time)
        query.machine = machine.machine
        query.from = try Recordings.instant(machine.first)
        query.to = try Recordings.instant(machine.last)
        return try QueryAnswer(store: store).rows(query).reduce(into: [:]) { sums, row in
            let members = Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
            guard case .text(let native) = members["native"], case .number(let seconds) = members["seconds"] else {
                return
            }
            sums[native, default: 0] += Int64((seconds * 1000).rounded())
        }
    }

    private func words(_ text: String) -> [Substring] { text.split(separator: " ") }
}
