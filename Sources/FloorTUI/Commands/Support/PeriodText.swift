import Basis
import Records

/// Which time the rows of `show` are about, for those that sum one up.
enum PeriodText {
    /// nil for rows that say themselves when they were.
    ///
    /// - Parameter until: how far a store at rest knows; nil: a running hub answers for now.
    static func line(_ query: Query, until: Instant?, _ language: Language) -> String? {
        switch query.what {
        case .kpi, .stops, .pareto: break
        default: return nil
        }
        let phrases = Phrases(language: language)
        let known = [until, query.at].compactMap(\.self).min()
        let end = [query.to, known].compactMap(\.self).min()
        let from = query.from.map { ISO8601.format($0) } ?? phrases[.storeBegan]
        if let known, let asked = query.from, asked > known {
            // Of what is to come there is nothing to tell.
            let until = "\(ReportPhrases(language: language)[.knownUntil]) \(ISO8601.format(known))"
            return "\(phrases[.ofTime]) \(from) – …  (\(until))"
        }
        return "\(phrases[.ofTime]) \(from) – \(end.map { ISO8601.format($0) } ?? phrases[.now])"
    }
}
