import Basis
import Records
import TestSupport
import Testing

@Suite("Topics and hostile ids")
struct TopicInjectionTests {
    @Test("S17: whatever an id is, its topic has as many levels as any, and no wildcard")
    func levels() {
        var random = SplitMix(state: 17)
        var faults: Set<String> = []
        for _ in 0..<100_000 {
            let id = HostileText.next(&random)
            let topics = TopicGrammar(site: id)
            let all = [
                topics.line(id), topics.machine(id), topics.alarm(id), topics.command(id), topics.ask(id),
                topics.reply(id),
            ]
            for topic in all where !Self.isSafe(topic) || topics.kind(of: topic) == nil { faults.insert(topic) }
        }
        #expect(faults.isEmpty)
    }

    /// Five levels of what is neither a wildcard nor `$` nor anything but printable ASCII.
    private static func isSafe(_ topic: String) -> Bool {
        let isPlain = topic.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2B && $0 != 0x23 && $0 != 0x24 }
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return isPlain && levels.count == 5 && levels.allSatisfy { !$0.isEmpty }
    }

    @Test("S17: an id reads back from its escaped form, whatever it is")
    func escapes() {
        var random = SplitMix(state: 18)
        for _ in 0..<20_000 {
            let id = HostileText.next(&random)
            #expect(TopicID.unescape(TopicID.escape(id)) == id)
            #expect(TopicID.isTopicForm(TopicID.encode(id)))
        }
    }

    @Test("what no id has as its form is none")
    func noForm() {
        let long = String(repeating: "a", count: 47)
        for text in [
            "", "~zz", "t~31", "t~2", "~FF", "~ff", "a b", long + "~ff0123456789abcg", long + "~~~~~~~~~~~~~~~~~",
        ] {
            #expect(!TopicID.isTopicForm(text), "\(text)")
        }
        for text in ["t-1", "~", "~2f", "t~20a", "~c3~a4", long + "~ff23456789abcdef"] {
            #expect(TopicID.isTopicForm(text), "\(text)")
        }
    }
}
