import Records
import Testing

@testable import Hub

@Suite("What was lost, in parts")
struct LostPartsTests {
    /// A die of two parts in 30 s, and one of one part in 60 s.
    private static let plant =
        PressDay.plant
        .replacing("ideal_cycle = \"62s\"", with: "ideal_cycle = \"62s\"\norder = \"job\"") + PressDay.calendar + """

            [[tag]]
            id = "n"
            owner = "die"
            [[die]]
            id = "D-1"
            ideal_cycle = "30s"
            cavities = 2
            [[die]]
            id = "D-2"
            ideal_cycle = "60s"
            """

    /// An early shift of two orders, each on a die of its own, and a late one in which the machine stands.
    private func day() throws -> PressDay {
        var day = try PressDay(Self.plant)
        let said: [(clock: String, tag: String, value: String)] = [
            ("06:00", "die", #""D-1""#), ("06:00", "job", #""O-1""#), ("06:00", "mode", #""run""#), ("06:00", "n", "0"),
            ("07:20", "n", "60"), ("08:10", "mode", #""halt""#), ("08:40", "die", #""D-2""#),
            ("08:40", "job", #""O-2""#), ("08:40", "mode", #""run""#), ("08:40", "n", "60"), ("09:50", "n", "100"),
            ("11:15", "mode", #""halt""#),
        ]
        for (clock, tag, value) in said { try day.send(tag, value, clock) }
        try day.commit(until: "22:00")
        return day
    }

    @Test(
        "it adds up over orders, hours, shifts and lines, whatever each of them made", arguments: FigureGroup.allCases)
    func sums(_ group: FigureGroup) throws {
        let day = try day()
        let whole = try #require(try day.rows(.machine).first)
        let rows = try day.rows(group)
        #expect(group == .order ? rows.count == 2 : !rows.isEmpty)
        for member in ["adet_s", "pq", "ideal", "lost_stopped", "lost_speed"] {
            let sum = rows.compactMap { $0.number(member) }.reduce(0, +)
            let all = try #require(whole.number(member))
            #expect(abs(sum - all) < 1e-6, "\(member): \(sum) of \(all)")
        }
    }

    @Test("each order is measured by what it made")
    func byOrder() throws {
        let day = try day()
        let orders = try day.rows(.order) { $0.to = try? PressDay.at("14:00") }
        // 08:10 to 08:40 at 15 s a part; 11:15 to 14:00 at 60 s.
        #expect(orders.map { $0.number("lost_stopped") } == [120, 165])
        // It ran from 06:00 to 08:10 for 120 parts of 15 s, and from 08:40 to 11:15, also in the break, for 40 of 60 s.
        #expect(orders.map { $0.number("lost_speed") } == [400, 115])
    }

    @Test("where nothing was made it is measured by the die that was counted last")
    func mounted() throws {
        let day = try day()
        let late = try #require(try day.rows().last)
        #expect(late.number("adet_s") == 28_800 && late.number("pq") == 0)
        #expect(late.number("lost_stopped") == 480 && late.number("lost_speed") == 0)
    }
}
