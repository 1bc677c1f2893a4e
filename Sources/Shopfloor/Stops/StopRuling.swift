package import Basis

/// What becomes of a wish to change a stop, judged against all that is known.
package enum StopRuling: Hashable, Sendable {
    /// - Parameter isMerged: others changed other fields of it since the person looked, or it begins elsewhere than they saw.
    case edit(StopEdit, isMerged: Bool)
    /// All is as it is wanted, by whomever: nothing is done, and who said it stays.
    case asIs(isMerged: Bool)
    /// Others changed the same fields to something else since the person looked; nothing is done until a person decides.
    case conflict([StopConflict])
    case refused(StopRefusal)
}

/// What somebody else said of a field since the person looked.
package struct StopConflict: Hashable, Sendable {
    package var field: StopEdit.Field
    /// What is wanted now, as it would stand in a command: a reason's id, a note, an instant in milliseconds; nil: that it
    /// is taken back.
    package var yours: String?
    /// What they said.
    package var theirs: String?
    package var by: String
    package var at: Instant

    init(_ field: StopEdit.Field, _ entry: StopEntry, _ edit: StopEdit) {
        self.field = field
        yours = Self.text(of: field, edit)
        theirs = Self.text(of: field, entry.edit)
        by = entry.edit.by
        at = entry.at
    }

    private static func text(of field: StopEdit.Field, _ edit: StopEdit) -> String? {
        switch field {
        case .reason: edit.reason?.id
        case .note: edit.note.flatMap { $0.isEmpty ? nil : $0 }
        case .cuts: (edit.cut?.at.milliseconds).map(String.init)
        }
    }
}

/// Why a stop is not changed. The raw value is the code in replies.
package enum StopRefusal: String, Hashable, Sendable, CaseIterable {
    case noSuchStop = "no-such-stop"
    case tooLongAgo = "too-long-ago"
    case unknownReason = "unknown-reason"
    case splitOutside = "split-outside"
    case notNeighbours = "not-neighbours"
    case noSuchCut = "no-such-cut"

    package var text: LocalizedText {
        switch self {
        case .noSuchStop: LocalizedText("The machine did not stand then.", zh: "设备当时没有停机。")
        case .tooLongAgo:
            LocalizedText("That time is too long ago to be changed here.", zh: "该时间过于久远,无法在此更改。")
        case .unknownReason: LocalizedText("The plant has no such stop reason.", zh: "工厂没有这个停机原因。")
        case .splitOutside:
            LocalizedText(
                "A stop can be split only after its start and before its end.", zh: "只能在停机开始之后、结束之前拆分。")
        case .notNeighbours:
            LocalizedText(
                "Only stops that follow each other without a break can be merged.", zh: "只有首尾相接的停机才能合并。")
        case .noSuchCut: LocalizedText("No stop begins at that time.", zh: "该时刻没有停机开始。")
        }
    }
}
