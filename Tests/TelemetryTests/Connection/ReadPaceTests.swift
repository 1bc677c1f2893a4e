import Testing

@testable import Telemetry

@Suite("When a connection reads")
struct ReadPaceTests {
    /// The delays of reads that come `every` so often for a second, each read after its delay.
    private func delays(every: Duration, _ pace: inout ReadPace, from start: Duration = .zero) -> [Duration] {
        var now = start
        var delays: [Duration] = []
        while now < start + .seconds(1) {
            let delay = pace.delay(at: now)
            delays.append(delay)
            now += delay
            pace.read(at: now)
            now += every
        }
        return delays
    }

    @Test("what comes now and then is read at once")
    func calm() {
        var pace = ReadPace()
        #expect(delays(every: .milliseconds(10), &pace).allSatisfy { $0 == .zero })
    }

    @Test("a flood is read every 5 ms, from its first tenth of a second on and as long as it lasts")
    func flood() {
        var pace = ReadPace()
        let all = delays(every: .microseconds(50), &pace)
        #expect(all.prefix(ReadPace.readsInWindow).allSatisfy { $0 == .zero })
        #expect(all.dropFirst(ReadPace.readsInWindow + 1).allSatisfy { $0 == ReadPace.pause - .microseconds(50) })
        #expect((200...300).contains(all.count))
    }

    @Test("after a flood everything is read at once again within two windows")
    func afterwards() {
        var pace = ReadPace()
        _ = delays(every: .microseconds(50), &pace)
        #expect(delays(every: .milliseconds(60), &pace, from: .milliseconds(1250)).allSatisfy { $0 == .zero })
    }

    @Test("commands and answers to and fro are no flood: each is read at once, and what comes with it")
    func answers() {
        var pace = ReadPace()
        _ = delays(every: .microseconds(50), &pace)
        var now = Duration.milliseconds(1001)
        pace.read(at: now, isAnswered: true)
        for _ in 0..<200 {
            now += .milliseconds(1)
            #expect(pace.delay(at: now) == .zero)
            pace.read(at: now)
            now += .milliseconds(1)
            #expect(pace.delay(at: now) == .zero)
            pace.read(at: now, isAnswered: true)
        }
        now += ReadPace.haste
        pace.read(at: now)
        #expect(pace.delay(at: now) == ReadPace.pause)
    }
}
