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

    @Flag(
        help: """
            Walk the whole chain, and compare the tables with what it says; the first entry or row that does not hold is \
            named.
            """)
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
                let store = try SQLiteStore(reading: store, besideHub: true)
                try verifyChain(of: store)
                try verifyTables(of: store)
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
        let report = try compared(store)
        let guards = try store.rebuildTables()
        if !guards.isEmpty { Output.result("put back: \(guards.joined(separator: ", "))") }
        for difference in report.differences { Output.result(Self.words(difference)) }
        Output.result("the tables were made anew from the journal: \(Self.rows(report.rows)) differed")
    }

    private func verifyTables(of store: SQLiteStore) throws {
        let report = try compared(store)
        for difference in report.differences { Output.result(Self.words(difference)) }
        if !report.guards.isEmpty {
            let names = report.guards.joined(separator: ", ")
            Output.result("what keeps the journal's entries, and finds them, is missing or another: \(names)")
        }
        guard report.differences.isEmpty else {
            throw CommandFailure(
                .failed, "the tables are not what the journal says; stop the hub and run floortui audit --rebuild")
        }
        guard report.guards.isEmpty else {
            throw CommandFailure(.failed, "the journal's file is not as it was made; its hub mends it when it starts")
        }
        Output.result("the tables are what it says")
    }

    private func compared(_ store: SQLiteStore) throws -> TableReport {
        let report = try store.verifyTables { done, all in
            if Output.isWatched { Output.progress("\(done) of \(all) entries") }
        }
        if Output.isWatched { Output.progress("") }
        return report
    }

    private static func rows(_ count: Int) -> String {
        switch count {
        case 0: "no rows"
        case 1: "1 row"
        default: "\(count) rows"
        }
    }

    private static func words(_ difference: TableReport.Difference) -> String {
        let verb = difference.rows == 1 ? "differs" : "differ"
        return "\(difference.table): \(rows(difference.rows)) \(verb). The first is by the journal: "
            + "\(difference.expected ?? "none"); in the table: \(difference.found ?? "none")"
    }

    private func verifyChain(of store: SQLiteStore) throws {
        let anchors = try anchors.map { try AnchorFile.read($0) } ?? []
        let report = try store.verifyChain(anchors: anchors)
        if let fault = report.fault {
            throw CommandFailure(
                .failed,
                "the journal holds up to entry \(report.verifiedSeq), not at \(fault.seq): \(fault.description)")
        }
        Output.result("the journal holds: \(report.verifiedSeq) entries, the last with hash \(report.headHash)")
        if let newest = anchors.max(by: { ($0.seq, $0.at) < ($1.seq, $1.at) }) {
            let count = anchors.count == 1 ? "1 anchor holds: it is" : "\(anchors.count) anchors hold, the newest"
            Output.result("\(count) of entry \(newest.seq) at \(newest.when)")
        }
        guard report.clockSuspect > 0 else { return }
        Output.result(
            "\(report.clockSuspect) of them were recorded while the clock of the hub's machine was not believed")
    }
}
