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
            } catch  where error.code == .damaged {
                let text = "\(error.description) Restart the hub: it sets the file aside."
                problems.append(StoreProblem(at: now, kind: .found, file: file.name, text: text))
            } catch {}
        }
        guard problems.isEmpty, let store = try? SQLiteStore(reading: folder, besideHub: true),
            let report = try? store.verifyChain(), let fault = report.fault
        else { return problems }
        return [.chain(fault, in: folder, at: now)]
    }
}

extension SQLiteStore {
    /// What was found wrong with the store in this folder and nobody has dealt with yet, oldest first.
    package static func problems(in folder: String) -> [StoreProblem] { ProblemFile(folder: folder).read() }
}
