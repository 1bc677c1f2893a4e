import Basis
import Records
import Shopfloor

/// Each member of an entry's body, for people.
extension JournalEntryRow {
    struct Member {
        /// As it stands in the body.
        var key: String
        var name: String
        var text: String
    }

    /// In their order, named in the screen's language: moments by the plant's clock, words of closed lists as screens have
    /// them. What was sent stays as it came, since a signature is of those bytes. Those that are null are left out.
    func members(_ context: ScreenContext) -> [Member] {
        guard let node = EntryBody(body).node else { return [] }
        return node.members.compactMap { key, value in
            guard let key = key.string, !value.isNull else { return nil }
            return Member(
                key: key, name: RowWords.member(key, of: kind, context.language), text: text(key, value, context))
        }
    }

    private static let moments: Set<String> = ["from", "to", "at", "cut", "first", "last", "since", "until"]

    private func text(_ key: String, _ value: JSONNode, _ context: ScreenContext) -> String {
        let language = context.language
        if Self.moments.contains(key), let moment = value.asInt64.flatMap(SourceTimeFormat.instant) {
            return context.clock(moment)
        }
        if let isTrue = value.asBool { return RowWords.truth(isTrue, language) }
        if let word = value.string { return text(key, word, context) }
        if key == "reason", let words = (language == .zh ? value["zh"] : value["en"])?.string { return words }
        guard value.kind == .object else { return SanitizedText(bytes: value.source).text }
        return value.members.map { name, value in
            "\(name.string ?? "") \(value.string ?? SanitizedText(bytes: value.source).text)"
        }.joined(separator: ", ")
    }

    private func text(_ key: String, _ word: String, _ context: ScreenContext) -> String {
        switch key {
        case "id": CommandWords.words(of: word, kind: EntryBody(body).text("kind") ?? "", context, .exact)
        case "text": alarmText(context.language) ?? word
        case "shift": context.shiftName(word)
        case "reason": word.isEmpty ? word : context.picture.reasons.words(word, context.language)
        default: RowWords.value(word, of: key, context.language)
        }
    }
}
