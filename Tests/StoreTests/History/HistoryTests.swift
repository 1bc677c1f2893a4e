import Basis
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

func message(_ number: Int) -> QuarantinedMessage {
    QuarantinedMessage(
        at: ms(Int64(number)), topic: "plant/\(number)", reason: "not JSON", detail: "byte 0",
        head: [0, 255, UInt8(truncatingIfNeeded: number)], length: 500 + number)
}

@Suite("History")
struct HistoryTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func statistics(_ readings: Int64) -> TagStatistics {
        var statistics = TagStatistics()
        statistics.readings = readings
        statistics.good = 5
        statistics.numbers = 4
        statistics.sum = -0.5
        statistics.minimum = -1
        statistics.maximum = 2.25
        for index in statistics.flagged.indices { statistics.flagged[index] = Int64(index) + 10 }
        return statistics
    }

    @Test("the newest statistics of a tag replace the older, each flag in a column of its own")
    func tags() throws {
        var batch = StoreBatch()
        batch.tags = [
            TagRow(machine: "m2", tag: "p", statistics: TagStatistics()),
            TagRow(machine: "m1", tag: "t", statistics: statistics(7)),
        ]
        try store.commit(batch)
        batch.tags = [TagRow(machine: "m1", tag: "t", statistics: statistics(9))]
        try store.commit(batch)
        #expect(
            try store.tags(machine: nil) == [
                TagRow(machine: "m1", tag: "t", statistics: statistics(9)),
                TagRow(machine: "m2", tag: "p", statistics: TagStatistics()),
            ])
        #expect(try store.tags(machine: "m2").count == 1)
        #expect(try store.load().tags == store.tags(machine: nil))
        let late = try store.readHistory { try Int64.fetchOne($0, sql: "SELECT late FROM tags WHERE machine = 'm1'") }
        #expect(late == 15)
    }

    @Test("a die that is named by an empty text counts as any other")
    func emptyOwner() throws {
        let events = [("", 4), ("d", 5)].map { owner, shots in
            Event.counted(CountRow(machine: "m", owner: owner, count: count(Int64(shots)), last: ms(1000)))
        }
        try store.commit(batch(events.enumerated().map { entry(Int64($0.offset) + 1, $0.element) }))
        let rows = try store.counts(machine: "m", before: [ms(2000)], asOf: .now)
        #expect(rows.first?.map(\.count.shots) == [4, 5])
    }

    @Test("quarantine shows the newest first, keeps 10,000, and counts what had to go")
    func quarantine() throws {
        var batch = StoreBatch()
        batch.quarantined = (1...3).map(message)
        try store.commit(batch)
        #expect(try store.quarantined(limit: 2) == [message(3), message(2)])
        #expect(try store.quarantineTrimmed() == 0)
        batch.quarantined = (4...10_005).map(message)
        batch.quarantineDropped = 2
        try store.commit(batch)
        #expect(try store.quarantined(limit: 20_000).count == 10_000)
        #expect(try store.quarantined(limit: 20_000).last == message(6))
        #expect(try store.quarantineTrimmed() == 7)
    }

    @Test("rejected messages keep their counts by reason")
    func rejected() throws {
        var batch = StoreBatch()
        batch.rejected = ["not JSON": 4, "unknown machine": 1]
        try store.commit(batch)
        batch.rejected = ["not JSON": 5]
        try store.commit(batch)
        #expect(try store.load().rejected == ["not JSON": 5, "unknown machine": 1])
    }

    @Test("of numbers that went as far, those stand that the journal has heard what came of: that is told there first")
    func correctedKind() throws {
        func row(_ owner: String, _ tries: Int64, _ scrap: Int64) -> CountRow {
            CountRow(machine: "m", owner: owner, count: CycleCount(shots: 9, tries: tries, scrap: scrap), last: ms(1))
        }
        let corrected = [row("a", 0, 1), row("b", 0, 2), row("c", 0, 1)]
        var batch = batch(corrected.enumerated().map { entry(Int64($0 + 1), .counted($1)) })
        batch.runningCounts = [row("a", 0, 2), row("b", 0, 1), row("c", 1, 0)]
        try store.commit(batch)
        #expect(try store.load().counts == corrected)
    }

    @Test("of the running and the counted numbers those that went further stand")
    func runningCounts() throws {
        var batch = batch([
            entry(1, .counted(CountRow(machine: "m", owner: "a", count: count(10), last: ms(1)))),
            entry(2, .counted(CountRow(machine: "m", owner: "b", count: count(20), last: ms(2)))),
        ])
        batch.runningCounts = [
            CountRow(machine: "m", owner: "a", count: count(11), last: ms(5)),
            CountRow(machine: "m", owner: "b", count: count(19), last: ms(1)),
            CountRow(machine: "m", owner: "c", count: count(1), last: nil),
        ]
        try store.commit(batch)
        let expected = [
            CountRow(machine: "m", owner: "a", count: count(11), last: ms(5)),
            CountRow(machine: "m", owner: "b", count: count(20), last: ms(2)),
            CountRow(machine: "m", owner: "c", count: count(1), last: nil),
        ]
        #expect(try store.load().counts == expected)
        #expect(try store.counts(machine: "m", asOf: .now) == expected)
        #expect(try store.counts(machine: nil, asOf: .at(ms(1500))).map(\.count.shots) == [10])
    }

    @Test("a sum that is no number any more does not stop the history")
    func notANumber() throws {
        var broken = statistics(1)
        broken.sum = .nan
        var batch = StoreBatch()
        batch.tags = [TagRow(machine: "m", tag: "t", statistics: broken)]
        try store.commit(batch)
        #expect(try store.tags(machine: "m").first?.statistics.sum.isNaN == true)
    }
}
