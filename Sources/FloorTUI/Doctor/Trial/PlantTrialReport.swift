import Basis
import Shopfloor

/// What a plant file made of messages.
struct PlantTrialReport: Hashable, Sendable {
    struct Source: Hashable, Sendable {
        var id: String
        /// Its topic, as in the plant file.
        var pattern: String
        var messages = 0
        /// Different topics that matched.
        var topics = 0
    }

    /// One message of several alike.
    struct Example: Hashable, Sendable {
        var topic: String
        var payload: String
        var detail: String
    }

    struct Count: Hashable, Sendable {
        var messages = 0
        var example: Example
    }

    struct Machine: Hashable, Sendable {
        var id: String
        /// At the end.
        var condition: Condition
        /// nil: since before the first message.
        var since: Instant?
        /// Tags that rules name and that never came.
        var unseenTags: [String] = []
        /// Words of its rules that never came, beside words that none names.
        var misfits: [RuleWords.Misfit] = []
        /// Its tags have values, but no rule holds.
        var isUncovered = false
    }

    var messages = 0
    var sources: [Source]
    /// By topic.
    var unmatched: [String: Count] = [:]
    /// Messages on further topics that no source matches.
    var unlisted = 0
    /// By reason.
    var rejected: [String: Count] = [:]
    var machines: [Machine]
    /// Names, with `*` for any text, that `[[tag]]` or `[[cycle]]` has and that no message had; without those of `unseenTags`.
    var unseenNames: [String] = []
    /// The broker did not let us see all topics, so what is unmatched is not known.
    var sawOnlySources = false

    /// Whether the plant file needs work: nothing came that it explains, or something that it cannot read, or
    /// that no rule covers.
    var hasFaults: Bool {
        sources.allSatisfy { $0.messages == 0 } || !rejected.isEmpty || machines.contains(where: \.isUncovered)
    }

    /// Topics that no source matches, the busiest first.
    func topUnmatched(_ count: Int) -> [(topic: String, count: Count)] {
        unmatched.sorted { ($1.value.messages, $0.key) < ($0.value.messages, $1.key) }.prefix(count)
            .map { ($0.key, $0.value) }
    }
}

extension PlantTrialReport {
    /// A JSON object with all of it.
    func json() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("messages", messages)
            json.key("sources")
            json.array { json in
                for source in sources {
                    json.object { json in
                        json.member("source", source.id)
                        json.member("topic", source.pattern)
                        json.member("messages", source.messages)
                        json.member("topics", source.topics)
                    }
                }
            }
            json.member("saw_all_topics", !sawOnlySources)
            json.member("unmatched_messages", unmatchedMessages)
            json.key("unmatched")
            json.array { json in
                for (topic, count) in topUnmatched(100) { Self.write(count, ("topic", topic), to: &json) }
            }
            json.key("rejected")
            json.array { json in
                for (reason, count) in sortedRejected { Self.write(count, ("reason", reason), to: &json) }
            }
            json.key("unseen_names")
            json.array { json in for name in unseenNames { json.value(name) } }
            writeMachines(to: &json)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ count: Count, _ what: (String, String), to json: inout JSONWriter) {
        json.object { json in
            json.member(what.0, what.1)
            json.member("messages", count.messages)
            json.key("example")
            json.object { json in
                json.member("topic", count.example.topic)
                json.member("payload", count.example.payload)
                json.member("detail", count.example.detail)
            }
        }
    }

    private func writeMachines(to json: inout JSONWriter) {
        json.key("machines")
        json.array { json in
            for machine in machines {
                json.object { json in
                    json.member("machine", machine.id)
                    json.member("state", machine.condition.state.rawValue)
                    json.member("native", machine.condition.native)
                    json.member("why", machine.condition.why?.rawValue)
                    json.member("since", machine.since.map { ISO8601.format($0) })
                    json.key("unseen_tags")
                    json.array { json in for tag in machine.unseenTags { json.value(tag) } }
                    json.member("uncovered", machine.isUncovered)
                    json.key("misfits")
                    json.array { json in for misfit in machine.misfits { misfit.write(to: &json) } }
                }
            }
        }
    }

    /// How many messages no source matches.
    var unmatchedMessages: Int { unmatched.values.reduce(unlisted) { $0 + $1.messages } }

    var sortedRejected: [(String, Count)] {
        rejected.sorted { ($1.value.messages, $0.key) < ($0.value.messages, $1.key) }.map { ($0.key, $0.value) }
    }
}

extension RuleWords.Misfit {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("tag", tag)
            json.member("newest", newest)
            json.key("never_came")
            json.array { json in for word in missing { json.value(word) } }
            json.key("not_named")
            json.array { json in for word in unnamed { json.value(word) } }
        }
    }
}
