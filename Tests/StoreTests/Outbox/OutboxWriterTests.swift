import Basis
import Foundation
import GRDB
import Glibc
import Records
import Synchronization
import TestSupport
import Testing

@testable import Store

/// What a writer said, from its own thread.
private final class OutboxReports: Sendable {
    private let reports = Mutex<[OutboxReport]>([])

    func append(_ report: OutboxReport) { reports.withLock { $0.append(report) } }

    var all: [OutboxReport] { reports.withLock { $0 } }
    var statuses: [OutboxStatus] { all.compactMap { if case .status(let status) = $0 { status } else { nil } } }
    var contents: OutboxContents? {
        all.compactMap { if case .contents(let contents, _) = $0 { contents } else { nil } }.last
    }
    var numbers: [Int] { all.compactMap { if case .contents(_, let number) = $0 { number } else { nil } } }
    var leftBehind: [String]? {
        all.compactMap { if case .leftBehind(let faults) = $0 { faults } else { nil } }.last
    }
    var queued: [String] {
        all.flatMap { report -> [String] in
            if case .queued(_, let waiting, _) = report { waiting.map(\.key) } else { [] }
        }
    }
}

@Suite("The outbox's thread")
struct OutboxWriterTests {
    let base: TemporaryFolder
    private let reports = OutboxReports()
    init() throws { base = try TemporaryFolder() }

    private func writer(in path: String? = nil, site: String? = "hall") throws -> OutboxWriter {
        let path = path ?? base.path
        let folder = try TerminalFolder(in: path)
        let writer = OutboxWriter(folder, base: path, now: { ms(1000) }, report: { [reports] in reports.append($0) })
        writer.start()
        if let site { writer.serve(site) }
        return writer
    }

    @Test("a command is told as queued only once it is on the disk, and what is in the outbox is told after")
    func tells() throws {
        let writer = try writer()
        for number in 1...50 { writer.submit(.queue(command(number))) }
        #expect(writer.flush(within: .seconds(10)))
        #expect(reports.queued == (1...50).map { "key-\($0)" })
        #expect(eventually { reports.contents?.counts == [.queued: 50] })
        #expect(reports.statuses == [.ready])
        writer.submit(.settle(key: "key-1", .saved, reply: [1], at: ms(5)))
        #expect(eventually { reports.contents?.counts == [.queued: 49, .saved: 1] })
    }

    @Test("what waits is told for the site alone that the terminal is on, once known; and what is said to be of it")
    func tellsOfSite() throws {
        do {
            let store = try OutboxStore(in: try TerminalFolder(in: base.path), now: ms(0))
            try store.apply([.queue(command(1)), .queue(command(2, site: "yard")), .queue(command(3, site: nil))])
        }
        let writer = try writer(site: nil)
        #expect(eventually { reports.contents?.counts == [.queued: 3] })
        #expect(reports.queued.isEmpty)
        writer.serve("yard")
        #expect(eventually { reports.contents?.counts == [.queued: 1] })
        #expect(reports.queued == ["key-2"])
        writer.submit(.claim(key: "key-3", site: "yard"))
        #expect(eventually { reports.queued == ["key-2", "key-3"] })
        #expect(writer.flush(within: .seconds(10)))
    }

    @Test("what failed while the site became known is told as good again once it is")
    func servesLater() throws {
        let path = try TerminalFolder(in: base.path).path
        let writer = try writer(site: nil)
        #expect(eventually { reports.statuses == [.ready] })
        let other = try DatabaseQueue(path: path + "/outbox.sqlite")
        try other.write { try $0.execute(sql: "ALTER TABLE outbox RENAME TO hidden") }
        writer.serve("hall")
        #expect(eventually { if case .failing = reports.statuses.last { true } else { false } })
        try other.write { try $0.execute(sql: "ALTER TABLE hidden RENAME TO outbox") }
        #expect(eventually { reports.statuses.last == .ready })
        #expect(writer.flush(within: .seconds(10)))
    }

    @Test("what is told of the outbox has all changes up to the number that is told with it")
    func numbered() throws {
        let writer = try writer()
        var last = 0
        for number in 1...20 { last = writer.submit(.queue(command(number))) }
        #expect(last == 20)
        #expect(eventually { reports.numbers.last == last })
        for report in reports.all {
            if case .contents(let contents, let through) = report {
                #expect(contents.counts[.queued] ?? 0 >= through)
            }
        }
    }

    @Test("of one draft only the newest is written, however fast it is typed")
    func drafts() throws {
        let writer = try writer()
        for number in 1...500 { writer.submit(.draft(draft("key-1", "text \(number)"))) }
        #expect(writer.flush(within: .seconds(10)))
        #expect(eventually { reports.contents?.drafts.first?.fields.last?.text == "text 500" })
    }

