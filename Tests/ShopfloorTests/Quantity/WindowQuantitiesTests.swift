import Basis
import Shopfloor
import Testing

@Suite("Quantities of a window by order")
struct WindowQuantitiesTests {
    private static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

    private static func part(_ order: String?, _ from: Int64, _ to: Int64, _ produced: Double, _ ideal: Double?)
        -> WindowQuantities.Part
    {
        let interval = Interval(from: at(from), to: at(to))
        var entry = QuantityEntry(.counter, interval, order: order)
        (entry.produced, entry.good, entry.idealSeconds) = (produced, produced, ideal)
        return WindowQuantities.Part(order: order, interval: interval, entries: [entry])
    }

    private static func booking(
        _ when: QuantityBooked.When, _ order: String?, scrap: Int64 = 0, rework: Int64 = 0
    ) -> QuantityBooked {
        QuantityBooked(
            machine: "A", when: when, order: order, scrap: scrap, rework: rework, note: nil, command: 1, by: "t")
    }

    private static var window: WindowQuantities {
        WindowQuantities([part("W-1", 0, 100, 50, 2), part("W-2", 100, 200, 10, 20)])
    }

    @Test("what is booked is of the order that it names, and worth what that makes")
    func named() {
        var window = Self.window
        window.book(Self.booking(.at(Self.at(10)), "W-2", scrap: 2, rework: 1))
        let sums = window.parts.map(\.sums)
        #expect(sums[0] == Self.window.parts[0].sums)
        #expect(sums[1].good == 7 && sums[1].scrap == 2 && sums[1].rework == 1 && sums[1].produced == 10)
        #expect(sums[1].idealGood == 140 && sums[1].idealProduced == 200)
        #expect(window.sums.idealGood == 240 && window.sums.good == 57)
    }

    @Test("what is booked of a whole shift is shared out to its hours by the good parts of its order, and adds up")
    func shared() {
        var hours: [WindowQuantities?] = [
            nil, WindowQuantities([Self.part("W-1", 0, 100, 30, 2)]),
            WindowQuantities([Self.part("W-1", 100, 150, 10, 2), Self.part("W-2", 150, 200, 10, 20)]),
        ]
        let times = Self.times
        hours.take(
            [
                Self.booking(.shift("s"), "W-1", scrap: 3), Self.booking(.shift("s"), "W-1", scrap: 2, rework: 35),
                Self.booking(.shift("s"), "W-2", scrap: 10),
            ], in: times)
        #expect(hours.map { $0?.sums.scrap } == [nil, 4, 11])
        #expect(hours.map { $0?.sums.rework } == [nil, 26, 9])
        #expect(hours.map { $0?.sums.good } == [nil, 0, 0])
        // Where nothing good is left to take it from, it is told all the same.
        hours.take([Self.booking(.shift("s"), nil, scrap: 1)], in: times)
        #expect(hours.map { $0?.sums.good } == [nil, 0, -1])
    }

    private static let times = [(-50, 0), (0, 100), (100, 200)].map { Interval(from: at($0.0), to: at($0.1)) }

    @Test(
        "what is booked of a time is of its hour; what that did not make is of those before it, then of those after it")
    func timed() {
        let parts = [Self.part(nil, 0, 100, 5, 2), Self.part(nil, 100, 200, 0, nil)]
        let hours = [nil] + parts.map { WindowQuantities([$0]) }
        var later: [WindowQuantities?] = hours
        later.take([Self.booking(.at(Self.at(150)), nil, scrap: 2, rework: 1)], in: Self.times)
        #expect(later.map { $0?.sums.good } == [nil, 2, 0] && later.map { $0?.sums.rework } == [nil, 1, 0])
        // Of an hour of which nothing is known.
        var unknown: [WindowQuantities?] = hours
        unknown.take([Self.booking(.at(Self.at(-10)), nil, scrap: 4)], in: Self.times)
        #expect(unknown.map { $0?.sums.scrap } == [nil, 4, 0])
        unknown.take([Self.booking(.at(Self.at(-10)), nil, scrap: 2)], in: Self.times)
        #expect(unknown.map { $0?.sums.good } == [nil, -1, 0])
    }

    @Test("in hours what is booked is worth what it is in the whole shift, so that the hours add up to it")
    func worth() {
        let booked = [Self.booking(.shift("s"), nil, scrap: 6), Self.booking(.at(Self.at(150)), nil, scrap: 3)]
        let parts = [Self.part(nil, 0, 100, 30, 2), Self.part(nil, 100, 200, 10, 20)]
        var shift = WindowQuantities([
            WindowQuantities.Part(
                order: nil, interval: Interval(from: Self.at(0), to: Self.at(200)), entries: parts.flatMap(\.entries))
        ])
        booked.forEach { shift.book($0) }
        var hours: [WindowQuantities?] = parts.map { WindowQuantities([$0]) }
        hours.take(booked, in: Array(Self.times[1...]))
        let sum = hours.reduce(0.0) { $0 + ($1?.sums.idealGood ?? 0) }
        // 6.5 s each.
        #expect(shift.sums.idealGood == 201.5 && sum == 201.5)
    }

    @Test("without an order it is of the one that ran then")
    func unnamed() {
        var window = Self.window
        window.book(Self.booking(.at(Self.at(99)), nil, scrap: 5))
        #expect(window.parts.map(\.sums.scrap) == [5, 0])
    }

    @Test("without order and time it is of the only order of the shift, and of several nobody knows of which")
    func ofShift() {
        var one = WindowQuantities([Self.part(nil, 0, 10, 1, 2), Self.part("W-1", 10, 100, 50, 2)])
        one.book(Self.booking(.shift("2026-11-23/early"), nil, scrap: 5))
        #expect(one.parts.map(\.sums.scrap) == [0, 5])
        var two = Self.window
        two.book(Self.booking(.shift("2026-11-23/early"), nil, scrap: 5))
        #expect(two.parts.map(\.order) == ["W-1", "W-2", nil] && two.parts[2].sums.scrap == 5)
        #expect(two.sums.good == 55 && two.sums.produced == 60)
    }

    @Test("of an order that did not run by all that is known the bad parts were made, too")
    func otherOrder() {
        var window = Self.window
        window.book(Self.booking(.at(Self.at(10)), "W-9", scrap: 4))
        #expect(window.parts.map(\.order) == ["W-1", "W-2", "W-9"])
        #expect(window.parts.map(\.sums.produced) == [46, 10, 4] && window.parts.map(\.sums.good) == [46, 10, 0])
        #expect(window.sums.produced == 60 && window.sums.good == 56 && window.sums.scrap == 4)
        #expect(KeyFigures(PerformanceSums(quantity: window.parts[2].sums)).quality == 0)
        // So were those that are booked of it later, and no other is taken out of them.
        window.book(Self.booking(.at(Self.at(20)), "W-9", scrap: 1, rework: 2))
        window.book(Self.booking(.shift("2026-11-23/early"), nil, scrap: 1))
        #expect(window.parts.map(\.order) == ["W-1", "W-2", "W-9", nil])
        #expect(window.parts.map(\.sums.produced) == [43, 10, 7, 0])
        #expect(window.parts.map(\.sums.good) == [43, 10, 0, -1] && window.parts[2].sums.scrap == 5)
    }
}

extension PerformanceSums {
    fileprivate init(quantity: QuantitySums) {
        self.init()
        self.quantity = quantity
    }
}
