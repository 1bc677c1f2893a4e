import Basis

/// Every topic of ours: `floor/v1/{site}/…`. Ids stand in their topic form (`TopicID`).
package struct TopicGrammar: Hashable, Sendable {
    package let site: String
    /// The site as it stands in topics.
    package let topicForm: String
    private let root: String

    package init(site: String) {
        self.site = site
        topicForm = TopicID.encode(site)
        root = "floor/v1/\(topicForm)"
    }

    /// For a site that is known only from a topic.
    package init(topicForm site: String) {
        self.site = site
        topicForm = site
        root = "floor/v1/\(site)"
    }

    /// Replays and simulations only, for all sites of that broker.
    package static let clock = "floor/v1/clock"

    /// The hub's beat.
    package var hub: String { "\(root)/hub" }
    package func model(_ part: ModelPart) -> String { "\(root)/model/\(part.rawValue)" }
    package func line(_ id: String) -> String { "\(root)/line/\(TopicID.encode(id))" }
    /// - Parameter id: as `AlarmID.text` has it.
    package func alarm(_ id: String) -> String { "\(root)/alarm/\(TopicID.encode(id))" }
    package func machine(_ id: String) -> String { "\(root)/machine/\(TopicID.encode(id))" }
    /// Queries and leases of one terminal.
    package func ask(_ terminal: String) -> String { "\(root)/ask/\(TopicID.encode(terminal))" }
    /// Commands of one terminal.
    package func command(_ terminal: String) -> String { "\(root)/cmd/\(TopicID.encode(terminal))" }
    package func reply(_ terminal: String) -> String { reply(topicForm: TopicID.encode(terminal)) }
    /// For a terminal that is known only from a topic.
    package func reply(topicForm terminal: String) -> String { "\(root)/reply/\(terminal)" }

    /// What a hub subscribes to for terminals.
    package var asks: String { "\(root)/ask/+" }
    package var commands: String { "\(root)/cmd/+" }
    /// All documents of the site that a hub may have left behind.
    package var documents: [String] { [models, lines, "\(root)/machine/+", alarms] }
    package var lines: String { "\(root)/line/+" }
    package var alarms: String { "\(root)/alarm/+" }
    package var models: String { "\(root)/model/+" }
    /// The beats of every site on a broker: `floor/v1/{site}/hub`.
    package static let anyHub = "floor/v1/+/hub"

    package enum ModelPart: String, Hashable, Sendable, CaseIterable {
        /// Site, areas, lines and machines with their names.
        case machines
        /// When which line is meant to work.
        case shifts
        /// What a stop's reason is chosen from.
        case reasons
    }

    /// What a topic of this site is for; nil for a foreign one.
    package func kind(of topic: String) -> Kind? {
        guard topic.hasPrefix(root + "/") else { return nil }
        let parts = topic.dropFirst(root.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        if parts == ["hub"] { return .hub }
        guard parts.count == 2 else { return nil }
        let id = String(parts[1])
        switch parts[0] {
        case "model": return .model(id)
        case "line": return .line(id)
        case "machine": return .machine(id)
        case "alarm": return .alarm(id)
        case "ask": return .ask(id)
        case "cmd": return .command(id)
        case "reply": return .reply(id)
        default: return nil
        }
    }

    /// Ids are those of the topic.
    package enum Kind: Hashable, Sendable {
        case hub
        case model(String)
        case line(String)
        case machine(String)
        case alarm(String)
        case ask(String)
        case command(String)
        case reply(String)
    }
}
