import Basis
import Testing

@testable import Hub

@Suite("What was lost on the way")
struct LossesTests {
    private static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    @Test("each loss is said once, with how much it was, and at most once a minute")
    func said() {
        var losses = Losses()
        func said(_ seconds: Int64) -> [String] { losses.sentences(at: Self.at(seconds), broker: "mqtt://b") }
        #expect(said(0).isEmpty)
        losses.dropped = 3
        #expect(said(1).map { String($0.prefix(10)) } == ["3 messages"])
        losses.missed = 2
        #expect(said(30).isEmpty && said(61).map { $0.contains("missing") } == [true] && said(200).isEmpty)
        losses.dropped = 5
        #expect(said(201).map { String($0.prefix(10)) } == ["2 messages"])
        losses.dropped = 6
        losses.sayAgain()
        #expect(said(202).count == 1)
    }
}
