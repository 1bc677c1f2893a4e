import Basis
import TestSupport
import Testing

@testable import Telemetry

struct HostileMessageTests {
    static let hostile = "\u{1B}[31m\u{202E}e" + String(repeating: "\u{301}", count: 40)

    static func isHarmless(_ text: String) -> Bool { SanitizedText(text).text == text && !text.contains("\u{1B}") }

    @Test("values, tag names of topics and of members, items, codes and texts are harmless once they are in")
    func sanitised() throws {
        var fixture = try IngestFixture()
        let escaped = #"\u001b[31m\u202ee"#
        _ = fixture.take("v/M/\(Self.hostile)", #"{"t":{t},"v":"\#(escaped)"}"#)
        _ = fixture.take("o/M", #"{"t":{t},"d":{"\#(escaped)":1}}"#)
        _ = fixture.take("n", #"{"t":{t},"m":"M","tag":"\#(escaped)1","v":true}"#)
        let tracks = fixture.ingest.machines[0].tracks
        #expect(tracks.count == 3)
        #expect(tracks.allSatisfy { Self.isHarmless($0.name) && Self.isHarmless($0.usable?.text ?? "") })
        let result = fixture.take("a/M/\(Self.hostile)", #"{"t":{t},"l":"F","c":"\#(escaped)","x":"\#(escaped)"}"#)
        guard case .taken = result, let line = fixture.ingest.alarm else { return #expect(Bool(false)) }
        #expect([line.item, line.code, line.text].allSatisfy(Self.isHarmless))
    }

    @Test("what is said of a rejected message is harmless and short")
    func details() throws {
        var fixture = try IngestFixture()
        let marks = #""e\#(String(repeating: #"\u0301"#, count: 20_000))""#
        let payloads: [(String, String)] = [
            ("v/\(Self.hostile)/a", #"{"t":{t},"v":1}"#), ("v/M/a", #"{"t":"\#(Self.hostile)","v":1}"#),
            ("a/M/i", #"{"t":{t},"l":"\u001b]0;x\u0007"}"#), ("a/M/i", #"{"t":{t},"l":\#(marks)}"#),
            ("v/M/a", #"{"t":{t},\#(marks):1,\#(marks):2}"#),
        ]
        for (topic, payload) in payloads {
            guard case .rejected(let rejection) = fixture.take(topic, payload) else {
                Issue.record("\(topic) was taken")
                continue
            }
            #expect(Self.isHarmless(rejection.detail) && rejection.detail.utf8.count <= 512)
        }
    }

    @Test("garbage of every kind is rejected, never a crash, and never a tag")
    func garbage() throws {
        var fixture = try IngestFixture()
        var random = SplitMix(state: 7)
        for _ in 0..<2000 {
            let bytes = (0..<random.below(60)).map { _ in UInt8(random.below(256)) }
            guard case .rejected = fixture.take("v/M/a", bytes) else { return #expect(Bool(false)) }
        }
        #expect(fixture.ingest.machines[0].tracks.isEmpty || fixture.track("a")?.newest == nil)
    }

    @Test("topics that no source or machine has are not remembered, nor are very long ones")
    func bounded() throws {
        var fixture = try IngestFixture()
        for index in 0..<1000 {
            _ = fixture.reason("x/\(index)", "{}")
            _ = fixture.reason("v/X\(index)/a", #"{"t":{t},"v":1}"#)
        }
        let long = String(repeating: "y", count: 60_000)
        #expect(fixture.reason("v/M/\(long)", #"{"t":{t},"v":1}"#) == nil)
        #expect(fixture.ingest.rememberedTopics == 0)
        #expect(fixture.ingest.machines[0].tracks.allSatisfy { $0.name.utf8.count <= 256 })
    }
}
