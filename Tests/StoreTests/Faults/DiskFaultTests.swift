import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import TestSupport
import Testing

@testable import Store

/// F26 and F27: calls that fail, and power that goes, while a program commits. What was said to be durable is there.
@Suite(.enabled(if: DriverRun.hasCompiler, "no clang to make a failing disk with"))
struct DiskFaultTests {
    /// More, with FLOORTUI_LONG_TESTS=1; `make power-losses` asks for it.
    static let isLong = ProcessInfo.processInfo.environment["FLOORTUI_LONG_TESTS"] == "1"
    static let calls = isLong ? Array(1...300) : Array(1...24) + [31, 38, 47, 59, 66, 71, 88, 97, 120, 150]
    private static let entries = 8

    private func expectKept(_ folder: TemporaryFolder, _ run: DriverRun, _ what: String) throws {
        // A disk that failed while the store was made may have left nothing.
        if run.durable == 0, !FileManager.default.fileExists(atPath: folder.file("s/journal.sqlite")) { return }
        let opening = try StoreOpening(folder: folder.file("s"), now: ms(0), patience: .seconds(60))
        #expect(try opening.store.load().seq >= run.durable, "\(what): \(run.said)")
        #expect(try opening.store.verifyChain().isWhole, "\(what)")
        #expect(run.durable == 0 || opening.problems.isEmpty, "\(what): \(opening.problems)")
    }

    @Test("F26: whichever write or sync fails once, it goes on by itself, and nothing said durable is missing")
    func failsOnce() throws {
        let preload = try Preload.disk(.none)
        for number in Self.calls {
            let folder = try TemporaryFolder()
            try preload.setDisk(.once(number))
            let run = try DriverRun(.store, folder.file("s"), count: Self.entries, preload)
            try expectKept(folder, run, "call \(number) once")
            // What fails while the store is opened ends the start, with a sentence.
            let isRefused = run.said.first?.hasPrefix("refused: ") == true
            #expect(
                isRefused ? run.code == 1 : run.durable == Int64(Self.entries) && run.code == 0,
                "\(number): \(run.said)")
        }
    }

    @Test("F26: whichever write or sync fails and goes on failing, it says so, and nothing said durable is missing")
    func failsAlways() throws {
        let preload = try Preload.disk(.none)
        for number in Self.calls {
            let folder = try TemporaryFolder()
            try preload.setDisk(.always(number))
            let run = try DriverRun(.store, folder.file("s"), count: Self.entries, preload)
            try expectKept(folder, run, "call \(number) on")
            let isTold = run.said.contains("not recording") || run.said.first?.hasPrefix("refused: ") == true
            #expect(isTold || run.durable == Int64(Self.entries), "\(number): \(run.said)")
        }
    }

    /// What was said durable is there after a loss of power right then, and at some other moments.
    private func expectSurvives(_ log: DiskLog, cuts: Int, seed: UInt64, _ what: String) throws {
        var random = SplitMix(state: seed)
        for end in log.cuts(cuts, with: &random) {
            let folder = try TemporaryFolder()
            for (name, bytes) in log.files(before: end, with: &random) { try folder.write(bytes, to: name) }
            let durable = log.said(before: end).compactMap { Int64($0.dropFirst("durable ".count)) }.max() ?? 0
            if durable == 0 { continue }
            let opening = try StoreOpening(folder: folder.path, now: ms(0), patience: .seconds(60))
            #expect(
                try opening.store.load().seq >= durable, "\(what), cut after \(end) calls: \(opening.problems)")
            #expect(try opening.store.verifyChain().isWhole)
            #expect(opening.problems.isEmpty, "\(what), cut after \(end) calls: \(opening.problems)")
        }
    }

    @Test("F27: after a loss of power at any moment every entry that was said durable is there")
    func powerCuts() throws {
        let folder = try TemporaryFolder()
        let preload = try Preload.disk(.none, log: folder.file("log"))
        let run = try DriverRun(.store, folder.file("s"), count: 240, preload)
        #expect(run.durable == 240, "\(run.said.suffix(3))")
        try expectSurvives(DiskLog(folder.file("log")), cuts: Self.isLong ? 200 : 60, seed: 27, "F27")
    }

    @Test("F26: after a failed sync, which loses what it was for, nothing is said durable before it was written anew")
    func failedSync() throws {
        for number in Self.isLong ? Array(1...40) : [1, 2, 3, 5, 6, 7, 8, 9, 10, 13, 16] {
            let folder = try TemporaryFolder()
            let preload = try Preload.disk(.sync(number), log: folder.file("log"))
            _ = try DriverRun(.store, folder.file("s"), count: 12, preload)
            let log = try DiskLog(folder.file("log"))
            try expectSurvives(log, cuts: Self.isLong ? 40 : 12, seed: UInt64(number), "sync \(number) fails")
        }
    }
}
