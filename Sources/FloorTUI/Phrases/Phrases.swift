import Basis

/// The texts in one language.
struct Phrases: Hashable, Sendable {
    var language: Language

    subscript(phrase: Phrase) -> String { pick(phrase.texts) }
    subscript(phrase: ReviewPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: CommandPhrase) -> String { pick(phrase.texts) }
    subscript(phrase: JournalPhrase) -> String { pick(phrase.texts) }
    subscript(figure name: FigureName) -> String { pick(name.texts) }

    /// The head of a column of terminals by which something came: nobody signs yet, so that it says as much.
    func author(width: Int) -> String { self[width >= 100 ? ReviewPhrase.byUnsigned : .unsignedTitle] }

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
