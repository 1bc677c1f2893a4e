import ArgumentParser
import Basis
import Store

/// `floortui audit`: proves that the journal is whole, and that the tables are what it says.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify the journal's hash chain, anchor it, or make its tables anew.")

    @Option(help: "The folder of the store.", completion: .directory)
    var store: String

    @Flag(help: "Walk the whole chain; the first entry that does not hold is named.")
    var verify = false

    @Option(
        help: "With --verify: a file of anchors; the journal has to be as it was when they were taken.",
        completion: .file())
    var anchors: String?

    @Option(
        help: "Append where the chain stands to this file; keep it where nobody who can change the store can.",
        completion: .file())
    var anchor: String?

    @Flag(help: "Make the tables of intervals, alarms and counts anew from the journal.")
    var rebuild = false

    func validate() throws {
        guard verify || rebuild || anchor != nil else {
            throw ValidationError("one of --verify, --anchor FILE and --rebuild is needed")
        }
        guard anchors == nil || verify else { throw ValidationError("--anchors goes with --verify") }
    }

    func run() throws {
        try failing {
            if rebuild {
                try rebuildTables()
            } else if verify {
                try verifyChain(of: SQLiteStore(reading: store, besideHub: true))
            }
            if let anchor { try append(to: anchor) }
        }
    }

    private func append(to path: String) throws {
        guard let anchor = try SQLiteStore(reading: store, besideHub: true).anchor(at: .now) else {
            throw CommandFailure(.failed, "the journal in \(store) has no entries yet")
        }
        try AnchorFile.append(anchor, to: path)
        Output.result("\(path): entry \(anchor.seq), hash \(anchor.hash)")
    }

    /// Tables say no more than the journal that they are made from: of one that does not hold none are made, for those that are
    /// there may be all that is left of the truth.
    private func rebuildTables() throws {
        let store = try SQLiteStore(writing: store)
        try verifyChain(of: store)
        try store.rebuildTables()
        Output.result("the tables were made anew from the journal")
    }

    private func verifyChain(of store: SQLiteStore) throws {
        let report = try store.verifyChain(anchors: anchors.map { try AnchorFile.read($0) } ?? [])
        if let fault = report.fault {
            throw CommandFailure(
                .failed,
                "the journal holds up to entry \(report.verifiedSeq), not at \(fault.seq): \(fault.description)")
        }
        Output.result("the journal holds: \(report.verifiedSeq) entries, the last with hash \(report.headHash)")
        guard report.clockSuspect > 0 else { return }
        Output.result(
            "\(report.clockSuspect) of them were recorded while the clock of the hub's machine was not believed")
    }
}
