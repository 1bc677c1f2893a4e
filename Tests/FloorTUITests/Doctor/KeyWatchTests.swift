import Basis
import Testing

@testable import FloorTUI

struct KeyWatchTests {
    private let start = ContinuousClock.now

    private func lines(_ text: String, gap: Duration, language: Language = .en) -> [String] {
        var watch = KeyWatch(language)
        var now = start
        var lines: [String] = []
        for byte in text.utf8 {
            lines += watch.feed([byte], at: now)
            now += gap
        }
        return lines + watch.expire(at: now + .seconds(1))
    }

    @Test("characters of a person stand alone, however many") func person() {
        let lines = lines("abcdefgh", gap: .milliseconds(61))
        #expect(lines.count == 8)
        #expect(lines.first?.hasPrefix("61 ") == true)
    }

    @Test("four characters within 60 ms each are a scan; three are not") func burst() {
        #expect(lines("1234", gap: .milliseconds(60)).count == 1)
        #expect(lines("123", gap: .milliseconds(2)).count == 3)
    }

    @Test("a scan without a key at its end says what to set") func noEnd() {
        #expect(lines("4006381333931", gap: .milliseconds(1)).first?.contains("send Enter as its suffix") == true)
        #expect(lines("4006381333931\t", gap: .milliseconds(1)).first?.hasSuffix("then Tab") == true)
    }

    @Test("an Esc that begins nothing is a key of its own") func escape() {
        var watch = KeyWatch(.en)
        #expect(watch.feed([0x1B], at: start).isEmpty)
        let deadline = watch.deadline
        #expect(deadline != nil)
        _ = watch.expire(at: start + .milliseconds(31))
        let lines = watch.expire(at: start + .milliseconds(100))
        #expect(lines.first?.hasSuffix("Esc") == true)
    }
}
