package import Basis
import Foundation
import GRDB

/// A store that a hub opens whatever happened to it: what is damaged is set aside under a dated name, what can be restored
/// is, and what was lost is told for as long as nobody has dealt with it. See docs/decisions/0021-checks-at-start.md.
package struct StoreOpening: Sendable {
    package let store: SQLiteStore
    /// What the hub begins from.
    package let stored: StoredState
    /// What people have to look at, oldest first; also what earlier starts found.
    package private(set) var problems: [StoreProblem]
    /// What this start found, in one sentence; nil where all is well.
    package private(set) var news: String?
    /// The time was too short to look at everything: `StoreCheck` has to go on beside the hub.
    package private(set) var isUnchecked: Bool

    /// How long a hub waits for its checks; what takes longer goes on beside it.
    package static let patience = Duration.milliseconds(600)

    /// - Parameters:
    ///   - backups: a backup, or a folder of them; nil: `backups` in the store's folder.
    ///   - now: for the names of what is set aside.
    ///   - telling: is told, in a sentence, what takes long before it begins.
    /// - Throws: `held`, `newer` or `unavailable`; nothing was changed then.
    package init(
        folder: String, backups: String? = nil, now: Instant, patience: Duration = StoreOpening.patience,
        telling: (String) -> Void = { _ in }
    ) throws(StoreError) {
        try SQLiteStore.makeFolder(folder)
        let lock = try FolderLock(folder: folder, hold: .alone)
        var rescue = StoreRescue(folder: folder, backups: backups ?? folder + "/backups", now: now)
        let end = ContinuousClock.now + patience
        try rescue.look(at: .journal, within: patience)
        try rescue.look(at: .history, within: max(.milliseconds(1), end - .now))
        store = try SQLiteStore(folder, lock, isLossTold: true, telling: telling)
        rescue.mendGuards(of: store)
        stored = try rescue.load(store)
        try rescue.compare(store, until: end)
        let file = ProblemFile(folder: folder)
        if !rescue.problems.isEmpty { file.add(rescue.problems) }
        problems = file.read()
        isUnchecked = rescue.isUnchecked
        news = rescue.problems.isEmpty ? nil : rescue.problems.map(\.text).joined(separator: " ")
    }
}

/// The steps of `StoreOpening`, under the store's lock.
private struct StoreRescue {
    let folder: String
    let backups: String
    let now: Instant
    var problems: [StoreProblem] = []
    var isUnchecked = false

    /// Looks at a file, and sets it aside where it is damaged.
    mutating func look(at file: DatabaseFile, within limit: Duration) throws(StoreError) {
        lookAtLog(of: file)
        try file.rollBack(in: folder)
        let marks = ProblemFile(folder: folder)
        let found = marks.read().last { $0.kind == .found && $0.file == file.name }
        let outcome =
            if let found { FileCheck.Outcome.damaged(found.text) } else {
                try FileCheck(file: file, folder: folder).run(within: limit)
            }
        switch outcome {
        case .sound: break
        case .unfinished: isUnchecked = true
        case .absent where !isLost(file): break
        case .absent: try replace(file, because: "\(file.path(in: folder)) is missing or empty.")
        case .damaged(let why): try replace(file, because: why)
        }
        marks.settle(file.name)
    }

    /// Who took a trigger away, or changed one, may have changed what it kept, and whoever writes next could.
    mutating func mendGuards(of store: SQLiteStore) {
        var text: String
        do throws(StoreError) {
            let names = try store.mendGuards()
            if names.isEmpty { return }
            text =
                "What keeps the entries in \(folder) as they are, and finds them, was missing or another: "
                + "\(names.joined(separator: ", ")). It was put back; "
        } catch {
            text =
                "What keeps the entries in \(folder) as they are could not be put back: \(error.description) "
                + "Stop the hub, and run floortui audit --rebuild; "
        }
        text += "floortui audit --verify with --anchors shows whether anything was changed."
        problems.append(StoreProblem(at: now, kind: .guards, file: DatabaseFile.journal.name, text: text))
    }

