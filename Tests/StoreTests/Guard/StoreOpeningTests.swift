import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import TestSupport
import Testing

@testable import Store

/// F28: a store whose files are damaged. A hub starts all the same, and never as if nothing had happened.
@Suite("A damaged store")
struct StoreOpeningTests {
    /// A store of some hundred entries, and what it has.
    struct Sample {
        let journal: [UInt8]
        let history: [UInt8]
        let events: [String]

        init() throws {
            let folder = try TemporaryFolder()
            do {
                let store = try SQLiteStore(writing: folder.path)
                for part in stride(from: 0, to: 300, by: 50) {
                    var batch = batch(Array(randomEvents(300, seed: 28)[part..<part + 50]))
                    batch.cycles = (1...50).map { StoreOpeningTests.cycle(Int64(part + $0)) }
                    batch.quarantined = [message(part)]
                    try store.commit(batch)
                }
                _ = try store.identity()
                events = try dump("events", of: store)
            }
            journal = try folder.bytes("journal.sqlite")
            history = try folder.bytes("history.sqlite")
        }

        func copy(to folder: TemporaryFolder) throws {
            try folder.write(journal, to: "journal.sqlite")
            try folder.write(history, to: "history.sqlite")
            try folder.write(Array("0123\n".utf8), to: "hub.id")
        }
    }

    static func cycle(_ number: Int64) -> CycleRow {
        var row = CycleRow(number: number, machine: "m", at: ms(number * 1000))
        row.tags = ["a", "b"]
        row.values = [Double(number), nil]
        return row
    }

    static let sample = Result { try Sample() }

    /// A store as after a kill: the log was never copied into the journal.
    struct Killed {
        let files: [(name: String, bytes: [UInt8])]
        let events: [String]

        init() throws {
            let folder = try TemporaryFolder()
            let store = try SQLiteStore(writing: folder.path)
            for entry in randomEvents(40, seed: 3) {
                var batch = batch([entry])
                batch.rejected = ["x": entry.seq]
                try store.commit(batch)
            }
            events = try dump("events", of: store)
            files = try ["journal.sqlite", "journal.sqlite-wal", "history.sqlite", "history.sqlite-wal"].map {
                ($0, try folder.bytes($0))
            }
        }
    }

    static let killed = Result { try Killed() }
    static let now = ms(1_795_887_360_000)

    /// Opens the folder, and looks whether it holds what was written, or says that it does not.
    func expectHonest(
        _ folder: TemporaryFolder, _ sample: Sample, damaged: [(name: String, bytes: [UInt8])], _ what: String
    ) throws -> StoreOpening {
        let opening = try StoreOpening(folder: folder.path, now: Self.now, patience: .seconds(60))
        let store = opening.store
        let isWhole = try dump("events", of: store) == sample.events && store.verifyChain().isWhole
        #expect(isWhole || !opening.problems.isEmpty, "\(what): silently another")
        #expect(opening.news == nil || !opening.problems.isEmpty)
        for (name, bytes) in damaged {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let aside = names.filter { $0.hasPrefix("\(name).damaged-2026-11-28T173600Z") && !$0.hasSuffix("-log") }
            guard opening.problems.contains(where: { $0.kind == .aside && $0.file == name }) else {
                #expect(aside.isEmpty)
                continue
            }
            let kept = try #require(aside.first)
            #expect(try folder.bytes(kept) == bytes, "\(what): what was set aside was changed")
        }
        // Whatever it is, it can be worked on.
        let seq = try store.load().seq
        try store.commit(batch([entry(seq + 1, state("m", 1_000_000, .init(.idle)))]))
        return opening
    }

    @Test(
        "F28: bytes flipped anywhere, or a file cut anywhere, at 120 seeds: nothing is lost without a word",
        arguments: 0..<12)
    func flipped(group: Int) throws {
        let sample = try Self.sample.get()
        for seed in 0..<10 {
            var random = SplitMix(state: UInt64(group * 10 + seed))
            let folder = try TemporaryFolder()
            try sample.copy(to: folder)
            let name = random.below(3) == 0 ? "history.sqlite" : "journal.sqlite"
            var bytes = name == "journal.sqlite" ? sample.journal : sample.history
            if random.below(4) == 0 {
                bytes.removeLast(1 + random.below(bytes.count))
            } else {
                for _ in 0...random.below(4) { bytes[random.below(bytes.count)] ^= UInt8(1 + random.below(255)) }
            }
            try folder.write(bytes, to: name)
            _ = try expectHonest(folder, sample, damaged: [(name, bytes)], "seed \(group * 10 + seed), \(name)")
        }
    }

