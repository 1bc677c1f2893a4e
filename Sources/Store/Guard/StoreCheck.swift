package import Basis
import Dispatch
import GRDB

/// The whole check of a store, beside a hub that works on it: every page of both files, then the whole chain. It takes
/// minutes where a store has years, so it waits for nobody and nobody waits for it.
package enum StoreCheck {
    /// Starts the check on a thread of its own, and tells what it finds.
    ///
    /// What is damaged is noted in the store's folder, to be set aside at the next start.
    package static func start(
        folder: String, now: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable ([StoreProblem]) -> Void
    ) {
        DispatchQueue(label: "store check", qos: .utility).async {
            let problems = run(folder: folder, now: now())
            if problems.isEmpty { return }
            ProblemFile(folder: folder).add(problems)
            report(problems)
        }
    }

    static func run(folder: String, now: Instant) -> [StoreProblem] {
        var problems: [StoreProblem] = []
        for file in [DatabaseFile.journal, .history] {
            do throws(StoreError) {
                _ = try FileCheck(file: file, folder: folder).isWhole(within: .seconds(24 * 3600))
            } catch {
                problems.append(problem(error, with: file, at: now))
            }
        }
        guard problems.isEmpty else { return problems }
        do throws(StoreError) {
            let fault = try SQLiteStore(reading: folder, besideHub: true).verifyChain().fault
            return fault.map { [.chain($0, in: folder, at: now)] } ?? []
        } catch {
            return [problem(error, with: .journal, at: now)]
        }
    }

    private static func problem(_ error: StoreError, with file: DatabaseFile, at now: Instant) -> StoreProblem {
        let isDamaged = error.code == .damaged
        let advice =
            isDamaged ? "Restart the hub: it sets the file aside." : "It was not checked; the next start tries again."
        return StoreProblem(
            at: now, kind: isDamaged ? .found : .unchecked, file: file.name, text: "\(error.description) \(advice)")
    }
}

extension SQLiteStore {
    /// What was found wrong with the store in this folder and nobody has dealt with yet, oldest first.
    package static func problems(in folder: String) -> [StoreProblem] { ProblemFile(folder: folder).read() }
}
