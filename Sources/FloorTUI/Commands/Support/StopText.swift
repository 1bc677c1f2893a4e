import Basis
import Records
import Shopfloor

/// Stops, or what they were for, as people read them: in their language, with what matters first; `--json` has all.
enum StopText {
    /// The rows of `show stops` or `show pareto` with few members, whose names are the columns' titles.
    static func rows(_ rows: [Row], _ language: Language) -> [Row] {
        let phrases = Phrases(language: language)
        let isCut = rows.contains { duration($0, "within_s") != nil && duration($0, "within_s") != duration($0) }
        return rows.map { $0["id"] == nil ? bar($0, phrases, language) : stop($0, isCut, phrases, language) }
    }

    /// What stands below: what a plus says, that time without a count is of stops that count elsewhere, and how much is not
    /// known.
    ///
    /// - Parameter ask: as `query` was asked.
    static func notes(
        _ rows: [Row], _ query: Query, _ language: Language, _ ask: (Query) throws -> [Row]
    ) rethrows -> [String] {
        let isElsewhere = rows.contains { $0.integer("stops") == 0 }
        let unknown = UnknownTime.sum(try ask(UnknownTime.query(beside: query)))
        let isMarked = rows.contains { $0.truth("counted") == false }
        return [
            isMarked ? "+: \(Phrases(language: language)[ReviewPhrase.notCountedHere])" : nil,
            isElsewhere ? ReportPhrases(language: language)[.countedElsewhere] : nil,
            unknown.map { UnknownTime.words($0, language) },
        ].compactMap(\.self)
    }

    /// Why no stop is listed: of time without data nobody can say that there was none.
    ///
    /// - Parameter ask: as `query` was asked.
    static func none(_ query: Query, _ language: Language, _ ask: (Query) throws -> [Row]) rethrows -> String {
        if query.isUnexplained {
            var all = query
            all.isUnexplained = false
            if try !ask(all).isEmpty { return ReportPhrases(language: language)[.noUnexplained] }
        }
        let isKnown = UnknownTime.isAnythingKnown(try ask(Query(.time, beside: query)))
        let figures = try ask(UnknownTime.query(beside: query))
        if isKnown {
            return UnknownTime.sum(figures).map { UnknownTime.noStop($0, language) }
                ?? Phrases(language: language)[Phrase.noStops]
        }
        let isByRecords = figures.contains { $0.text("basis") == TimeBasis.records.rawValue }
        return isByRecords
            ? Phrases(language: language)[Phrase.noStopsRecorded] : ReportPhrases(language: language)[.nothingKnown]
    }

    /// - Parameter isCut: of some stop another time counts than its whole length: what lies in the time that is asked about,
    ///   without breaks and time outside of shifts. That is what the Pareto sums up.
    private static func stop(_ stop: Row, _ isCut: Bool, _ phrases: Phrases, _ language: Language) -> Row {
        var row = Row()
        if let from = stop.time("from") {
            row.add(phrases[.fromColumn], String(ISO8601.format(from).prefix(19)) + "Z")
        }
        row.add(phrases[.machine], stop.text("machine"))
        let isCounted = stop.truth("counted") != false
        row.add(
            ReportPhrases(language: language)[.duration],
            duration(stop).map { StopLine.length($0, isCounted: isCounted) })
        if isCut { row.add(ReportPhrases(language: language)[.within], duration(stop, "within_s")) }
        row.add(phrases[.state], states(stop.text("states"), phrases))
        let rest = stop.text("continues").map { _ in " (\(phrases[ReviewPhrase.continued]))" } ?? ""
        row.add(phrases[.reason], reason(stop, phrases, language).map { $0 + rest })
        let line = StopLine(stop)
        row.add(phrases[Phrase.note], line?.noteWords(phrases))
        row.add(phrases[.saidBy], line?.by)
        return row
    }

    private static func bar(_ bar: Row, _ phrases: Phrases, _ language: Language) -> Row {
        var row = Row()
        if let machine = bar["machine"] {
            row.add(phrases[.machine], machine)
        } else {
            row.add(phrases[.reason], reason(bar, phrases, language))
        }
        row.add(ReportPhrases(language: language)[.duration], duration(bar))
        row.add(phrases[.times], bar.integer("stops"))
        return row
    }

    /// `h:mm:ss`, as reports have it: a stop of 40 s is one, too.
    private static func duration(_ row: Row, _ member: String = "seconds") -> String? {
        row.number(member).map { DurationText.hoursMinutesSeconds(Duration(seconds: $0)) }
    }

    private static func states(_ words: String?, _ phrases: Phrases) -> String? {
        words?.split(separator: ",").compactMap { MachineState(rawValue: String($0).trimmingBlanks) }
            .map { phrases[StateLook($0).word] }.joined(separator: ", ")
    }

    /// What a person gave; else what the state says, or that nobody was asked, or that nobody said.
    private static func reason(_ row: Row, _ phrases: Phrases, _ language: Language) -> String? {
        if let name = row.text(language == .zh ? "name_zh" : "name_en") { return name }
        if let id = row.text("reason") { return id }
        let cause = StopCause(row)
        if let kind = cause.kind { return kind.nameByMachine[language] }
        switch cause.word {
        case .micro: return phrases[Phrase.microStop]
        case .lasting: return phrases[ReviewPhrase.shortSoFar]
        case .outside: return phrases[ReviewPhrase.notPlanned]
        case .unexplained, .reason, .state: return phrases[Phrase.unexplained]
        }
    }
}
