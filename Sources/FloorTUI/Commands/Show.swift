import ArgumentParser
import Basis
import Hub
import Records
import Shopfloor
import Store

extension Query.What: ExpressibleByArgument {}
extension MachineState: ExpressibleByArgument {}

extension Instant: ExpressibleByArgument {
    /// ISO 8601 with an offset, as `2016-10-31T09:24:46Z`.
    package init?(argument: String) {
        guard let instant = ISO8601.parse(argument) else { return nil }
        self = instant
    }
}

/// `floortui show`: what the hub, or a store at rest, knows; in rows.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Show machines, intervals, time, tags, counts, alarms, the quarantine, or how many messages were rejected.")

    @Argument(help: "What to show: \(Query.What.allCases.map(\.rawValue).joined(separator: ", ")).")
    var what: Query.What

    @OptionGroup var source: SourceOptions

    @Option(help: "One machine only.")
    var machine: String?

    @Option(help: "Intervals of one state only: \(MachineState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: MachineState?

    @Option(help: "Not before this time, as 2016-10-31T09:24:46Z.")
    var from: Instant?

    @Option(help: "Not after this time.")
    var to: Instant?

    @OptionGroup var moment: MomentOptions

    @Flag(help: "As a JSON array, for scripts.")
    var json = false

    func validate() throws {
        if let fault = query.fault { throw ValidationError(fault) }
        if let from, let to, from > to { throw ValidationError("--from must not be later than --to") }
    }

    func run() throws {
        let (rows, asOf) = try failing {
            let rows = try source.rows(query)
            if rows.isEmpty { try requireMachine() }
            return (rows, json ? nil : try source.knownUntil())
        }
        if json { return Output.result(RowText.json(rows)) }
        // A store at rest speaks of a time that is over.
        if let asOf { Output.result("as of \(ISO8601.format(min(asOf, moment.at ?? asOf)))") }
        Output.result(RowText.table(rows, what: what, width: Output.terminalWidth))
    }

    /// Nothing of a machine is an answer; nothing of what is no machine is a slip.
    private func requireMachine() throws {
        guard let machine else { return }
        let known = try source.rows(Query(.machines)).compactMap { row -> String? in
            if case .text(let id)? = row.members.first(where: { $0.name == "machine" })?.value { id } else { nil }
        }
        guard !known.contains(machine) else { return }
        let near = Spelling.nearest(to: machine, among: known).map { "; is \"\($0)\" meant?" } ?? ""
        let list = known.isEmpty ? "it knows none" : "known: " + Spelling.list(known, limit: 10)
        throw CommandFailure(.usage, "there is no machine \"\(SanitizedText(machine).text)\"\(near); \(list)")
    }

    private var query: Query {
        var query = Query(what)
        query.machine = machine
        query.state = state
        query.from = from
        query.to = to
        query.at = moment.at
        query.includesLater = moment.includesLater
        return query
    }
}
