import Testing

@testable import Hub

@Suite("Commands that wait")
struct CommandIntakeTests {
    func item(_ terminal: String, _ number: Int) -> CommandIntake.Item {
        CommandIntake.Item(topic: "t", terminal: terminal, payload: [UInt8(number % 256)])
    }

    @Test("a terminal that sends thousands delays no other: each has its turn, in its own order")
    func fair() {
        var intake = CommandIntake()
        for number in 0..<500 { intake.add(item("a", number)) }
        intake.add(item("b", 1))
        intake.add(item("b", 2))
        var order: [String] = []
        while let next = intake.take() { order.append("\(next.terminal)\(next.payload[0])") }
        #expect(order.prefix(5) == ["a0", "b1", "a1", "b2", "a2"])
        #expect(order.count == 502)
        #expect(intake.isEmpty)
    }

    @Test("of all terminals so many bytes wait, and no more, however many names somebody gives himself")
    func byteBound() {
        var intake = CommandIntake()
        let large = [UInt8](repeating: 0, count: 1 << 20)
        let taken = (0..<100).map { number in
            intake.add(CommandIntake.Item(topic: "t", terminal: "t\(number)", payload: large))
        }
        #expect(taken.prefix(60).allSatisfy { $0 } && !taken[64])
        _ = intake.take()
        let hasRoom = intake.add(CommandIntake.Item(topic: "t", terminal: "new", payload: large))
        #expect(hasRoom)
    }

    @Test("of one terminal so many wait, and no more")
    func bound() {
        var intake = CommandIntake()
        let first = (0..<CommandIntake.limit).map { intake.add(item("a", $0)) }
        #expect(first.allSatisfy { $0 })
        let more = (intake.add(item("a", 0)), intake.add(item("b", 0)))
        #expect(more == (false, true))
    }
}
