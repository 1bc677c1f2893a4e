import Basis
import Records
import Testing

struct TopicGrammarTests {
    static let ids = [
        "plain-1", "4500/0010", "工单7", "~", "", String(repeating: "a", count: 200), String(repeating: "工", count: 70),
        "+", "#", "a b",
    ]

    @Test(
        "whatever an id is, its topic has the right levels, no wildcard, and an id of at most 64 plain characters",
        arguments: ids)
    func levels(_ id: String) throws {
        let topics = TopicGrammar(site: id)
        for topic in [topics.line(id), topics.machine(id), topics.ask(id), topics.reply(id)] {
            let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
            #expect(levels.count == 5 && levels[..<2] == ["floor", "v1"])
            for level in [levels[2], levels[4]] {
                #expect(!level.isEmpty && level.utf8.count <= 64)
                #expect(level.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-~".contains($0)) })
            }
        }
        #expect(topics.kind(of: topics.machine(id)) == .machine(TopicID.encode(id)))
    }

    @Test("different ids have different topics")
    func distinct() {
        let topics = TopicGrammar(site: "s")
        let more = Self.ids + ["~7e", "4500~2f0010", "工单", String(repeating: "a", count: 199) + "b", "~20"]
        #expect(Set(more.map { topics.line($0) }).count == more.count)
    }

    @Test("a topic of another site, or of nothing of ours, has no kind")
    func kinds() {
        let topics = TopicGrammar(site: "s")
        #expect(topics.kind(of: topics.hub) == .hub)
        #expect(topics.kind(of: topics.model(.machines)) == .model("machines"))
        for topic in [
            "floor/v1/ss/hub", "floor/v1/s", "floor/v1/s/hub/x", "floor/v1/s/line", "floor/v1/s/line/a/b",
            "floor/v1/clock", "",
        ] {
            #expect(topics.kind(of: topic) == nil)
        }
    }
}
