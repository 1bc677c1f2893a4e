import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A store of an older version")
struct OlderStoreTests {
    @Test("that a store of an older version is brought up to date is told before; of one that is new nothing is")
    func older() throws {
        let folder = try TemporaryFolder()
        do {
            let store = try SQLiteStore(writing: folder.path)
            try store.journal.write { db in
                try db.execute(
                    sql: """
                        DROP TABLE alarm_events; DROP INDEX count_steps_seq;
                        DELETE FROM grdb_migrations WHERE identifier = 'journal 9';
                        """)
            }
        }
        var told: [[String]] = []
        for _ in 0..<2 {
            var sentences: [String] = []
            _ = try StoreOpening(folder: folder.path, now: ms(0)) { sentences.append($0) }
            told.append(sentences)
        }
        #expect(told[0].count == 1 && told[0][0].contains("journal.sqlite is of an older version") && told[1].isEmpty)
    }
}