    @Test(
        "F28: any byte of a header that is another: the hub starts, and tells",
        arguments: ["journal.sqlite", "history.sqlite"])
    func header(name: String) throws {
        let sample = try Self.sample.get()
        for place in 0..<100 {
            let folder = try TemporaryFolder()
            try sample.copy(to: folder)
            var bytes = name == "journal.sqlite" ? sample.journal : sample.history
            bytes[place] ^= 0x55
            try folder.write(bytes, to: name)
            _ = try expectHonest(folder, sample, damaged: [(name, bytes)], "byte \(place) of \(name)")
        }
    }

    @Test(
        "F28: a page of noise, a file of another program, no database and an empty file are set aside, and told",
        arguments: ["journal.sqlite", "history.sqlite"], ["page", "foreign", "letter", "empty"])
    func replaced(name: String, kind: String) throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        var bytes = name == "journal.sqlite" ? sample.journal : sample.history
        switch kind {
        case "page": bytes.replaceSubrange(4096..<8192, with: (0..<4096).map { UInt8(truncatingIfNeeded: $0 * 7) })
        case "letter": bytes = Array("This is a letter. ".utf8)
        case "empty": bytes = []
        default:
            let other = try TemporaryFolder()
            try DatabaseQueue(path: other.file("x")).write { try $0.execute(sql: "CREATE TABLE recipes(name TEXT)") }
            bytes = try other.bytes("x")
        }
        try folder.write(bytes, to: name)
        let opening = try expectHonest(folder, sample, damaged: [(name, bytes)], kind)
        let problem = try #require(opening.problems.first)
        #expect(problem.kind == .aside && problem.file == name)
        #expect(problem.text.contains("set aside as \(name).damaged-2026-11-28T173600Z"))
        #expect(!problem.text.contains("\n"), "one line, whatever SQLite says: \(problem.text)")
        #expect(try opening.store.load().seq == (name == "journal.sqlite" ? 1 : 301))
    }

    @Test("F28: what was found stands over starts until somebody removes store.problems; the hub is another after it")
    func standing() throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        try folder.write([1, 2, 3], to: "journal.sqlite")
        var first: [StoreProblem] = []
        do {
            let opening = try StoreOpening(folder: folder.path, now: Self.now)
            first = opening.problems
            #expect(opening.news?.contains("no backup") == true)
            #expect(try opening.store.identity() != "0123")
        }
        do {
            let again = try StoreOpening(folder: folder.path, now: Self.now)
            #expect(again.problems == first && again.news == nil)
            #expect(SQLiteStore.problems(in: folder.path) == first)
        }
        try FileManager.default.removeItem(atPath: folder.file("store.problems"))
        #expect(try StoreOpening(folder: folder.path, now: Self.now).problems.isEmpty)
    }

    @Test("what the journal has grown by the history knows of with the next word that the hub is alive, counts or not")
    func journalSeq() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        func known() throws -> Int64? { try store.readHistory { try MetaTable.value(.journalSeq, in: $0) } }
        let entries = randomEvents(3, seed: 9)
        try store.commit(batch(Array(entries.prefix(2))))
        var alive = StoreBatch()
        alive.aliveAt = ms(5000)
        try store.commit(alive)
        #expect(try known() == 2)
        try store.commit(batch(Array(entries.suffix(1))))
        var counted = StoreBatch()
        counted.cycles = [Self.cycle(1)]
        try store.commit(counted)
        #expect(try known() == 3)
    }

    @Test("F28: a lost journal is told, and so are entries that the history knows of and the journal does not")
    func lost() throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        try FileManager.default.removeItem(atPath: folder.file("journal.sqlite"))
        let opening = try StoreOpening(folder: folder.path, now: Self.now)
        #expect(opening.problems.first?.text.contains("missing or empty") == true)
        #expect(opening.problems.contains { $0.kind == .lost && $0.text.contains("entries 1 to 300 are lost") })
    }

    @Test("F28: a damaged journal comes back from the newest backup that is whole")
    func restored() throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        let backups = folder.file("backups")
        try FileManager.default.createDirectory(atPath: backups, withIntermediateDirectories: true)
        for day in [1, 2, 3] {
            let at = ms(Self.now.milliseconds + Int64(day))
            let made = try StoreBackup.make(
                of: folder.path, to: "\(backups)/\(day)", version: "1", now: at
            ) { _ in }
            #expect(made.seq == 299 + Int64(day))
            let store = try SQLiteStore(writing: folder.path)
            let seq = try store.load().seq
            try store.commit(batch([entry(seq + 1, state("m", 900_000 + seq, .init(.idle)))]))
        }
        // The newest backup is damaged, too.
        let path = URL(filePath: "\(backups)/3/journal.sqlite")
        var bytes = try [UInt8](Data(contentsOf: path))
        bytes.replaceSubrange(8192..<8292, with: [UInt8](repeating: 0xAA, count: 100))
        try Data(bytes).write(to: path)
        try folder.write([9], to: "journal.sqlite")
        let opening = try StoreOpening(folder: folder.path, now: Self.now, patience: .seconds(60))
        #expect(try opening.store.load().seq == 301)
        #expect(try opening.store.verifyChain().isWhole)
        #expect(opening.news?.contains("The backup of 2026-11-28T17:36:00.002Z was restored") == true)
    }

    @Test("F28: a newer file is refused, not set aside", arguments: ["journal.sqlite", "history.sqlite"])
    func newer(name: String) throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        do {
            let queue = try DatabaseQueue(path: folder.file(name))
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('history 99')") }
        }
        let before = try folder.bytes(name)
        #expect(storeError { _ = try StoreOpening(folder: folder.path, now: Self.now) }?.code == .newer)
        #expect(try folder.bytes(name) == before)
    }

    @Test("a file that cannot be looked at beside the hub is told, and looked at again at the next start")
    func uncheckable() throws {
        let folder = try TemporaryFolder()
        try Self.sample.get().copy(to: folder)
        let kept = try folder.bytes("history.sqlite")
        try FileManager.default.removeItem(atPath: folder.file("history.sqlite"))
        try FileManager.default.createDirectory(
            atPath: folder.file("history.sqlite"), withIntermediateDirectories: false)
        let found = StoreCheck.run(folder: folder.path, now: Self.now)
        #expect(found.map(\.file) == ["history.sqlite"])
        ProblemFile(folder: folder.path).add(found)
        try FileManager.default.removeItem(atPath: folder.file("history.sqlite"))
        try folder.write(kept, to: "history.sqlite")
        #expect(try StoreOpening(folder: folder.path, now: Self.now, patience: .seconds(60)).problems.isEmpty)
    }

    @Test(
        "where the time is too short for all pages, the check goes on beside the hub, and is acted on at the next start"
    )
    func unchecked() throws {
        let sample = try Self.sample.get()
        let folder = try TemporaryFolder()
        try sample.copy(to: folder)
        #expect(try StoreOpening(folder: folder.path, now: Self.now, patience: .zero).isUnchecked)
        #expect(StoreCheck.run(folder: folder.path, now: Self.now).isEmpty)
        // A page that a start in a hurry does not look at.
        var bytes = try folder.bytes("journal.sqlite")
        let last = bytes.count - 4096
        bytes.replaceSubrange(last..<last + 200, with: [UInt8](repeating: 0xAA, count: 200))
        try folder.write(bytes, to: "journal.sqlite")
        let found = StoreCheck.run(folder: folder.path, now: Self.now)
        #expect(found.first?.kind == .found)
        ProblemFile(folder: folder.path).add(found)
        let opening = try StoreOpening(folder: folder.path, now: Self.now)
        #expect(opening.problems.map(\.kind).contains(.aside) && !opening.problems.map(\.kind).contains(.found))
    }
}
