import Basis

/// The texts in one language.
struct Phrases: Hashable, Sendable {
    var language: Language

    subscript(phrase: Phrase) -> String { pick(phrase.texts) }
    subscript(phrase: LinkPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: ReviewPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: CommandPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: FormPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: JournalPhrase) -> String { pick(phrase.texts) }
    subscript(figure name: FigureName) -> String { pick(name.texts) }

    /// The head of a column of terminals by which something came: nobody signs yet, so that it says as much.
    func author(width: Int) -> String { self[width >= 100 ? ReviewPhrase.byUnsigned : .unsignedTitle] }

    /// What the marks beside figures above 100 % mean, of those that there are.
    func meanings(ofDoubts marks: [String]) -> [String] {
        [(FigureMarks.doubt, Phrase.idealDoubtful), (FigureMarks.above, .aboveIdeal)]
            .filter { marks.contains($0.0) }.map { self[$0.1] }
    }

    /// `1 stop`, `1,200 stops`: how many there are. In Chinese one and many have the same words.
    ///
    /// - Parameter more: what stands behind the number where it may be larger.
    func count(_ number: Int64, _ one: ReviewPhrase, _ many: ReviewPhrase, _ more: String = "") -> String {
        count(number, more.isEmpty ? one.texts : many.texts, many.texts, more)
    }
    func count(_ number: Int64, _ one: Phrase, _ many: Phrase) -> String { count(number, one.texts, many.texts, "") }

    private func count(
        _ number: Int64, _ one: (en: String, zh: String), _ many: (en: String, zh: String), _ more: String
    ) -> String { "\(Numbers.grouped(number))\(more) \(pick(number == 1 ? one : many))" }

    private func pick(_ texts: (en: String, zh: String)) -> String {
        switch language {
        case .en: texts.en
        case .zh: texts.zh
        }
    }

    /// The text of a phrase by its name, as key maps keep it.
    func callAsFunction(_ name: String) -> String {
        if let phrase = Phrase(rawValue: name) { return self[phrase] }
        return ReviewPhrase(rawValue: name).map { self[$0] } ?? name
    }
}
