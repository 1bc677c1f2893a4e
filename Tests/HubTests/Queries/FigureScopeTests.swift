import Basis
import Records
import Shopfloor
import Testing

@testable import Hub

/// Figures of a day whose numbers were worked out by hand, by all that they can be summed by.
struct FigureScopeTests {
    /// Order W-1 in the early shift, W-2 in the late one. Broken from 08:00 to 08:45, from 13:00 to 14:30 and from 20:00 on,
    /// maintained from 09:45 to 11:00, by a person's word, over the break, and from 16:00 to 17:00, by its own.
    private func day() throws -> PressDay {
        let plant = PressDay.plant
            .replacing("ideal_cycle = \"62s\"", with: "ideal_cycle = \"62s\"\norder = \"job\"")
            .replacing(
                "[[cycle]]", with: "[[rule]]\nstate = \"maintenance\"\nwhen = 'mode == \"serve\"'\n[[cycle]]")
        var day = try PressDay(plant + PressDay.calendar)
        for (clock, tag, value) in [
            ("06:00", "job", "\"W-1\""), ("06:00", "mode", "\"setup\""), ("06:00", "n", "0"),
            ("06:30", "mode", "\"run\""), ("07:59", "n", "60"), ("08:00", "mode", "\"halt\""),
            ("08:45", "mode", "\"run\""), ("09:40", "n", "100"),
            ("09:45", "mode", "\"halt\""), ("11:00", "mode", "\"run\""), ("12:59", "n", "200"),
            ("13:00", "mode", "\"halt\""),
            ("14:00", "job", "\"W-2\""), ("14:30", "mode", "\"run\""), ("15:59", "n", "250"),
            ("16:00", "mode", "\"serve\""),
            ("17:00", "mode", "\"run\""), ("19:59", "n", "400"), ("20:00", "mode", "\"halt\""),
        ] {
            try day.send(tag, value, clock)
        }
        let reasons = [
            ("08:00", "hydraulic"), ("09:45", "maintenance-planned"), ("13:00", "mechanical"), ("20:00", "electrical"),
        ]
        for (number, (clock, reason)) in reasons.enumerated() {
            let stop = "A@\(try PressDay.at(clock).milliseconds)"
            let reply = try day.say(number + 1, "stop.explain", stop, #"{"reason":"\#(reason)"}"#, "20:10")
            #expect(reply?.outcome == .saved, "\(reason)")
        }
        let booked = try day.say(9, "quantity.book", "A", #"{"shift":"early","scrap":4,"rework":6}"#, "20:10")
        #expect(booked?.outcome == .saved)
        try day.commit(until: "22:00")
        return day
    }

    /// In the order of `names`.
    private typealias Figures = [Double?]

    private static let names = [
        "pbt_s", "breakdown_s", "maintenance_s", "throughput_rate", "production_process_ratio", "first_pass_yield",
        "failures", "mtbf_s", "mttr_s", "mttf_s", "corrective_maintenance_ratio",
        "inherent_availability", "lost_stopped",
    ]

    /// The ideal cycle of a part, in seconds.
    private static let pri = 62.0
    /// PBT 405 min: APT 270, AUST 30, ADET 105, all in breakdown; 45 min of maintenance; 200 parts, 10 of them not good.
    private static let early: Figures = [
        24_300, 6300, 2700, 200 / 6.75, 270.0 / 405, 0.95, 2, 9000, 4050, 9000, 105.0 / 150,
        9000.0 / 13_050, 6300 / pri,
    ]
    /// PBT 420 min: APT 270, ADET 150, all in breakdown; 60 min of maintenance; 200 parts.
    private static let late: Figures = [
        25_200, 9000, 3600, 200 / 7.0, 270.0 / 420, 1, 1, 16_200, 7200, 16_200, 150.0 / 210,
        16_200.0 / 23_400, 9000 / pri,
    ]
    private static let whole: Figures = [
        49_500, 15_300, 6300, 400 / 13.75, 540.0 / 825, 0.975, 3, 11_400, 5100, 11_400, 255.0 / 360,
        11_400.0 / 16_500, 15_300 / pri,
    ]
    /// Of an hour in which it ran, one in which it broke, and one of break and maintenance.
    private static let hours: [Int: Figures] = [
        // What was booked of the shift is shared out by the good parts of its hours: three of ten.
        7: [3600, 0, 0, 60, 1, 0.95, 0, nil, nil, nil, nil, nil, 0],
        8: [3600, 2700, 0, 0, 0.25, nil, 1, 900, 2700, 900, 1, 0.25, 2700 / pri],
        10: [0, 0, 1800, nil, nil, nil, 0, nil, nil, nil, 0, nil, 0],
    ]

    @Test("rates, yields and times between failures are right to the digit", arguments: FigureGroup.allCases)
    func figures(_ group: FigureGroup) throws {
        let rows = try day().rows(group)
        let expected: [(Int, Figures)] =
            switch group {
            case .shift, .machineShift, .order: [(0, Self.early), (1, Self.late)]
            case .day, .machine, .line: [(0, Self.whole)]
            case .hour: Self.hours.map { ($0.key - 6, $0.value) }
            }
        #expect(rows.count == (group == .hour ? 16 : expected.count))
        for (number, figures) in expected {
            for (name, figure) in zip(Self.names, figures) {
                let own = rows[number].number(name)
                let isRight = if let own, let figure { abs(own - figure) < 1e-9 } else { own == nil && figure == nil }
                #expect(isRight, "\(name) of \(number) is \(own ?? .nan), not \(figure ?? .nan)")
            }
        }
    }

    @Test("without a calendar nobody knows for how long it was up as planned: MTTF is null, the others stay")
    func unplanned() throws {
        var day = try PressDay(PressDay.plant)
        for (clock, mode) in [("06:00", "run"), ("07:00", "halt"), ("08:00", "run")] {
            try day.send("mode", "\"\(mode)\"", clock)
        }
        let stop = "A@\(try PressDay.at("07:00").milliseconds)"
        try day.say(1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "08:00")
        try day.commit(until: "09:00")
        let row = try #require(try day.rows(.machine).first)
        #expect(row.number("failures") == 1 && row.number("mttr_s") == 3600 && row["mttf_s"] == Row.Value.none)
        #expect(row.number("production_process_ratio") == 2.0 / 3 && row["throughput_rate"] == Row.Value.none)
    }
}