    @Test("what a terminal that is gone has left is taken over at the start, and told as old")
    func adopts() throws {
        do {
            let first = try TerminalFolder(in: base.path)
            let second = try TerminalFolder(in: base.path)
            _ = try OutboxStore(in: first, now: ms(0))
            try OutboxStore(in: second, now: ms(0)).apply([.queue(command(7)), .draft(draft("key-8"))])
        }
        let writer = try writer()
        #expect(eventually { reports.contents?.counts == [.queued: 1] && reports.contents?.drafts.count == 1 })
        #expect(
            reports.all.contains { if case .queued(_, let waiting, true) = $0 { waiting.count == 1 } else { false } })
        #expect(writer.flush(within: .seconds(10)))
    }

    @Test(
        "F24: on a full disk what is being typed is saved whole from the reserve, and no further form may be opened",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func fullDisk() throws {
        let disk = try SmallDisk(base.file("disk"), megabytes: 1)
        let writer = try writer(in: disk.path)
        #expect(eventually { reports.statuses == [.ready] })
        disk.fill()
        let text = String(repeating: "oil at the rod ", count: 500)
        var number = 0
        while reports.statuses.last == .ready, number < 300 {
            number += 1
            writer.submit(.draft(draft("key-1", "\(number) \(text)")))
            #expect(writer.flush(within: .seconds(10)))
        }
        #expect(reports.statuses.last == .full, "\(reports.statuses)")
        #expect(eventually { reports.contents?.drafts.first?.fields.last?.text == "\(number) \(text)" })
        // It can also still be sent.
        writer.submit(.queue(command(1, bytes: Array(text.utf8))))
        #expect(writer.flush(within: .seconds(10)))
        #expect(reports.queued == ["key-1"])
        disk.free()
        #expect(eventually { reports.statuses.last == .ready })
    }

    /// A terminal's folder that was left behind with one command, and what `change` did to its outbox.
    private func leave(_ change: (OutboxStore) throws -> Void = { _ in }) throws -> String {
        let first = try TerminalFolder(in: base.path)
        let second = try TerminalFolder(in: base.path)
        _ = try OutboxStore(in: first, now: ms(0))
        let store = try OutboxStore(in: second, now: ms(0))
        try store.apply([.queue(command(7))])
        try change(store)
        return second.path
    }

    @Test("what was taken over is told and sent, though it cannot be taken out of the folder where it lay")
    func adoptsHalf() throws {
        _ = try leave { store in
            try store.pool.write {
                try $0.execute(
                    sql: "CREATE TRIGGER stuck BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'stuck'); END")
            }
        }
        let writer = try writer()
        #expect(eventually { reports.contents?.counts == [.queued: 1] })
        #expect(eventually { reports.queued == ["key-7"] })
        #expect(writer.flush(within: .seconds(10)))
    }

    @Test("an outbox that was left behind and cannot be taken over is told, with what to do")
    func adoptsNot() throws {
        let path = try leave { store in
            try store.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('outbox 99')") }
        }
        let writer = try writer()
        #expect(eventually { reports.leftBehind?.count == 1 })
        #expect(reports.leftBehind?.first?.contains(path) == true)
        #expect(reports.leftBehind?.first?.contains("newer version") == true)
        #expect(writer.flush(within: .seconds(10)))
    }

    @Test("an outbox that cannot be opened at the start is tried again until it can")
    func opensLater() throws {
        let path: String
        do { path = try TerminalFolder(in: base.path).path + "/outbox.sqlite" }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let writer = try writer()
        writer.submit(.draft(draft("key-1")))
        #expect(eventually { if case .failing = reports.statuses.last { true } else { false } })
        try FileManager.default.removeItem(atPath: path)
        #expect(eventually { reports.statuses.last == .ready })
        #expect(eventually { reports.contents?.drafts.map(\.key) == ["key-1"] })
    }

    @Test(
        "F24: on a disk that is full at the start, what waits is sent and what is typed is saved from the reserve",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func fullAtStart() throws {
        let disk = try SmallDisk(base.file("disk"), megabytes: 1)
        do {
            let folder = try TerminalFolder(in: disk.path)
            let store = try OutboxStore(in: folder, now: ms(0))
            #expect(DiskReserve(in: folder.path).hold())
            let old = ms(1000) - OutboxStore.keptFor - .seconds(60)
            try store.apply([.queue(command(1)), .settle(key: "key-1", .saved, reply: [], at: old), .queue(command(2))])
        }
        disk.fill()
        let writer = try writer(in: disk.path)
        #expect(eventually { reports.queued == ["key-2"] }, "\(reports.statuses)")
        let text = String(repeating: "oil at the rod ", count: 500)
        for number in 1...5 { writer.submit(.draft(draft("key-\(number + 9)", text))) }
        #expect(writer.flush(within: .seconds(10)), "\(reports.statuses)")
        #expect(eventually { reports.contents?.drafts.count == 5 })
        disk.free()
        #expect(eventually { reports.statuses.last == .ready })
    }

    @Test(
        "F24: a first start on a full disk is tried again: once there is room, this terminal takes forms",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func fullBeforeFirst() throws {
        let disk = try SmallDisk(base.file("disk"), megabytes: 1)
        disk.fill()
        let writer = try writer(in: disk.path)
        #expect(eventually { if case .failing = reports.statuses.last { true } else { false } })
        disk.free()
        #expect(eventually { reports.statuses.last == .ready })
        #expect(writer.flush(within: .seconds(10)))
    }
}
