import Basis
import Records
import Shopfloor

/// Finds retained documents that an earlier hub published and this one no longer holds.
struct LeftoverDocuments {
    private let held: Set<String>
    private let topics: TopicGrammar

    init(topics: TopicGrammar, plant: Plant) {
        self.topics = topics
        let machines = plant.machines.map { topics.machine($0.id) }
        let lines = plant.lines.map { topics.line($0.id) }
        held = Set(machines + lines + TopicGrammar.ModelPart.allCases.map(topics.model))
    }

    /// Topics of documents that a hub of `plant` held, and this one does not.
    func gone(with plant: Plant) -> [String] {
        (plant.machines.map { topics.machine($0.id) } + plant.lines.map { topics.line($0.id) })
            .filter { !held.contains($0) }
    }

    /// Whether this is a document that nobody keeps up to date any more.
    func isLeftover(_ topic: String, isRetained: Bool) -> Bool {
        guard isRetained, !held.contains(topic) else { return false }
        switch topics.kind(of: topic) {
        case .model, .line, .machine: return true
        case .hub, .ask, .alarm, .command, .reply, nil: return false
        }
    }
}
