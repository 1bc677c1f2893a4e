import Testing

@testable import Telemetry

struct ConnectionPolicyTests {
    let start = ContinuousClock.now

    @Test("waits double with each failure, up to the longest")
    func doubling() {
        var policy = ConnectionPolicy(pace: .init())
        let waits = (0..<8).map { _ in policy.failed(.unreachable("down"), at: start, random: 1) }
        #expect(waits.prefix(5) == [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4)])
        #expect(waits.suffix(3).allSatisfy { $0 == .seconds(4) })
    }

    @Test("A21: in a thousand failures no wait is longer than the longest, and no minute has more than 35 attempts")
    func thousandFailures() {
        var policy = ConnectionPolicy(pace: .init())
        var attempts = [start]
        for number in 0..<1000 {
            let wait = policy.failed(.unreachable("down"), at: attempts[number], random: Double(number % 10) / 10)
            #expect(wait > .zero && wait <= .seconds(4))
            attempts.append(attempts[number] + wait)
        }
        #expect(policy.failures == 1000)
        #expect(zip(attempts, attempts.dropFirst(35)).allSatisfy { $1 - $0 > .seconds(60) })
    }

    @Test("a wait is spread between half and the whole")
    func spread() {
        var policy = ConnectionPolicy(pace: .init())
        #expect(policy.failed(.lost("x"), at: start, random: 0) == .milliseconds(125))
    }

    @Test("a link that held makes the next wait short; one that did not hold does not")
    func stability() {
        var policy = ConnectionPolicy(pace: .init())
        for _ in 0..<4 { _ = policy.failed(.unreachable("down"), at: start, random: 1) }
        policy.connected(at: start)
        #expect(policy.failed(.lost("x"), at: start + .seconds(1), random: 1) == .seconds(4))
        policy.connected(at: start)
        #expect(policy.failed(.lost("x"), at: start + .seconds(10), random: 1) == .milliseconds(250))
    }

    @Test("refusals that need a person wait long", arguments: [133, 134, 135, 138])
    func needsPerson(reason: Int32) {
        var policy = ConnectionPolicy(pace: .init())
        #expect(policy.failed(.refused(reason, ""), at: start, random: 0) == .seconds(30))
        #expect(policy.failed(.refused(reason, ""), at: start, random: 1) == .seconds(45))
    }

    @Test("refusals that pass by themselves are tried again soon", arguments: [136, 137, 151, 159])
    func passes(reason: Int32) {
        var policy = ConnectionPolicy(pace: .init())
        #expect(policy.failed(.refused(reason, ""), at: start, random: 1) == .milliseconds(250))
    }

    @Test("F9: a taken-over session waits 30 s at least, even after a stable link")
    func takeover() {
        var policy = ConnectionPolicy(pace: .init())
        policy.connected(at: start)
        #expect(policy.failed(.dismissed(142, ""), at: start + .seconds(3600), random: 0) == .seconds(30))
    }
}
