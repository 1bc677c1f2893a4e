import Basis
import Records
import Shopfloor

/// Figures as a table for people, in their language: the nine that are asked for most; `--json` has all.
enum FigureText {
    /// Of each row what it is of, then parts, planned hours, A, E, Q, OEE and coverage in percent, MTBF and MTTR in hours;
    /// “—” where a figure is not defined. Below it what the marks mean, and the rule of MTBF.
    static func table(_ rows: [Row], _ language: Language) -> String {
        let phrases = Phrases(language: language)
        guard !rows.isEmpty else { return phrases[.noFigures] }
        let figures = rows.map { Dictionary($0.members.map { ($0.name, $0.value) }) { first, _ in first } }
        // What no row has is no column.
        let subjects = subjects.filter { subject in figures.contains { text($0[subject.member]) != nil } }
        let head = subjects.map { phrases[$0.title] } + columns.map { phrases[$0] } + ["MTBF h", "MTTR h", "n"]
        let cells = figures.map { row in
            subjects.map { text(row[$0.member]) ?? undefined } + numbers(row)
        }
        let lines = ([head] + cells).map { line in
            line.indices.map { column in
                let width = ([head] + cells).map { $0[column].columns }.max() ?? 0
                let blank = String(repeating: " ", count: width - line[column].columns)
                return column < subjects.count ? line[column] + blank : blank + line[column]
            }.joined(separator: "  ")
        }
        return (lines + notes(figures, phrases, language)).joined(separator: "\n")
    }

    private static let undefined = "—"
    private static let subjects: [(member: String, title: Phrase)] = [
        ("from", .fromColumn), ("shift", .shift), ("line", .line), ("machine", .machine), ("order", .order),
    ]
    private static let columns: [Phrase] = [
        .produced, .good, .planned, .availability, .effectiveness, .quality, .oee, .coverage,
    ]

    private static func numbers(_ row: [String: Row.Value]) -> [String] {
        let mark = row["basis"] == .text(TimeBasis.records.rawValue) ? FigureMarks.assumed : ""
        let doubt = row["pri_doubtful"] == .bool(true) ? FigureMarks.doubt + " " : ""
        let few = row["few_failures"] == .bool(true) ? "?" : ""
        let failures = row["failures"]?.asNumber ?? 0
        return [
            whole(row["pq"]), whole(row["gq"]), hours(row["pbt_s"], mark), percent(row["availability"], mark),
            percent(row["effectiveness"], mark).prefixed(doubt), percent(row["quality"], ""),
            percent(row["oee"], mark), percent(row["coverage"], mark), hours(row["mtbf_s"], mark),
            hours(row["mttr_s"], mark),
            String(Int(failures)) + few,
        ]
    }

    private static func notes(_ rows: [[String: Row.Value]], _ phrases: Phrases, _ language: Language) -> [String] {
        var notes: [String] = []
        if rows.contains(where: { $0["basis"] == .text(TimeBasis.records.rawValue) }) {
            notes.append(phrases[.assumed])
        }
        if rows.contains(where: { $0["pri_doubtful"] == .bool(true) }) { notes.append(phrases[.idealDoubtful]) }
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

    private static func percent(_ value: Row.Value?, _ mark: String) -> String {
        value?.asNumber.map { Numbers.fixed($0 * 100, 1) + mark } ?? undefined
    }
}

extension String {
    fileprivate func prefixed(_ text: String) -> String { self == "—" ? self : text + self }
}
