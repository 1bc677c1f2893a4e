import Testing

@testable import Basis

@Suite("Durations in messages")
struct DurationNotationTests {
    @Test("a duration is written as it is read", arguments: ["1h30m", "5s", "8d", "250ms", "0s", "3d1ms"])
    func text(_ text: String) {
        #expect(DurationText.parse(text).map(DurationText.notation) == text)
    }
}
