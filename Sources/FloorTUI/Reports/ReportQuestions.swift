import Basis
import Records

/// Asks what a report is made of, of a running hub or of a store at rest. Every question is of the report's time alone, so
/// that the years behind it cost nothing.
struct ReportQuestions {
    let scope: ReportScope
    /// The moment that is asked about; nil: now.
    let at: Instant?
    let includesLater: Bool
    /// How far is known when the first question is asked. None asks beyond it: a running hub goes on meanwhile, and all parts
    /// of a report are to be of one time.
    let known: Instant

    /// - Parameter rows: asks; throws what it throws.
    func report(_ rows: (Query) throws -> [Row]) rethrows -> ShiftReport {
        var report = ShiftReport(scope: scope, answers: [], at: at, includesLater: includesLater)
        for (part, query) in queries where part != .hours || !report.isByRecords {
            report.answers.append(ReportAnswer(part: part, query: query, rows: try rows(query)))
        }
        // A running hub goes on recording: then the report says between which numbers it was made.
        let standing = try rows(query(.journal))
        // How far it knows goes on each second; that alone is nothing new.
        if standing.last?.integer("seq") != report.answers[0].rows.last?.integer("seq") {
            report.answers[0].rows += standing
        }
        return report
    }

    /// In the order of their parts; where there is no time to report, only how far the journal goes.
    var queries: [(part: ReportPart, query: Query)] {
        ReportPart.allCases.compactMap { part in query(for: part).map { (part, $0) } }
    }

    private func query(for part: ReportPart) -> Query? {
        if part == .standing { return query(.journal) }
        guard let window else { return nil }
        switch part {
        case .standing: return nil
        case .line: return figures(.line, window)
        case .machines: return figures(.machine, window)
        case .shifts: return scope.kind == .day && scope.hasCalendar ? figures(.shift, window) : nil
        case .hours: return figures(.hour, window)
        case .slices:
            var query = figures(.machine, window)
            query.isExplained = true
            return query
        case .stops: return query(.stops, window)
        case .pareto: return query(.pareto, window)
        case .alarms: return query(.alarmRates, window)
        case .alarmActions: return query(.alarmActions, window)
        }
    }

    private var window: Interval? {
        scope.window.map { Interval(from: $0.from, to: max($0.from, min($0.to, known))) }
    }

    private func figures(_ group: FigureGroup, _ window: Interval) -> Query {
        var query = query(.kpi, window)
        query.group = group
        return query
    }

    private func query(_ what: Query.What, _ window: Interval) -> Query {
        var query = query(what)
        query.line = scope.line
        query.machine = scope.machine
        query.from = window.from
        query.to = window.to
        return query
    }

    private func query(_ what: Query.What) -> Query {
        var query = Query(what)
        query.at = at
        query.includesLater = includesLater
        return query
    }
}
