import ArgumentParser
import Store

/// `floortui audit`: proves that the journal is whole, and that the tables are what it says.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify the journal's hash chain, or make its tables anew.")

    @Option(help: "The folder of the store.")
    var store: String

    @Flag(help: "Walk the whole chain; the first entry that does not hold is named.")
    var verify = false

    @Flag(help: "Make the tables of intervals, alarms and counts anew from the journal.")
    var rebuild = false

    func validate() throws {
        guard verify || rebuild else { throw ValidationError("one of --verify and --rebuild is needed") }
    }

    func run() throws {
        try failing {
            if verify { try verifyChain() }
            if rebuild {
                try SQLiteStore(writing: store).rebuildTables()
                Output.result("the tables were made anew from the journal")
            }
        }
    }

    private func verifyChain() throws {
        let report = try SQLiteStore(reading: store, besideHub: true).verifyChain()
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
