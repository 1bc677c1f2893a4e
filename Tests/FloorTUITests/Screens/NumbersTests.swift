import Basis
import Testing

@testable import FloorTUI

struct NumbersTests {
    @Test(
        "numbers are rounded, grouped and signed as people read them",
        arguments: [
            (Numbers.fixed(62.05, 1), "62.1"), (Numbers.fixed(-0.04, 1), "0.0"), (Numbers.fixed(-1.25, 1), "−1.3"),
            (Numbers.fixed(7, 0), "7"), (Numbers.grouped(41230), "41,230"), (Numbers.grouped(-999), "−999"),
            (Numbers.grouped(1_000_000), "1,000,000"), (Numbers.value(0.25, decimals: nil), "0.25"),
            (Numbers.value(340.993984, decimals: nil), "340.994"), (Numbers.value(5, decimals: nil), "5"),
            (Numbers.value(3.14159, decimals: 2), "3.14"), (Numbers.fixed(.infinity, 1), "inf"),
            (Numbers.value(1.2345678e-5, decimals: nil), "1.235e-5"),
            (Numbers.value(1.23e29, decimals: nil), "1.23e29"),
            (Numbers.value(123_456_789.123, decimals: nil), "123456789"),
            (Numbers.value(-9.9999e-9, decimals: nil), "−1e-8"),
            (Numbers.value(0, decimals: nil), "0"), (Numbers.value(9e18, decimals: 2), "9e18"),
        ])
    func text(_ got: String, _ expected: String) { #expect(got == expected) }

    @Test("one of a thing is told in the singular")
    func counted() {
        #expect([0, 1, 1200].map { Numbers.counted($0, "stop") } == ["0 stops", "1 stop", "1,200 stops"])
    }

    @Test("a shift's hours: whole ones short, and the end of a day is 24")
    func hours() {
        let context = ScreenContext(picture: PlantPicture(), link: .live, now: nil, phrases: Phrases(language: .en))
        func text(_ from: Int64, _ to: Int64) -> String {
            context.hours(Interval(from: Instant(milliseconds: from * 60_000), to: Instant(milliseconds: to * 60_000)))
        }
        #expect(text(360, 840) == "06–14" && text(330, 840) == "05:30–14")
        #expect(text(0, 1440) == "00–24" && text(1320, 1800) == "22–06")
    }
}
