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

    /// What a stop is called that no person explained but the machine's own state: `set-up (machine)`. Under the name of the
    /// group alone, lists and Pareto would have two lines of one name.
    var nameByMachine: LocalizedText {
        guard let state = MachineState.allCases.first(where: { Self(explaining: $0) == self }) else { return name }
        let word = StateLook(state).word.texts
        return LocalizedText("\(word.en) (machine)", zh: "\(word.zh)(设备)")
    }
}
