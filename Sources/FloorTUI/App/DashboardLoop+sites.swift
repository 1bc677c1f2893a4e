import Basis
import Records
import Telemetry

/// Which site's hub this dashboard shows.
extension DashboardLoop {
    static func subscriptions(_ topics: TopicGrammar, _ terminal: String) -> [Subscription] {
        [topics.models, topics.lines, topics.hub, topics.reply(terminal)].map {
            Subscription($0, qos: .atLeastOnce, class: .command)
        }
    }

    /// Where no site is named the first hub that is heard decides it; where one is, others are only told of.
    func meet(_ topic: String) {
        guard topic.hasSuffix("/hub") else { return }
        let parts = topic.split(separator: "/")
        guard parts.count == 4 else { return }
        guard let topics else {
            let found = TopicGrammar(topicForm: String(parts[2]))
            self.topics = found
            outbox.serve(found)
            connection.unsubscribe(TopicGrammar.anyHub)
            for subscription in Self.subscriptions(found, outbox.terminal) { try? connection.subscribe(subscription) }
            return
        }
        if topic != topics.hub {
            hub.heardOther(TopicID.words(ofTopicForm: String(parts[2])))
        } else if isListeningForOthers {
            isListeningForOthers = false
            connection.unsubscribe(TopicGrammar.anyHub)
        }
    }

    /// No hub of the site that is named speaks: which are there?
    func listenForOthers() {
        guard topics != nil, !isListeningForOthers else { return }
        isListeningForOthers = true
        // The broker may not grant it, and the filter itself is a valid one.
        try? connection.subscribe(Subscription(TopicGrammar.anyHub, qos: .atLeastOnce, class: .command))
    }
}

extension TopicID {
    /// An id that is known only from topics, for screens.
    static func words(ofTopicForm form: String) -> String {
        SanitizedText(unescape(form) ?? form, limit: 64).text
    }
}
