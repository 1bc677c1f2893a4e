import Basis
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("The list of alarms")
struct AlarmListTests {
    /// Alarms of three machines in all states, some with equal times.
    private static func store(in folder: TemporaryFolder, seed: UInt64) throws -> SQLiteStore {
        let store = try SQLiteStore(writing: folder.path)
        var random = SeededGenerator(seed: seed)
        var entries: [JournalEntry] = []
        func add(_ event: Event) { entries.append(entry(Int64(entries.count) + 1, event)) }
        for number in 0..<200 {
            let id = AlarmID(machine: "m\(number % 3)", item: "ctl", code: "\(number)")
            let raised = Int64.random(in: 1...2, using: &random)
            let since = ms(Int64.random(in: 1...40, using: &random))
            add(
                .alarm(
                    Alarm(
                        id: id, level: Bool.random(using: &random) ? .fault : .warning, text: "t", first: ms(1),
                        last: since, lines: raised, isActive: [true, false, nil].randomElement(using: &random) ?? nil,
                        raised: raised, since: since)))
            let deeds: [AlarmAction.Deed] = [
                .acknowledge(raised: 1), .acknowledge(raised: 2), .shelve(until: ms(90), raised: raised), .note,
            ]
            guard let deed = deeds.randomElement(using: &random), Bool.random(using: &random) else { continue }
            add(.alarmAction(AlarmAction(id, deed, command: 1, by: "t", note: "n\(number)")))
            if case .shelve = deed, Bool.random(using: &random) {
                add(.alarmAction(AlarmAction(id, .unshelve, command: 1, by: "t", note: nil)))
            }
        }
        try store.commit(batch(entries))
        return store
    }

    @Test(
        "as many as are asked for are the first of all, in the order of the list, each with what was done",
        arguments: 1...5)
    func first(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(in: folder, seed: seed)
        let care = try store.alarmCare(asOf: .now)
        let all = try store.alarms(asOf: .now).map { AlarmOnList($0, care[$0.id] ?? AlarmCare()) }.sorted()
        #expect(Set(all.map(\.state)) == Set(AlarmState.allCases))
        for limit in [1, 7, 100, nil] as [Int?] {
            let list = try store.alarmList(machines: nil, limit: limit)
            #expect(list.map { AlarmOnList($0.alarm, $0.care) } == Array(all.prefix(limit ?? .max)))
        }
        let some = try store.alarmList(machines: ["m0", "m2", "none"], limit: 20)
        #expect(some.map(\.alarm) == all.map(\.alarm).filter { $0.id.machine != "m1" }.prefix(20).map { $0 })
        #expect(try store.alarmList(machines: [], limit: nil).isEmpty)
    }

    @Test("its version is that of the newest entry about it: that it came, or what somebody did")
    func version() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        let id = AlarmID(machine: "m", item: "ctl", code: "7")
        func alarm(_ raised: Int64) -> Event {
            .alarm(
                Alarm(
                    id: id, level: .fault, text: "t", first: ms(1), last: ms(1), lines: raised, isActive: true,
                    raised: raised, since: ms(raised)))
        }
        let seen = AlarmAction(id, .acknowledge(raised: 1), command: 1, by: "t", note: nil)
        try store.commit(batch([entry(1, alarm(1)), entry(2, .alarmAction(seen))]))
        #expect(try store.alarmList(machines: nil, limit: nil).map(\.version) == [2])
        try store.commit(batch([entry(3, alarm(2))]))
        #expect(try store.alarmList(machines: nil, limit: nil).map(\.version) == [3])
    }
}
