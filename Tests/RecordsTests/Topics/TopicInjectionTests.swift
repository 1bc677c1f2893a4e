import Basis
import Records
import TestSupport
import Testing

@Suite("Topics and hostile ids")
struct TopicInjectionTests {
    private static let pieces = [
        "+", "#", "/", "$", "\u{0}", "~", "%", "..", "a", "Z", "9", "-", "_", " ", "\n", "\u{1B}", "工单", "é",
        "\u{202E}",
        "🏭", "~2f", "floor/v1", "$SYS", "\u{FFFD}", "\"", "'", ";", "\\",
    ]

    @Test("S17: whatever an id is, its topic has as many levels as any, and no wildcard")
    func levels() {
        var random = SplitMix(state: 17)
        for _ in 0..<100_000 {
            let id = (0..<random.below(9)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
            let topics = TopicGrammar(site: id)
            let all = [
                topics.line(id), topics.machine(id), topics.alarm(id), topics.command(id), topics.ask(id),
                topics.reply(id),
            ]
            for topic in all {
                #expect(topic.utf8.filter { $0 == UInt8(ascii: "/") }.count == 4)
                let isPlain = topic.utf8.allSatisfy {
                    (0x21...0x7E).contains($0) && $0 != 0x2B && $0 != 0x23 && $0 != 0x24
                }
                #expect(isPlain, "\(topic)")
                #expect(topics.kind(of: topic) != nil)
            }
        }
    }

    @Test("S17: an id reads back from its escaped form, whatever it is")
    func escapes() {
        var random = SplitMix(state: 18)
        for _ in 0..<20_000 {
            let id = (0..<random.below(6)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
            #expect(TopicID.unescape(TopicID.escape(id)) == id)
            #expect(TopicID.isTopicForm(TopicID.encode(id)))
        }
    }
}
