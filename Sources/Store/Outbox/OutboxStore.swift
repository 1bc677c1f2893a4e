package import Basis
import Foundation
import GRDB
package import Records

/// The outbox of one terminal: `outbox.sqlite` in its folder. A change is durable when the call for it returns.
///
/// Safe from any thread; it blocks on the disk, so no screen calls it.
package final class OutboxStore: Sendable {
    /// What was found wrong at the start, and is not lost but aside; nil: nothing was.
    package let trouble: Trouble?
    let pool: DatabasePool
    private let path: String
    /// Of whose folder it is.
    private let terminal: String

    package enum Trouble: Hashable, Sendable {
        /// The file was damaged; it lies under this name now, and a new one was begun.
        case setAside(String)
        /// This file was there before and is gone, or empty; a new one was begun.
        case missing(String)
    }

    /// So long saved commands are kept for people to look at.
    package static let keptFor = Duration.seconds(7 * 86_400)
    /// And so many.
    package static let mostKept = 1000

    /// Opens the folder's outbox, and makes one where there is none. A damaged one is set aside under a dated name.
    ///
    /// - Throws: `newer` or `unavailable`; nothing was changed then.
    package init(in folder: TerminalFolder, now: Instant) throws(StoreError) {
        let file = DatabaseFile.outbox
        path = file.path(in: folder.path)
        terminal = folder.id
        var trouble: Trouble?
        try file.rollBack(in: folder.path)
        // Before it is opened for writing, which alone changes it: what is set aside is as it was found.
        switch try FileCheck(file: file, folder: folder.path).run(within: .seconds(3600)) {
        case .absent: if folder.hasServed { trouble = .missing(path) }
        case .sound, .unfinished: break
        case .damaged:
            if let name = try SetAside.move(file, in: folder.path, at: now) {
                trouble = .setAside("\(folder.path)/\(name)")
            }
        }
        pool = try Self.open(file, in: folder.path)
        self.trouble = trouble
        try folder.noteServed()
    }

    deinit { DatabaseFile.close(pool) }

    private static func open(_ file: DatabaseFile, in folder: String) throws(StoreError) -> DatabasePool {
        let pool = try file.openForWriting(in: folder)
        let path = file.path(in: folder)
        return try telling(path) {
            try pool.writeWithoutTransaction { db in
                // The log stays small, so that a full disk has room for one more form in the reserve.
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 64")
                try db.execute(sql: "PRAGMA journal_size_limit = 65536")
            }
            return pool
        }
    }

    // MARK: Writing

    /// Makes all changes durable, in one transaction.
    ///
    /// - Returns: the commands that were queued, with their numbers.
    /// - Throws: `unavailable` or `damaged`; nothing was changed then.
    @discardableResult
    package func apply(_ changes: [OutboxChange]) throws(StoreError) -> [CommandSender.Waiting] {
        try telling(path) {
            try pool.write { db in
                var queued: [CommandSender.Waiting] = []
                for change in changes {
                    if let command = try OutboxTable.apply(change, in: db) { queued.append(command) }
                }
                return queued
            }
        }
    }

    // MARK: Reading

    /// The commands that the hub has not answered, in order.
    package func waiting() throws(StoreError) -> [CommandSender.Waiting] {
        try telling(path) { try pool.read { try OutboxTable.waiting(in: $0) } }
    }

    /// The commands with these numbers, in their order; those that are gone are left out.
    package func entries(_ seqs: [Int64]) throws(StoreError) -> [OutboxEntry] {
        try telling(path) { try pool.read { try OutboxTable.entries(seqs, in: $0) } }
    }

    /// What people look at who are on that site, nil: on no one yet; not more than `limit` of each state.
    package func contents(limit: Int, of site: String? = nil) throws(StoreError) -> OutboxContents {
        try telling(path) { try pool.read { try OutboxTable.contents(limit: limit, of: site, in: $0) } }
    }

    /// Takes over what another outbox has for a site, and what is of none that is known; the rest stays there for a terminal
    /// of its site. What waits follows on what waits here. Keys stay, so that nothing is applied twice, also when this is cut
    /// short and done again. Each keeps its site and the terminal on which it was entered.
    ///
    /// - Parameters:
    ///   - known: keys that were taken over before and could not be deleted there. They are not taken again: their person may
    ///     have seen to them meanwhile.
    ///   - taken: called with what waits here from now on as soon as it is durable, also where what follows fails: it is not
    ///     told again.
    package func takeOver(
        _ other: OutboxStore, for site: String, known: inout Set<String>, taken: ([CommandSender.Waiting]) -> Void
    ) throws(StoreError) {
        var failure: StoreError?
        var after: Int64 = 0
        while true {
            let page = try telling(other.path) {
                try other.pool.read { try OutboxTable.page(after: after, limit: 100, for: site, in: $0) }
            }
            guard let last = page.last else { break }
            let queued = try apply(
                page.filter { !known.contains($0.key) }.map { entry in
                    var taken = entry
                    taken.terminal = origin(entry.terminal, from: other)
                    return .queue(taken)
                })
            if !queued.isEmpty { taken(queued) }
            failure = other.delete(page.map(\.key), &known) { .forget(key: $0) } ?? failure
            after = last.seq
        }
        let drafts = try telling(other.path) { try other.pool.read { try OutboxTable.drafts(for: site, in: $0) } }
        try apply(
            drafts.filter { !known.contains($0.key) }.map { draft in
                var taken = draft
                taken.terminal = origin(draft.terminal, from: other)
                return .adopt(taken)
            })
        failure = other.delete(drafts.map(\.key), &known) { .dropDraft(key: $0) } ?? failure
        if let failure { throw failure }
    }

    /// What cannot be deleted is known from then on.
    private func delete(
        _ keys: [String], _ known: inout Set<String>, by change: (String) -> OutboxChange
    ) -> StoreError? {
        do throws(StoreError) { try apply(keys.map(change)) } catch {
            known.formUnion(keys)
            return error
        }
        known.subtract(keys)
        return nil
    }

    /// On which terminal it was entered what lay in `other`, which has it of `terminal`; nil: on this one.
    private func origin(_ terminal: String?, from other: OutboxStore) -> String? {
        let origin = terminal ?? other.terminal
        return origin == self.terminal ? nil : origin
    }
}
