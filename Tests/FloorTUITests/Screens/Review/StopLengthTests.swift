import Basis
import Records
import Shopfloor
import Testing

@testable import FloorTUI

/// How long stops are in lists: as long as in the figures.
struct StopLengthTests {
    private static let day = TestPlant.now
    private static func at(_ minute: Int64) -> Instant { day + .seconds(minute * 60) }

    /// One that lasts since 09:00, as the hub told it at 09:50.
    private static func lasting() throws -> StopLine {
        var row = Row()
        row.add("machine", "A1")
        row.add("from", at(540))
        row.add("seconds", 3000.0)
        row.add("within_s", 3000.0)
        row.add("counted", true)
        return try #require(StopLine(row))
    }

    @Test(
        "a stop that lasts grows between two answers of the hub as it does in the figures: not in a break, nor after the shift"
    )
    func grows() throws {
        var state = TestPlant.state()
        let shift = ShiftRule(
            id: "early", name: LocalizedText("Early"), from: 360, to: 840, days: .weekdays([1, 2, 3, 4, 5, 6, 7]))
        let pause = BreakRule(name: LocalizedText("Break"), from: 600, to: 630)
        let calendar = PlantCalendar(zone: .utc, shifts: [shift], breaks: [pause])
        let span = SpanFinder(zone: .utc, calendar: calendar, line: "A").span(.day, at: Self.at(540))
        let stop = try Self.lasting()
        func minutes(_ now: Int64) -> Duration { stop.length(in: span, state.context(Self.at(now))) }
        // A line without a calendar has no breaks.
        #expect(minutes(640) == .seconds(100 * 60))
        state.picture.apply(CalendarDocument(calendar: calendar), TestPlant.head)
        for (now, length) in [(545, 50), (590, 50), (595, 55), (610, 60), (640, 70), (840, 270), (900, 270)]
            as [(Int64, Int64)]
        {
            #expect(minutes(now) == .seconds(length * 60), "\(now)")
        }
        #expect(stop.wholeLength(state.context(Self.at(640))) == .seconds(100 * 60))
    }

    @Test("of what a stop has of several causes each list has its own part", arguments: Language.allCases)
    func parts(_ language: Language) throws {
        var row = Row()
        row.add("machine", "A1")
        row.add("from", Self.at(540))
        row.add("to", Self.at(560))
        row.add("seconds", 1200.0)
        row.add("within_s", 1200.0)
        row.add("counted", true)
        row.add("cause", "state")
        row.add("kind", "set-up")
        let parts =
            #"[{"cause":"state","kind":"set-up","seconds":1140},{"cause":"micro","kind":null,"seconds":60}]"#
        row.add("parts", .json(Array(parts.utf8)))
        var micro = Row()
        micro.add("cause", "micro")
        let stop = try #require(StopLine(row))
        var state = TestPlant.state()
        state.phrases.language = language
        let context = state.context(Self.at(600))
        let span = SpanFinder(zone: .utc, calendar: nil, line: "A").span(.day, at: Self.at(540))
        func list(_ choice: StopChoice) -> StopListTable {
            let stops = [stop].filter(choice.contains)
            return StopListTable(context: context, span: span, choice: choice, stops: stops, hasMachines: false)
        }
        let (setUp, rest) = (list(.cause(StopCause(row))), list(.cause(StopCause(micro))))
        #expect(setUp.total == .seconds(1140) && setUp.counted == 1 && setUp.others.isEmpty)
        #expect(rest.total == .seconds(60) && rest.counted == 0)
        #expect(rest.others == "+1 \(context.phrases[ReviewPhrase.notCountedHere])")
        #expect(list(.all).total == .seconds(1200))
    }
}
