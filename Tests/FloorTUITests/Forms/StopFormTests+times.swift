import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets
@testable import FloorTUI

extension StopFormTests {
    @Test("a time of day is found on the day that lies within the stop, also over midnight")
    func clockText() {
        let zone = Zone.utc
        let start = Instant(milliseconds: 1_767_225_600_000)
        let span = Interval(from: start - .seconds(600), to: start + .seconds(600))
        #expect(ClockText("23:55", in: span, zone) == .moment(start - .seconds(300)))
        #expect(ClockText("00:05:30", in: span, zone) == .moment(start + .seconds(330)))
        for text in ["12:00", "24:00", "5", "a:b", "00:05:60", "", "00:05:00:00", "-1:00", "01-02 00:05", "x 00:05"] {
            #expect(ClockText(text, in: span, zone) == .none, "\(text)")
        }
    }

    @Test("of a stop of several days a time alone is refused where two days have it; with its day it is taken")
    func clockTextOfDays() {
        let start = Instant(milliseconds: 1_767_225_600_000)
        let span = Interval(from: start - .seconds(7200), to: start + .seconds(90_000))
        let (first, second) = (start - .seconds(3600), start + .seconds(82_800))
        #expect(ClockText("23:00", in: span, .utc) == .several([first, second]))
        #expect(ClockText("12-31 23:00", in: span, .utc) == .moment(first))
        #expect(ClockText("2026-01-01 23:00", in: span, .utc) == .moment(second))
        #expect(ClockText("2025-01-01 23:00", in: span, .utc) == .none)
        #expect(ClockText("12:00", in: span, .utc) == .moment(start + .seconds(43_200)))
    }

    @Test("what a typed time is taken as stands in the form; one that two days have is refused with both")
    func splitEcho() {
        let form = FormDriver()
        let id = StopID(machine: "A2", from: TestPlant.now - .seconds(100_000))
        let context = form.driver.state.context(TestPlant.now)
        let subject = FormSubject(StopTarget(id: id, to: TestPlant.now), .splitStop, context)
        form.driver.state.cover = .form(FormDialog(.splitStop, subject, key: "k", context))
        form.press("22:00".map(Key.character))
        #expect(form.driver.lines().contains { $0.contains("Of which day? 12-30 22:00:00 or 12-31 22:00:00") })
        form.press(.enter, .enter)
        #expect(form.queued.isEmpty && form.message?.contains("12-30 22:00:00 or") == true, "\(form.driver.lines())")
        form.press([.home] + "12-31 ".map(Key.character))
        #expect(form.driver.lines().contains { $0.contains("→ 2025-12-31 22:00:00") }, "\(form.driver.lines())")
        form.press(.enter, .enter)
        let text = String(decoding: form.queued.first?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("\"at\":\((TestPlant.now - .seconds(7200)).milliseconds)"), "\(text)")
    }
}
