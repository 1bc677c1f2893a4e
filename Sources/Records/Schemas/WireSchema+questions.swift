import Basis
import Shopfloor

/// What is asked, what comes back, and the clock of a replay.
extension WireSchema {
    private static let version = Shape.Member(
        "v", .integer(Int64(DocumentHead.version)...Int64(DocumentHead.version)))
    private static let cursor = Shape.Member(
        "cursor", .integer(0...Int64.max), isRequired: false, "`next` of the page before; not there: the first page")

    static let ask = Shape.either(
        [
            .object([version, .init("ask", .constant("watch")), .init("machine", .text)]),
            .object([version, .init("ask", .constant("documents"))]),
            .object([
                version, .init("ask", .constant("status")), .init("keys", .list(.text, most: Ask.keysLimit)), cursor,
            ]),
        ] + Query.What.allCases.map(rows))

    /// By the filters that a question of this kind has; of another one nothing may be asked.
    private static func rows(_ what: Query.What) -> Shape {
        .object(
            [version, .init("ask", .constant("rows")), .init("what", .constant(what.rawValue))]
                + Query.Filter.allCases.map { member($0, of: what) } + [
                    .init(
                        "as_of_now", .truth, isRequired: false,
                        "with `at`: what is known now of that moment, not what was known then"),
                    .init("limit", .nullable(.integer(0...Int64.max)), isRequired: false, "at most so many rows"),
                    cursor,
                ])
    }

    private static func member(_ filter: Query.Filter, of what: Query.What) -> Shape.Member {
        guard what.filters.contains(filter) else { return .init(filter.rawValue, .none, isRequired: false) }
        let isNeeded = what == .trend && filter != .buckets
        let shape = shape(filter, of: what)
        return .init(filter.rawValue, isNeeded ? shape : .nullable(shape), isRequired: isNeeded)
    }

    private static func shape(_ filter: Query.Filter, of what: Query.What) -> Shape {
        switch filter {
        case .machine, .line, .order, .kind, .tag: .text
        case .by where what == .pareto: .word([FigureGroup.machine.rawValue])
        case .by: .word(FigureGroup.allCases.map(\.rawValue))
        case .explain, .unexplained: .truth
        case .state: .word(MachineState.allCases.map(\.rawValue))
        case .from, .to, .at: .instant
        case .buckets: .integer(1...Int64(Query.maximumBuckets))
        }
    }

    static let page = Shape.object([
        version, .init("seq", .integer(nil), "the journal's number at which the rows are true"),
        .init("rows", .list(.map(.anything)), "as `floortui show … --json` prints them"),
        .init("next", .nullable(.integer(nil)), "the cursor of the next page; null: this is the last"),
        .init("error", .text, isRequired: false, "why there is no answer"),
    ])

    static let clock = Shape.object([
        version, .init("now", .instant), .init("speed", .number, "against the wall's clock; 0 at the end"),
    ])
}
