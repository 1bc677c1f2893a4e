import Basis
import Shopfloor

extension StopReasonTree {
    /// A reason with the group that it stands in, `Breakdown › Die`: by itself its name may mean several things. Its id where
    /// the tree has it no more.
    func words(_ id: String, _ language: Language) -> String {
        guard let reason = self[id] else { return id }
        let group = reason.parent.flatMap { self[$0] }
        return [group, reason].compactMap { $0?.name[language] }.joined(separator: " › ")
    }
}

extension StopReason.Kind {
    /// What every screen and report calls it: the name of its group in the tree that a plant has where it says none.
    var name: LocalizedText { StopReasonTree.standard[rawValue]?.name ?? LocalizedText(rawValue) }
}
