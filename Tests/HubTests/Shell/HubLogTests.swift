import TestSupport
import Testing

@testable import Hub

struct HubLogTests {
    @Test("S5: whatever is told is one line of the log, which begins as all do and holds no control")
    func oneLine() {
        var random = SplitMix(state: 5)
        for _ in 0..<5000 {
            let line = HubLog.line("the broker refuses \"\(HostileText.next(&random))\"")
            let isPlain = line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            #expect(line.hasPrefix("hub: the broker refuses ") && line.hasSuffix("\n") && isPlain, "\(line)")
        }
    }
}
