import Testing

@testable import Hub

struct SlotsTests {
    @Test("all places can be taken, one more is refused, and who was refused has taken none")
    func bounded() {
        var slots = Slots(3)
        let entered = (0..<5).map { _ in slots.enter() }
        #expect(entered == [true, true, true, false, false])
        for _ in 0..<3 { slots.leave() }
        #expect(slots.taken == 0)
        let again = (0..<3).map { _ in slots.enter() }
        #expect(again == [true, true, true])
    }
}
