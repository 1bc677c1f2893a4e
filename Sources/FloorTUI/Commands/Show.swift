import ArgumentParser
import Basis
import Hub
import Records
import Shopfloor
import Store

extension Query.What: ExpressibleByArgument {}
extension FigureGroup: ExpressibleByArgument {}
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
            "Show machines, intervals, time, tags, counts, alarms and their rates, figures, stops, bookings, or the journal.",
        discussion: """
            kpi shows the figures of ISO 22400-2: what was produced, where the planned time went, availability, \
            effectiveness, quality and OEE; --json has more of them. --explain opens them into the slices of time that \
            they are made of. stops shows each stop once, however many shifts it crosses, with its reason; pareto what \
            they were for, by reason or --by machine.
            """)

    @Argument(help: "What to show: \(Query.What.allCases.map(\.rawValue).joined(separator: ", ")).")
    var what: Query.What

    @OptionGroup var source: SourceOptions

    @Option(help: "One machine only.")
    var machine: String?

    @Option(help: "Intervals of one state only: \(MachineState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: MachineState?

    @Option(help: "Journal entries of one kind only, with audit: state, alarm, command …")
    var kind: String?

    @Option(help: "At most so many rows.")
    var limit: Int?

    @Option(help: "One line only, of kpi, stops and pareto.")
    var line: String?

    @Option(
        help: ArgumentHelp(
            "Of kpi, and machine of pareto, by what to sum: \(FigureGroup.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "Default: machine-shift.", valueName: "group"))
    var by: FigureGroup?

    @Flag(help: "Of stops, those alone that somebody is asked to explain.")
    var unexplained = false

    @Flag(help: "Of kpi, the slices of time that the figures are made of.")
    var explain = false

    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp(
            "The language of kpi, stops and pareto as a table: en or zh. Default: by $LC_ALL, $LC_MESSAGES or $LANG.",
            valueName: "language"))
    var lang: Language?

    @Option(help: "Not before this time, as 2016-10-31T09:24:46Z.")
    var from: Instant?

    @Option(help: "Not after this time.")
    var to: Instant?

    @OptionGroup var moment: MomentOptions

    @Flag(help: "As a JSON array, for scripts.")
    var json = false

    func validate() throws {
        if let fault = query.fault { throw ValidationError(fault) }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if kind != nil, what != .audit { throw ValidationError("--kind belongs to audit") }
        let isOfStops = what == .stops || what == .pareto
        guard what == .kpi || isOfStops || (line == nil && lang == nil) else {
            throw ValidationError("--line and --lang belong to kpi, stops and pareto")
        }
        guard what == .kpi || what == .pareto || by == nil else {
            throw ValidationError("--by belongs to kpi and pareto")
        }
        guard what == .kpi || !explain else { throw ValidationError("--explain belongs to kpi") }
        guard what == .stops || !unexplained else { throw ValidationError("--unexplained belongs to stops") }
        if let from, let to, from > to { throw ValidationError("--from must not be later than --to") }
    }

    func run() throws {
        let rows = try failing { try source.rows(query) }
        if json {
            Output.result(RowText.json(rows))
        } else if what == .kpi, !explain {
            Output.result(FigureText.table(rows, lang ?? .ofEnvironment))
        } else if what == .stops || what == .pareto {
            let language = lang ?? .ofEnvironment
            let table = RowText.table(StopText.rows(rows, language), what: what, width: Output.terminalWidth)
            Output.result(rows.isEmpty ? Phrases(language: language)[.noStops] : table)
        } else {
            Output.result(RowText.table(rows, what: what, width: Output.terminalWidth))
        }
    }

    private var query: Query {
        var query = Query(what)
        query.machine = machine
        query.state = state
        query.kind = kind
        query.limit = limit
        query.line = line
        query.group = by
        query.isExplained = explain
        query.isUnexplained = unexplained
        query.from = from
        query.to = to
        query.at = moment.at
        query.includesLater = moment.includesLater
        return query
    }
}
