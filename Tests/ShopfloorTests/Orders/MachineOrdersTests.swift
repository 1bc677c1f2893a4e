import Basis
import TestSupport
import Testing

@testable import Shopfloor

@Suite("Orders of a machine")
struct MachineOrdersTests {
    private static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

    private static func change(_ from: Int64, to: Int64? = nil, _ order: RunningOrder) -> OrderChanged {
        OrderChanged(machine: "A", from: at(from), to: to.map(at), order: order)
    }

    @Test("each runs from its word until the next, half-open; before the first nobody knows")
    func line() {
        let orders = MachineOrders([
            Self.change(10, .known("W-1")), Self.change(20, .known("W-1")), Self.change(30, .none),
            Self.change(40, .known("W-2")),
        ])
        #expect(orders.points.map(\.from) == [Self.at(10), Self.at(30), Self.at(40)])
        #expect(
            [9, 10, 29, 30, 39, 40, 99].map { orders[Self.at($0)].id } == [nil, "W-1", "W-1", nil, nil, "W-2", "W-2"])
        #expect(orders[Self.at(9)] == .unknown && orders[Self.at(30)] == .none && orders.current == .known("W-2"))
    }

    @Test("a word that came late changes the time until the next, and nothing after it")
    func late() {
        var orders = MachineOrders([Self.change(10, .known("W-1")), Self.change(40, .known("W-2"))])
        orders.apply(Self.change(20, to: 40, .known("W-3")))
        #expect([15, 20, 39, 40].map { orders[Self.at($0)].id } == ["W-1", "W-3", "W-3", "W-2"])
        orders.apply(Self.change(25, to: 30, .none))
        #expect([24, 25, 29, 30].map { orders[Self.at($0)].id } == ["W-3", nil, nil, "W-3"])
        orders.apply(Self.change(20, to: 40, .known("W-1")))
        #expect(orders.points.map(\.from) == [Self.at(10), Self.at(40)])
    }

    @Test("whatever is said, in whatever order, the stretches of a window are a partition of it", arguments: 0..<20)
    func partition(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var orders = MachineOrders()
        var naive: [RunningOrder] = Array(repeating: .unknown, count: 100)
        for _ in 0..<40 {
            let (a, b) = (random.below(100), random.below(100))
            let to = random.below(3) == 0 ? nil : max(a, b)
            let order: RunningOrder = [.unknown, .none, .known("1"), .known("2")][random.below(4)]
            orders.apply(Self.change(Int64(min(a, b)), to: to.map(Int64.init), order))
            for second in min(a, b)..<(to ?? 100) { naive[second] = order }
        }
        #expect(naive.indices.allSatisfy { orders[Self.at(Int64($0))] == naive[$0] })
        let window = Interval(from: Self.at(7), to: Self.at(93))
        let stretches = orders.stretches(in: window)
        #expect(stretches.first?.interval.from == window.from && stretches.last?.interval.to == window.to)
        for (one, two) in zip(stretches, stretches.dropFirst()) {
            #expect(one.interval.to == two.interval.from && one.order != two.order)
        }
        #expect(stretches.allSatisfy { orders[$0.interval.from] == $0.order && $0.interval.from < $0.interval.to })
    }

    @Test("slices are cut where the order changes, and idle time with an order is delay")
    func slices() {
        let stretches = [ConditionStretch(from: Self.at(0), to: nil, condition: Condition(.idle))]
        let book = StopBook(machine: "A", stretches: stretches, entries: [])
        let orders = MachineOrders([Self.change(10, .known("W-1")), Self.change(20, .none)])
        let slices = book.slices(in: Interval(from: Self.at(0), to: Self.at(30)), orders)
        #expect(slices.map(\.order) == [.unknown, .known("W-1"), .none])
        #expect(slices.map { TimeElement.of($0) } == [.down, .delay, .down])
        #expect(slices.map(\.milliseconds) == [10_000, 10_000, 10_000])
    }
}
