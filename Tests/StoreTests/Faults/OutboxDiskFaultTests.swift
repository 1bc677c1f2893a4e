import Foundation
import Records
import TestSupport
import Testing

@testable import Store

/// F26 and F27 under a terminal's outbox: what a person was told is queued, or kept as a draft, is there.
@Suite(.enabled(if: DriverRun.hasCompiler, "no clang to make a failing disk with"))
struct OutboxDiskFaultTests {
    private static let isLong = DiskFaultTests.isLong
    /// Commands that are typed; of seven one stays a draft.
    private static let typed = 12

    /// What was told is in the outbox of `base`, each once, and nothing of it is damaged.
    private func expectKept(_ base: String, told said: [String], _ what: String) throws {
        func keys(_ word: String) -> Set<String> {
            Set(said.filter { $0.hasPrefix(word) }.map { String($0.dropFirst(word.count)) })
        }
        let (queued, drafts) = (keys("queued "), keys("draft "))
        // Before anything was told the file itself may not be there.
        if queued.isEmpty, drafts.isEmpty { return }
        let store = try OutboxStore(in: try TerminalFolder(in: base), now: ms(0))
        let contents = try store.contents(limit: .max)
        let found = contents.entries.map(\.key)
        #expect(store.trouble == nil, "\(what)")
        #expect(Set(found).count == found.count, "\(what)")
        #expect(queued.isSubset(of: found), "\(what): \(queued.subtracting(found))")
        #expect(drafts.isSubset(of: found + contents.drafts.map(\.key)), "\(what)")
    }

    @Test("F26: whichever write or sync of an outbox fails once, all that is typed is queued, and nothing told is gone")
    func failsOnce() throws {
        let preload = try Preload.disk(.none)
        for number in DiskFaultTests.calls {
            let folder = try TemporaryFolder()
            try preload.setDisk(.once(number))
            let run = try DriverRun(.outbox, folder.file("s"), count: Self.typed, preload)
            try expectKept(folder.file("s"), told: run.said, "call \(number) once")
            #expect(run.said.count { $0.hasPrefix("queued ") } == Self.typed - 2, "\(number): \(run.said)")
        }
    }

    @Test("F26: whichever write or sync fails and goes on failing, the outbox says so, and nothing told is gone")
    func failsAlways() throws {
        let preload = try Preload.disk(.none)
        for number in Self.isLong ? Array(1...60) : [1, 4, 9, 14, 21, 30] {
            let folder = try TemporaryFolder()
            try preload.setDisk(.always(number))
            let run = try DriverRun(.outbox, folder.file("s"), count: Self.typed, preload)
            try expectKept(folder.file("s"), told: run.said, "call \(number) on")
            let isWhole = run.said.count { $0.hasPrefix("queued ") } == Self.typed - 2
            #expect(isWhole || run.said.contains("failing"), "\(number): \(run.said)")
        }
    }

    /// What was told is there after a loss of power right then, and at some other moments.
    private func expectSurvives(_ log: DiskLog, cuts: Int, seed: UInt64, _ what: String) throws {
        var random = SplitMix(state: seed)
        for end in log.cuts(cuts, with: &random) {
            let base = try TemporaryFolder()
            try log.leaveOutbox(in: base.path, before: end, with: &random)
            try expectKept(base.path, told: log.said(before: end), "\(what), cut after \(end) calls")
        }
    }

    @Test("F27: after a loss of power at any moment all that was told as queued is there; a torn commit is no damage")
    func powerCuts() throws {
        let folder = try TemporaryFolder()
        let preload = try Preload.disk(.none, log: folder.file("log"))
        _ = try DriverRun(.outbox, folder.file("s"), count: 120, preload)
        let log = try DiskLog(folder.file("log"))
        #expect(log.said(before: log.count).count { $0.hasPrefix("queued ") } == 103)
        try expectSurvives(log, cuts: Self.isLong ? 200 : 60, seed: 27, "F27")
    }

    @Test("F26: after a failed sync, which loses what it was for, nothing is told as queued before it was written anew")
    func failedSync() throws {
        for number in Self.isLong ? Array(1...40) : [1, 2, 3, 4, 5, 6, 8, 11, 14] {
            let folder = try TemporaryFolder()
            let preload = try Preload.disk(.sync(number), log: folder.file("log"))
            _ = try DriverRun(.outbox, folder.file("s"), count: Self.typed, preload)
            let log = try DiskLog(folder.file("log"))
            try expectSurvives(log, cuts: Self.isLong ? 40 : 12, seed: UInt64(number), "sync \(number) fails")
        }
    }
}
