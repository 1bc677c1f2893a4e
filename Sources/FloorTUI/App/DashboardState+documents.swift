package import Basis
package import Records

extension DashboardState {
    /// Takes a document in; returns whether it was one that can be shown.
    package mutating func apply(_ node: JSONNode, _ kind: TopicGrammar.Kind) -> Bool {
        guard let head = DocumentHead(node) else { return false }
        switch kind {
        case .model(let part): return apply(node, TopicGrammar.ModelPart(rawValue: part), head)
        case .line:
            guard let document = LineDocument(node) else { return false }
            picture.apply(document, head)
        case .machine:
            guard let document = MachineDocument(node) else { return false }
            picture.apply(document, head)
        case .hub, .ask, .alarm, .command, .reply: return false
        }
        return true
    }

    private mutating func apply(_ node: JSONNode, _ part: TopicGrammar.ModelPart?, _ head: DocumentHead) -> Bool {
        switch part {
        case .machines:
            guard let document = ModelDocument(node) else { return false }
            picture.apply(document, head)
        case .shifts:
            guard let document = CalendarDocument(node) else { return false }
            picture.apply(document, head)
        case .reasons:
            guard let document = ReasonsDocument(node) else { return false }
            picture.apply(document, head)
        // A part that a later hub has.
        case nil: return false
        }
        return true
    }
}
