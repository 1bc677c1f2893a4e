import Basis
import Dispatch
import GRDB
import Records
import Shopfloor
import Synchronization
import Testing

@testable import Store

@Suite("The store's writer")
struct StoreWriterTests {
    let folder: TemporaryFolder
    let store: SQLiteStore
    let reports = Reports()

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func writer() -> StoreWriter {
        StoreWriter(store: store, now: { ms(77) }, report: { [reports] in reports.append($0) })
    }

    @Test("everything submitted is durable after a flush, and the newest durable seq is told")
    func flushes() throws {
        let writer = writer()
        for entry in randomEvents(500, seed: 1) { writer.submit(batch([entry])) }
        #expect(writer.flush())
        #expect(try store.load().seq == 500)
        #expect(reports.durable.last == 500)
        #expect(reports.durable == reports.durable.sorted())
        #expect(writer.status == .recording)
    }

    @Test("what came while a commit ran goes into the next, merged")
    func groups() throws {
        let pool = try #require(store.journal.writer)
        let writer = writer()
        let entries = randomEvents(101, seed: 2)
        let isHeld = DispatchSemaphore(value: 0)
        let mayGo = DispatchSemaphore(value: 0)
        pool.asyncWriteWithoutTransaction { _ in
            isHeld.signal()
            mayGo.wait()
        }
        isHeld.wait()
        for entry in entries { writer.submit(batch([entry])) }
        mayGo.signal()
        #expect(writer.flush())
        #expect(reports.durable.count <= 2)
        #expect(reports.durable.last == 101)
    }

    @Test("later statistics, counts and numbers replace earlier ones; entries and messages follow on each other")
    func merges() {
        var pending = PendingBatch()
        var first = batch([entry(1, state("m", 1, Condition(.idle)))])
        first.aliveAt = ms(5)
        first.runningCounts = [CountRow(machine: "m", owner: "d", count: count(1), last: nil)]
        first.quarantined = [message(1)]
        first.rejected = ["a": 1, "b": 1]
        var second = batch([entry(2, state("m", 2, Condition(.producing)))])
        second.runningCounts = [CountRow(machine: "m", owner: "d", count: count(2), last: nil)]
        second.quarantined = [message(2)]
        second.rejected = ["a": 2]
        pending.append(first)
        pending.append(second)
        let merged = pending.batch
        #expect(merged.entries == first.entries + second.entries)
        #expect(merged.aliveAt == ms(5))
        #expect(merged.runningCounts == second.runningCounts)
        #expect(merged.quarantined == [message(1), message(2)])
        #expect(merged.rejected == ["a": 2, "b": 1])
    }

    @Test("quarantined messages beyond what the store keeps are dropped oldest first, and counted")
    func bounded() {
        var pending = PendingBatch()
        for number in 0..<10_003 {
            var batch = StoreBatch()
            batch.quarantined = [message(number)]
            pending.append(batch)
        }
        #expect(pending.batch.quarantined.count == 10_000)
        #expect(pending.batch.quarantined.first == message(3))
        #expect(pending.batch.quarantineDropped == 3)
    }

    @Test("on a full disk it says since when nothing is recorded, keeps all, and goes on by itself")
    func fullDisk() throws {
        let pool = try #require(store.journal.writer)
        let used = try pool.writeWithoutTransaction { db in
            let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            return try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used)") ?? 0
        }
        let writer = writer()
        let entries = randomEvents(2000, seed: 3)
        for entry in entries { writer.submit(batch([entry])) }
        #expect(!writer.flush())
        guard case .notRecording(let since, let sentence) = writer.status else {
            Issue.record("the writer says that it records")
            return
        }
        #expect(since == ms(77))
        #expect(sentence.contains("the disk is full"))
        try pool.writeWithoutTransaction { db in
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used + 100_000)")
        }
        #expect(reports.wait(for: .status(.recording)))
        #expect(writer.flush())
        #expect(try store.load().seq == 2000)
        #expect(try store.verifyChain().isWhole)
    }

    @Test("a history that fails holds no journal entry back")
    func historyFails() throws {
        let pool = try #require(store.history.writer)
        try pool.writeWithoutTransaction { db in
            let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used)")
        }
        let writer = writer()
        var both = batch(randomEvents(4, seed: 4))
        both.quarantined = (0..<300).map(message)
        writer.submit(both)
        #expect(!writer.flush())
        #expect(reports.durable.last == 4)
        #expect(writer.status != .recording)
        writer.submit(batch([entry(5, state("m", 1, Condition(.idle)))]))
        #expect(!writer.flush())
        #expect(reports.durable.last == 5)
        try pool.writeWithoutTransaction { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = 100000") }
        #expect(writer.flush())
        #expect(writer.status == .recording)
        #expect(try store.quarantined(limit: 1000).count == 300)
    }

    @Test("the next try comes after a quarter of a second, then ever later, up to ten seconds")
    func backOff() {
        #expect((1...8).map(StoreWriter.delay) == [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
        #expect(StoreWriter.delay(afterFailures: .max) == 10_000)
    }
}

/// What a writer reported, for tests to look at and to wait for.
final class Reports: Sendable {
    private let reports = Mutex<[WriterReport]>([])
    private let arrived = DispatchSemaphore(value: 0)

    func append(_ report: WriterReport) {
        reports.withLock { $0.append(report) }
        arrived.signal()
    }

    /// The seqs told as durable, in order.
    var durable: [Int64] {
        reports.withLock { reports in
            reports.compactMap { report in if case .durable(let seq) = report { seq } else { nil } }
        }
    }

    /// Waits until this was reported; false after 20 s.
    func wait(for report: WriterReport) -> Bool {
        while !reports.withLock({ $0.contains(report) }) {
            if arrived.wait(timeout: .now() + 20) == .timedOut { return false }
        }
        return true
    }
}
