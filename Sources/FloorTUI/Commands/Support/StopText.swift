import Basis
import Records
import Shopfloor

/// Stops, or what they were for, as people read them: in their language, with what matters first; `--json` has all.
enum StopText {
    /// The rows of `show stops` or `show pareto` with few members, whose names are the columns' titles.
    static func rows(_ rows: [Row], _ language: Language) -> [Row] {
        let phrases = Phrases(language: language)
        return rows.map { row in
            let members = Dictionary(row.members.map { ($0.name, $0.value) }) { first, _ in first }
            return members["id"] == nil ? bar(members, phrases, language) : stop(members, phrases, language)
        }
    }

    private static func stop(_ members: [String: Row.Value], _ phrases: Phrases, _ language: Language) -> Row {
        var row = Row()
        if case .time(let from)? = members["from"] {
            row.add(phrases[.fromColumn], String(ISO8601.format(from).prefix(19)) + "Z")
        }
        row.add(phrases[.machine], members["machine"] ?? Row.Value.none)
        row.add(phrases[.minutes], text(minutes: members["seconds"]))
        row.add(phrases[.state], states(members["states"], phrases))
        row.add(phrases[.reason], reason(members, phrases, language))
        row.add(phrases[Phrase.note], members["note"] ?? Row.Value.none)
        row.add(phrases[.saidBy], members["by"] ?? Row.Value.none)
        return row
    }

    private static func bar(_ members: [String: Row.Value], _ phrases: Phrases, _ language: Language) -> Row {
        var row = Row()
        if let machine = members["machine"] {
            row.add(phrases[.machine], machine)
        } else {
            row.add(phrases[.reason], reason(members, phrases, language))
        }
        row.add(phrases[.minutes], text(minutes: members["seconds"]))
        row.add(phrases[.times], members["stops"] ?? Row.Value.none)
        return row
    }

    private static func text(minutes seconds: Row.Value?) -> String? {
        if case .number(let seconds)? = seconds { Numbers.fixed(seconds / 60, 1) } else { nil }
    }

    private static func states(_ value: Row.Value?, _ phrases: Phrases) -> String? {
        guard case .text(let words)? = value else { return nil }
        return words.split(separator: ",").compactMap { MachineState(rawValue: String($0).trimmingBlanks) }
            .map { phrases[StateLook($0).word] }.joined(separator: ", ")
    }

    /// What a person gave; else what the state says, or that nobody was asked, or that nobody said.
    private static func reason(
        _ members: [String: Row.Value], _ phrases: Phrases, _ language: Language
    ) -> String? {
        if case .text(let name)? = members[language == .zh ? "name_zh" : "name_en"] { return name }
        if case .text(let id)? = members["reason"] { return id }
        if case .text(let kind)? = members["kind"], let kind = StopReason.Kind(rawValue: kind) {
            return StopReasonTree.standard[kind.rawValue]?.name[language]
        }
        let isMicro = members["micro"] == .bool(true) || members["cause"] == .text("micro")
        return phrases[isMicro ? .microStop : .unexplained]
    }
}
