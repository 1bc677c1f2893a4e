import Basis
import Records
import Shopfloor

/// Figures for people, in their language: of one row all of them, of several a table of those that are asked for most.
/// “—” where a figure is not defined. Below it what the marks mean, and the rule of MTBF.
enum FigureText {
    /// - Parameter width: columns of the terminal: what has no room beside the first figures stands below them; nil: all do.
    static func text(_ rows: [Row], _ language: Language, width: Int? = nil) -> String {
        let phrases = Phrases(language: language)
        let figures = rows.map { Dictionary($0.members.map { ($0.name, $0.value) }) { first, _ in first } }
        guard let first = figures.first else { return "" }
        var notes = notes(figures, phrases, language)
        var lines: [String]
        if figures.count == 1 {
            let titles = subjects.compactMap { subject in
                text(first[subject.member]).map { "\(phrases[subject.title]) \($0)" }
            }
            lines = [titles.joined(separator: " · ")] + FigureSheet(first, phrases).lines
        } else {
            lines = table(figures, phrases, width)
            notes.append(phrases[.allFigures])
        }
        return (lines + notes.flatMap { $0.wrapped(toColumns: width ?? 80) }).joined(separator: "\n")
    }

    /// Why there are none: nothing is known of that time, or no shift is planned in it.
    ///
    /// - Parameter ask: as `query` was asked.
    static func none(_ query: Query, _ language: Language, _ ask: (Query) throws -> [Row]) rethrows -> String {
        let isKnown = UnknownTime.isAnythingKnown(try ask(Query(.time, beside: query)))
        guard isKnown else { return ReportPhrases(language: language)[.nothingKnown] }
        let isOfOrders = query.group == .order || query.order != nil
        return isOfOrders
            ? Phrases(language: language)[ReviewPhrase.noFiguresThen]
            : Phrases(language: language)[Phrase.noShiftPlanned]
    }

    /// Of each row what it is of, then parts, planned hours, A, E, Q, OEE and coverage in percent, MTBF and MTTR in hours and
    /// minutes.
    private static func table(_ figures: [[String: Row.Value]], _ phrases: Phrases, _ width: Int?) -> [String] {
        // What no row has is no column.
        let subjects = subjects.filter { subject in figures.contains { text($0[subject.member]) != nil } }
        let head = subjects.map { phrases[$0.title] } + columns.map { phrases[$0] } + ["MTBF", "MTTR", "n"]
        let cells = [head] + figures.map { row in subjects.map { text(row[$0.member]) ?? undefined } + numbers(row) }
        let widths = head.indices.map { column in cells.map { $0[column].columns }.max() ?? 0 }
        return blocks(widths, after: subjects.count, width).flatMap { block in
            cells.map { line in
                block.map { column in
                    let blank = String(repeating: " ", count: widths[column] - line[column].columns)
                    return column < subjects.count ? line[column] + blank : blank + line[column]
                }.joined(separator: "  ")
            }
        }
    }

    /// The columns that stand beside each other: in each block those that say what a row is of, and as many figures as fit.
    private static func blocks(_ widths: [Int], after subjects: Int, _ width: Int?) -> [[Int]] {
        var blocks: [[Int]] = []
        for column in subjects..<widths.count {
            let room = blocks.last.map { $0.reduce(widths[column]) { $0 + widths[$1] + 2 } } ?? .max
            if room <= width ?? (.max - 1) {
                blocks[blocks.count - 1].append(column)
            } else {
                blocks.append(Array(0..<subjects) + [column])
            }
        }
        return blocks
    }

    private static let undefined = ReportFigure.undefined
    private static let subjects: [(member: String, title: Phrase)] = [
        ("from", .fromColumn), ("shift", .shift), ("line", .line), ("machine", .machine), ("order", .order),
    ]
    private static let columns: [Phrase] = [
        .produced, .good, .planned, .availability, .effectiveness, .quality, .oee, .coverage,
    ]

    private static func numbers(_ row: [String: Row.Value]) -> [String] {
        let mark = isAssumed(row) ? FigureMarks.assumed : ""
        let doubt = doubt(row)
        let few = row["few_failures"] == .bool(true) ? "?" : ""
        let failures = row["failures"]?.asNumber ?? 0
        return [
            whole(row["pq"]), whole(row["gq"]), hours(row["pbt_s"], mark), percent(row["availability"], mark),
            percent(row["effectiveness"], mark).prefixed(doubt.isEmpty ? "" : doubt + " "), percent(row["quality"], ""),
            percent(row["oee"], mark), percent(row["coverage"], mark), span(row["mtbf_s"], mark),
            span(row["mttr_s"], mark),
            String(Int(failures)) + few,
        ]
    }

    static func isAssumed(_ row: [String: Row.Value]) -> Bool { FigureMarks.isAssumed(basis: text(row["basis"])) }

    static func doubt(_ row: [String: Row.Value]) -> String { FigureMarks.doubt { row[$0] == .bool(true) } }

    private static func notes(_ rows: [[String: Row.Value]], _ phrases: Phrases, _ language: Language) -> [String] {
        var notes: [String] = []
        let free = rows.filter { $0["outside_s"] != nil && $0["outside_s"] == $0["calendar_s"] }
        let dates = free.compactMap { text($0["date"]) }
        if !dates.isEmpty { notes.append("\(phrases[Phrase.noShiftIn]): " + dates.joined(separator: ", ")) }
        if rows.contains(where: isAssumed) { notes.append(phrases[.assumed]) }
        notes += phrases.meanings(ofDoubts: rows.map(doubt))
        if rows.contains(where: { $0["quality_weighted"] == .bool(true) }) {
            notes.append(ReportPhrases(language: language)[.qualityWeighted])
        }
        if rows.contains(where: { $0["few_failures"] == .bool(true) }) { notes.append(phrases[.fewFailures]) }
        if rows.contains(where: { ($0["failures"]?.asNumber ?? 0) > 0 }) { notes.append(Reliability.rule[language]) }
        return notes
    }

    private static func text(_ value: Row.Value?) -> String? {
        switch value {
        case .text(let text): text
        case .time(let instant): String(ISO8601.format(instant).prefix(16)) + "Z"
        default: nil
        }
    }

    private static func whole(_ value: Row.Value?) -> String {
        value?.asNumber.map { String(Int64($0.rounded())) } ?? undefined
    }

    /// - Parameter mark: what stands behind it.
    private static func hours(_ value: Row.Value?, _ mark: String) -> String {
        value?.asNumber.map { Numbers.fixed($0 / 3600, 1) + mark } ?? undefined
    }

    private static func span(_ value: Row.Value?, _ mark: String) -> String {
        guard let seconds = value?.asNumber else { return undefined }
        return DurationText.hoursMinutes(Duration(seconds: seconds)) + mark
    }

    private static func percent(_ value: Row.Value?, _ mark: String) -> String {
        value?.asNumber.map { Numbers.fixed($0 * 100, 1) + mark } ?? undefined
    }
}

extension String {
    fileprivate func prefixed(_ text: String) -> String { self == "—" ? self : text + self }
}