    /// A table that says what cannot be, which the check of its pages does not see, is made anew from the journal.
    mutating func load(_ store: SQLiteStore) throws(StoreError) -> StoredState {
        do throws(StoreError) { return try store.load() } catch {
            guard error.code == .damaged else { throw error }
            try store.rebuildTables()
            let text = "\(error.description) That was done: the journal has all of it, and nothing is lost."
            problems.append(StoreProblem(at: now, kind: .mended, file: DatabaseFile.journal.name, text: text))
            return try store.load()
        }
    }

    /// What is behind a damaged place of the log SQLite is about to forget: it is kept, and told.
    private mutating func lookAtLog(of file: DatabaseFile) {
        let path = file.path(in: folder) + "-wal"
        guard WriteAheadLog(path: path)?.hasLostCommits == true else { return }
        let name = "\(file.name).damaged-\(SetAside.stamp(now))-log"
        var text = "\(path) is damaged: the last things that were written to \(file.name) are lost. "
        do {
            try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(name)")
            text += "It was kept as \(name)."
        } catch {
            text += "It could not be kept: \(error.localizedDescription)"
        }
        problems.append(StoreProblem(at: now, kind: .lost, file: file.name, text: text))
    }

    /// Whether a file that is not there was there. The journal is made first, then the history, then the store's id.
    private func isLost(_ file: DatabaseFile) -> Bool {
        let isJournal = file.name == DatabaseFile.journal.name
        let signs = [folder + "/hub.id"] + (isJournal ? [DatabaseFile.history.path(in: folder)] : [])
        return signs.contains { FileManager.default.fileExists(atPath: $0) }
    }

    private mutating func replace(_ file: DatabaseFile, because why: String) throws(StoreError) {
        let aside = try SetAside.move(file, in: folder, at: now)
        var text = why + (aside.map { " It was set aside as \($0)." } ?? "")
        if file.name == DatabaseFile.journal.name {
            // Terminals keep the newer of two documents by the hub's count of starts, which begins anew.
            _ = unsafe unlink(folder + "/hub.id")
            if let backup = StoreBackup.newest(in: backups) {
                try backup.copy(file, to: folder)
                text += " The backup of \(ISO8601.format(backup.at)) was restored: what came after it is lost."
            } else {
                text += " There is no backup in \(backups): the journal was begun anew, and knows nothing of before."
            }
        } else {
            text += " It was begun anew: statistics, cycles and the quarantine count from now."
        }
        problems.append(StoreProblem(at: now, kind: .aside, file: file.name, text: text))
    }

    /// What an open store says of itself: whether its journal is as long as its history knows it, and its chain holds.
    mutating func compare(_ store: SQLiteStore, until end: ContinuousClock.Instant) throws(StoreError) {
        let journal = try store.readJournal { db in
            (seq: try EventTable.head(in: db).seq, last: try MetaTable.value(.lastSeq, in: db) ?? 0)
        }
        let known = max(journal.last, try store.readHistory { try MetaTable.value(.journalSeq, in: $0) } ?? 0)
        if known > journal.seq {
            let text =
                "The journal in \(folder) ends at entry \(journal.seq), and at least \(known) had been written: "
                + "entries \(journal.seq + 1) to \(known) are lost, perhaps later ones, too."
            problems.append(StoreProblem(at: now, kind: .lost, file: DatabaseFile.journal.name, text: text))
            try store.history.write { try MetaTable.set(.journalSeq, to: journal.seq, in: $0) }
        }
        var check = ChainCheck()
        while !check.isDone, ContinuousClock.now < end { try store.readJournal { try check.step(in: $0) } }
        guard check.isDone else { return isUnchecked = true }
        if let fault = check.report.fault, known <= journal.seq || fault.kind != .gap {
            problems.append(.chain(fault, in: folder, at: now))
        }
    }
}

extension StoreProblem {
    static func chain(_ fault: ChainFault, in folder: String, at now: Instant) -> StoreProblem {
        StoreProblem(
            at: now, kind: .chain, file: DatabaseFile.journal.name,
            text: "The journal in \(folder) does not hold at entry \(fault.seq): \(fault.description) "
                + "Compare with a backup; floortui audit --verify shows how far it is proven.")
    }
}
