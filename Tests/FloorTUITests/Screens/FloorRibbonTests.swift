import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

struct FloorRibbonTests {
    @Test("the hours above a ribbon stand at even distances, at every width", arguments: 8...120)
    func even(_ width: Int) throws {
        let zones = try ["UTC", "Asia/Kolkata", "America/New_York"].map { try #require(Zone(identifier: $0)) }
        for zone in zones {
            for minute in stride(from: Int64(0), to: 180, by: 7) {
                let now = TestPlant.now + .seconds(minute * 60)
                let title = try #require(FloorRibbon(width: width, now: now, zone: zone)).title
                let places = Array(title).enumerated().filter { $1 != " " }.map(\.offset)
                let starts = places.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
                let steps = Set(zip(starts.dropFirst(), starts).map { $0 - $1 })
                #expect(steps.count <= 1, "\(title)")
                #expect(title.count <= width)
            }
        }
    }

    @Test("it shows a shift at least, where a cell of an hour suffices, and no more than documents tell")
    func window() throws {
        for width in 8...300 {
            let window = try #require(FloorRibbon(width: width, now: TestPlant.now, zone: .utc)).window
            #expect(window.duration <= .seconds(12 * 3600) && window.duration >= .seconds(7 * 3600))
        }
    }

    @Test("time before anything was known is no data, and not what the time to come is")
    func unknown() throws {
        let now = Instant(milliseconds: 1_767_225_600_000)
        let shift = Interval(from: now - .seconds(4 * 3600), to: now + .seconds(4 * 3600))
        let ribbon = try #require(FloorRibbon(width: 8, now: now, zone: .utc, shift: shift))
        func drawn(_ stretches: [LineDocument.Stretch]) -> [String] {
            let frame = Frame(Size(8, 1))
            ribbon.draw(stretches, in: frame.canvas, isCurrent: true)
            return frame.grid.lines
        }
        let never = LineDocument.Stretch(from: nil, state: .noData)
        let producing = LineDocument.Stretch(from: now - .seconds(2 * 3600), state: .producing)
        #expect(drawn([never, producing]) == ["░░──"])
        #expect(drawn([never]) == ["░░░░"])
    }

    @Test("no two signs of a ribbon are the same, in ASCII neither: a planned break is no idle machine")
    func signs() {
        let signs = StateLook.legend(Phrases(language: .en)).map(\.sign)
        #expect(signs.count == MachineState.allCases.count + 1)
        #expect(Set(signs).count == signs.count && Set(signs.map(\.ascii)).count == signs.count, "\(signs)")
        let now = Instant(milliseconds: 1_767_225_600_000)
        let idle = [LineDocument.Stretch(from: now - .seconds(8 * 3600), state: .idle)]
        let pause = Interval(from: now - .seconds(7200), to: now - .seconds(3600))
        let frame = Frame(Size(8, 1))
        FloorRibbon(width: 8, now: now - .seconds(1), zone: .utc)?
            .draw(idle, breaks: [pause], in: frame.canvas, isCurrent: true)
        #expect(frame.grid.lines == ["······▁·"])
    }

    @Test("a break that was worked shows as what it was, as its time counts: on the Floor and in a report")
    func workedBreak() {
        let now = Instant(milliseconds: 1_767_225_600_000)
        let window = Interval(from: now - .seconds(8 * 3600), to: now)
        let pause = Interval(from: now - .seconds(7200), to: now - .seconds(3600))
        for (state, mark) in [(MachineState.producing, "─"), (.stopped, "▁")] {
            let frame = Frame(Size(8, 1))
            FloorRibbon(width: 8, now: now - .seconds(1), zone: .utc)?
                .draw(
                    [LineDocument.Stretch(from: window.from, state: state)], breaks: [pause], in: frame.canvas,
                    isCurrent: true)
            let slice = ReportSample.row([
                "state": .text(state.rawValue), "from": .time(window.from), "to": .time(window.to),
            ])
            let text = TextRibbon(window: window, width: 8, breaks: PlannedBreaks(intervals: [pause]))
                .line([ReportRow(.slices, slice)])
            for line in frame.grid.lines + [text] {
                #expect(line.dropFirst(6).first.map(String.init) == mark, "\(line)")
            }
        }
    }

    @Test("a break that is still to come hides nothing of the cell in which it begins: on the Floor and in a report")
    func breakToCome() {
        let start = Instant(milliseconds: 1_767_225_600_000)
        let window = Interval(from: start, to: start + .seconds(8 * 3600))
        // Stopped for ten minutes, a break follows in five.
        let now = start + .seconds(6 * 3600 + 600)
        let pause = Interval(from: now + .seconds(300), to: now + .seconds(2400))
        let stretches = [
            LineDocument.Stretch(from: start, state: .producing),
            LineDocument.Stretch(from: now - .seconds(600), state: .stopped),
        ]
        for (moment, mark) in [(now, "▲"), (now + .seconds(1200), "▁")] {
            let frame = Frame(Size(8, 1))
            FloorRibbon(width: 8, now: moment, zone: .utc, shift: window)?
                .draw(stretches, breaks: [pause], in: frame.canvas, isCurrent: true)
            let slices = zip(stretches, [now - .seconds(600), moment]).map { stretch, end in
                ReportRow(
                    .slices,
                    ReportSample.row([
                        "state": .text(stretch.state.rawValue), "from": .time(stretch.from ?? start), "to": .time(end),
                    ]))
            }
            let text = TextRibbon(window: window, width: 8, breaks: PlannedBreaks(intervals: [pause], now: moment))
                .line(slices)
            #expect(
                frame.grid.lines == ["──────" + mark] && text == "──────" + mark + " ", "\(frame.grid.lines) \(text)")
        }
    }

    @Test("over a shift that begins within an hour each hour stands over the cell in which it begins")
    func halfHours() throws {
        let start = try #require(ISO8601.parse("2026-01-07T05:30:00Z"))
        let shift = Interval(from: start, to: start + .seconds(8 * 3600))
        let titles = [24, 40].map { FloorRibbon(width: $0, now: start, zone: .utc, shift: shift)?.title ?? "" }
        // Cells of 20 and of 12 minutes.
        #expect(titles == [" 06 07 08 09 10 11 12 13", "  06   07   08   09   10   11   12   13 "], "\(titles)")
    }

    @Test("help says on the Floor and on a machine what the signs mean", arguments: Language.allCases)
    func legend(_ language: Language) {
        let driver = DashboardDriver()
        driver.state.phrases.language = language
        for keys in [[Key.character("?")], [.escape, .enter, .character("?")]] {
            for key in keys { driver.press(key) }
            let lines = driver.lines(Size(100, 60))
            #expect(lines.contains { $0.contains("▁") && $0.contains(Phrases(language: language)[.plannedBreak]) })
            #expect(driver.press(.end, .enter).isEmpty && driver.state.cover != nil, "nothing can be done with them")
        }
    }
}
