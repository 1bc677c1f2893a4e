package import Basis
import Foundation
import GRDB

/// A copy of a store in a folder of its own: `journal.sqlite`, `history.sqlite` and `backup.json`, which says what it holds.
package struct StoreBackup: Hashable, Sendable {
    package let folder: String
    /// When it was begun.
    package var at: Instant
    /// The journal's last entry, and its hash.
    package var seq: Int64
    package var hash: String
    /// Of the program that made it.
    package var version: String

    static let manifest = "backup.json"

    /// Reads what a backup says of itself; what is in it is not looked at.
    ///
    /// - Throws: `missing` where there is no backup.
    package init(reading folder: String) throws(StoreError) {
        let path = folder + "/" + Self.manifest
        let tape = JSONTape()
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)), let node = try? tape.read(Array(bytes)),
            let at = node["at"]?.string.flatMap({ ISO8601.parse($0) }), let seq = node["seq"]?.asInt64,
            let hash = node["hash"]?.string
        else { throw StoreError(.missing, "\(folder) is no backup: there is no \(Self.manifest) that can be read.") }
        self.init(folder: folder, at: at, seq: seq, hash: hash, version: node["version"]?.string ?? "")
    }

    init(folder: String, at: Instant, seq: Int64, hash: String, version: String) {
        self.folder = folder
        self.at = at
        self.seq = seq
        self.hash = hash
        self.version = version
    }

    /// Looks at every page of both files and walks the chain, which has to end where the backup says.
    ///
    /// - Throws: `damaged`, `newer` or `missing`, with what is wrong.
    package func verify() throws(StoreError) {
        for file in [DatabaseFile.journal, .history] {
            guard try FileCheck(file: file, folder: folder).run(within: .seconds(24 * 3600)) == .sound else {
                throw StoreError(.damaged, "\(file.path(in: folder)) is damaged; take another backup.")
            }
        }
        let report = try SQLiteStore(reading: folder, besideHub: true).verifyChain()
        if let fault = report.fault {
            throw StoreError(
                .chainBroken, "the journal in \(folder) does not hold at entry \(fault.seq): \(fault.description)")
        }
        guard report.verifiedSeq == seq, report.headHash == hash || seq == 0 else {
            throw StoreError(
                .chainBroken,
                "the journal in \(folder) ends at entry \(report.verifiedSeq), and the backup was made at \(seq).")
        }
    }

    /// The newest of the backups in a folder that can be trusted, or the folder itself where it is one; nil: none.
    package static func newest(in folder: String) -> StoreBackup? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = ([folder] + names.map { folder + "/" + $0 }).compactMap { try? StoreBackup(reading: $0) }
        return found.sorted { $0.at > $1.at }.first { (try? $0.verify()) != nil }
    }

    /// Puts one file of the backup into a store's folder, whole or not at all, safe against loss of power.
    func copy(_ file: DatabaseFile, to store: String) throws(StoreError) {
        let target = file.path(in: store)
        let part = target + ".part"
        let source = try file.openForReading(in: folder)
        try telling(target) { try source.read { try DatabaseCopy.write($0, to: part) { _, _ in } } }
        guard unsafe rename(part, target) == 0 else {
            throw StoreError(.unavailable, "\(target) cannot be made: \(String(cError: errno)).")
        }
        try DatabaseCopy.syncFolder(store)
    }
}
