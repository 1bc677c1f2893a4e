public import ArgumentParser
public import Basis
import Hub
import Records
import Shopfloor
import Store

extension Query.What: ExpressibleByArgument {}
extension EventKind: ExpressibleByArgument {}
extension FigureGroup: ExpressibleByArgument {}
extension MachineState: ExpressibleByArgument {}

extension Instant: ExpressibleByArgument {
    /// ISO 8601 with an offset, as `2016-10-31T09:24:46Z`.
    public init?(argument: String) {
        guard let instant = ISO8601.parse(argument) else { return nil }
        self = instant
    }
}

/// `floortui show`: what the hub, or a store at rest, knows; in rows.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show machines, intervals, time, tags, counts, alarms and their rates, figures, stops, cycles, or the journal.",
        discussion: """
            kpi shows the figures of ISO 22400-2: what was produced, where the planned time went, availability, \
            effectiveness, quality and OEE; --json has more of them. --explain opens them into the slices of time that \
            they are made of, and into what says how many parts there were. --order tells what was for one order. stops shows each stop once, however many shifts it crosses, with its reason; pareto what \
            they were for, by reason or --by machine. All three are of the time from --from to --to, without these of all that \
            the store holds: so the same question has the same answer whatever shift runs; they say which time that is. journal shows how far all that goes; plant prints the plant file in \
            force, and with --json every version.
            """)

    @Argument(help: "What to show: \(Query.What.allCases.map(\.rawValue).joined(separator: ", ")).")
    var what: Query.What

    @OptionGroup var source: SourceOptions

    @Option(help: "One machine only.")
    var machine: String?

    @Option(help: "Intervals of one state only: \(MachineState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: MachineState?

    @Option(help: "Journal entries of one kind only, with audit.")
    var kind: EventKind?

    @Option(help: "At most so many rows, those that are listed first.")
    var limit: Int?

    @Option(help: "One line only, of intervals, time, kpi, stops, pareto and alarms.")
    var line: String?

    @Option(
        help: ArgumentHelp(
            "Of kpi, and machine of pareto, by what to sum: \(FigureGroup.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "Default: machine-shift.", valueName: "group"))
    var by: FigureGroup?

    @Option(help: "Of kpi, what was for one order alone.")
    var order: String?

    @Flag(help: "Of stops, those alone that somebody is asked to explain.")
    var unexplained = false

    @Flag(
        help: """
            Of kpi, what the figures are made of: slices of time, and the records, counters and bookings of parts; of \
            alarm-rates, how many came in each ten minutes, none where nothing was recorded.
            """)
    var explain = false

    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp(
            "The language of a table: en or zh. Default: by $LC_ALL, $LC_MESSAGES or $LANG.",
            valueName: "language"))
    var lang: Language?

    @Option(
        help: """
            Not before this time, as 2016-10-31T09:24:46Z. Default: since the store began; of alarm-rates 24 hours \
            before --to. A trend has none: it needs both times.
            """)
    var from: Instant?

    @Option(help: "Not after this time. Default: as far as the hub knows.")
    var to: Instant?

    @Option(help: "Of a trend: the tag.")
    var tag: String?

    @Option(help: "Of a trend: in at most so many stretches; none is shorter than ten seconds. Default: 120.")
    var buckets: Int?

    @OptionGroup var moment: MomentOptions

    @Flag(help: "As a JSON array, for scripts.")
    var json = false

    func validate() throws {
        if let fault = query.fault { throw ValidationError(fault) }
        if let buckets, !(1...Query.maximumBuckets).contains(buckets) {
            throw ValidationError("--buckets must be 1 to \(Query.maximumBuckets)")
        }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
        let (ask, rows, asOf) = try failing {
            let ask = try source.open()
            let rows = try ask(query)
            if rows.isEmpty { try requireHours() }
            return (ask, rows, json ? nil : try source.knownUntil())
        }
        if json { return Output.result(RowText.json(rows)) }
        // The file as it is in force, to be read or kept.
        if what == .plant { return Output.data(rows.last?.text("text") ?? "", terminator: "") }
        // A store at rest speaks of a time that is over.
        let language = Output.language(lang ?? .ofEnvironment)
        if let asOf {
            let words: String = Phrases(language: language)[.recorded]
            Output.result("\(words) \(ISO8601.format(min(asOf, moment.at ?? asOf)))")
        }
        if let period = PeriodText.line(query, until: asOf, language) { Output.result(period) }
        if rows.isEmpty, what == .stops || what == .pareto {
            return Output.result(try failing { try StopText.none(query, language, ask) })
        }
        if rows.isEmpty, what == .kpi {
            return Output.result(try failing { try FigureText.none(query, language, ask) })
        }
        Output.result(try failing { try table(rows, language, ask) })
    }

    /// - Parameter ask: as for the rows.
    private func table(_ rows: [Row], _ language: Language, _ ask: (Query) throws -> [Row]) rethrows -> String {
        let width = Output.terminalWidth
        switch what {
        case .kpi where !explain: return FigureText.text(rows, language, width: width)
        case .kpi: return RowText.table(RowText.withoutEmpty(rows), what: what, width: width, language: language)
        case .stops, .pareto:
            return
                ([RowText.table(StopText.rows(rows, language), what: what, width: width)]
                + (try StopText.notes(rows, query, language, ask))).joined(separator: "\n")
        default: return RowText.table(rows, what: what, width: width, language: language)
        }
    }

    /// Of a plant that lives by shift records nobody recorded in which hour of a shift a part was made.
    private func requireHours() throws {
        guard what == .kpi, by == .hour else { return }
        var query = query
        (query.group, query.isExplained) = (.shift, false)
        guard try source.rows(query).contains(where: { $0.text("basis") == TimeBasis.records.rawValue }) else { return }
        let groups = FigureGroup.allCases.filter { $0 != .hour }.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
            .usage,
            "the plant's figures rest on shift records (time = \"records\"), which do not say in which hour of a shift a part was made; ask --by \(groups)"
        )
    }

    var query: Query {
        var query = Query(what)
        query.machine = machine
        query.state = state
        query.kind = kind?.rawValue
        query.limit = limit
        query.line = line
        query.order = order
        query.group = by
        query.isExplained = explain
        query.isUnexplained = unexplained
        query.from = from
        query.to = to
        query.at = moment.at
        query.includesLater = moment.includesLater
        query.tag = tag
        query.buckets = buckets
        return query
    }
}
