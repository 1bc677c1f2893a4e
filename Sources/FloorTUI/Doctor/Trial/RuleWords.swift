import Basis
import Hub
import Shopfloor
import Telemetry

/// The words that a machine's rules name, and those that came: one that never came, and one that no rule names, are often
/// the same word with a slip.
struct RuleWords {
    /// A tag whose words do not fit its rules.
    struct Misfit: Hashable, Sendable {
        var tag: String
        /// Its newest word; nil where it is none, or none came.
        var newest: String?
        /// Words of rules that never came.
        var missing: [String]
        /// Words that came and that no rule names.
        var unnamed: [String]
    }

    private var named: [TagSlot: Set<String>] = [:]
    private var came: [TagSlot: Set<String>] = [:]
    /// Ever new words must not fill the memory.
    private static let limit = 50

    init(_ rules: [StateRule]) {
        for rule in rules {
            for (tag, word) in rule.when.words { named[tag, default: []].insert(word) }
        }
    }

    mutating func take(_ slot: TagSlot, _ value: TagValue?) {
        guard let word = value?.text, named[slot] != nil, came[slot, default: []].count < Self.limit else { return }
        came[slot, default: []].insert(word)
    }

    /// Tags of which rules name words that never came, while others came that none names.
    func misfits(_ tags: MachineTags) -> [Misfit] {
        named.sorted { $0.key < $1.key }.compactMap { slot, named in
            let came = came[slot] ?? []
            let (missing, unnamed) = (named.subtracting(came), came.subtracting(named))
            guard !missing.isEmpty, !unnamed.isEmpty else { return nil }
            return Misfit(
                tag: tags.tracks[slot].name, newest: tags.tracks[slot].usable?.text, missing: missing.sorted(),
                unnamed: unnamed.sorted())
        }
    }
}
