import Basis
import Records
import Shopfloor
import Testing

@testable import Store

/// S29: the room for records ends; nothing is decided any more that could not be recorded.
struct StoreSpaceTests {
    private let giga: Int64 = 1 << 30

    @Test("S29: at 80 % of the limit it warns, at 100 % it is full")
    func limit() {
        func level(_ used: Int64) -> String { StoreSpace(used: used, free: 1000 * giga, limit: 1000).level.rawValue }
        #expect([0, 799, 800, 999, 1000, 5000].map(level) == ["ok", "ok", "warn", "warn", "full", "full"])
        #expect(StoreSpace(used: 0, free: giga, limit: 0).level == .full)
    }

    @Test("S29: without a limit, or below it, the disk decides: it warns below 200 MB, and is full below 16 MB")
    func disk() {
        for limit in [nil, 1000 * giga] {
            func level(_ free: Int64) -> String { StoreSpace(used: giga, free: free, limit: limit).level.rawValue }
            #expect(
                [giga, 200 << 20, (200 << 20) - 1, 16 << 20, (16 << 20) - 1, 0].map(level) == [
                    "ok", "ok", "warn", "warn", "full", "full",
                ])
        }
    }

    @Test("a store knows what its files take, logs among them, and what its disk has left")
    func measured() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        let before = try #require(store.space(limit: nil))
        try store.commit(batch(randomEvents(2000, seed: 1)))
        let after = try #require(store.space(limit: 7))
        let log = Int64(try folder.bytes("journal.sqlite-wal").count)
        #expect(after.used > before.used && after.used >= log)
        #expect(after.free > 0 && after.limit == 7)
    }
}
