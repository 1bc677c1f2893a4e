import Basis
import Records
import Store

extension OutboxEntry {
    /// It met a conflict, and a person decided that since: kept as long as what was saved.
    var isDecided: Bool { state == .saved && answer?.outcome == .conflict }

    /// Of a decision: which side it takes.
    var side: ConflictResolution.Side? {
        guard kind == ConflictResolution.form.kind else { return nil }
        let take = (try? JSONTape().read(bytes))?["set"]?["take"]?.string
        return take.flatMap { ConflictResolution.Side(rawValue: $0) }
    }
}

extension CommandWords {
    /// Which side a decision takes, `mine`; empty where none is known.
    var takenWords: String {
        guard conflict != nil, let side = decision?.side else { return "" }
        return words("take", .text(side.rawValue))
    }

    /// What a decision makes of the fields in conflict, `Breakdown › Hydraulic`; nil where none is known.
    var keptWords: String? {
        guard let side = decision?.side, let fields = conflict?.answer?.fields, !fields.isEmpty else { return nil }
        // Left to the others, it is what they have said since.
        let newer = side == .theirs ? decision?.answer?.fields ?? [] : []
        return fields.map { field in
            let now = newer.first { $0.field == field.field } ?? field
            return side == .yours ? settingWords(field.field, field.yours) : words(field.field, now.theirs)
        }.joined(separator: " · ")
    }

    /// The newest decision about a command that counts: a refused one has decided nothing.
    static func decision(of key: String, _ context: ScreenContext) -> OutboxEntry? {
        context.outbox.contents.entries.filter { $0.object == key && $0.side != nil && $0.state != .refused }
            .max { $0.seq < $1.seq }
    }
}
