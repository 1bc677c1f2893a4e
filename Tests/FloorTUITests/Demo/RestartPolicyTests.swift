import DemoPlant
import Testing

@testable import FloorTUI

@Suite("A program of the demo that ends")
struct RestartPolicyTests {
    private let start = ContinuousClock.now

    @Test("is started again at once, then after short pauses, always within two seconds")
    func restarts() {
        var policy = RestartPolicy()
        #expect(policy.ended(.signal(9), at: start) == .restart(after: .zero))
        for number in 1..<RestartPolicy.limit - 1 {
            guard case .restart(let pause) = policy.ended(.signal(9), at: start + .seconds(number)) else {
                Issue.record("given up after \(number + 1) ends")
                return
            }
            #expect(pause > .zero && pause <= .seconds(1))
        }
    }

    @Test("is given up at the fifth end within a minute")
    func tooOften() {
        var policy = RestartPolicy()
        for number in 0..<4 { _ = policy.ended(.code(1), at: start + .seconds(number * 14)) }
        #expect(policy.ended(.code(1), at: start + .seconds(59)) == .giveUp(.tooOften))
    }

    @Test("is kept for ever when it ends seldom")
    func seldom() {
        var policy = RestartPolicy()
        for number in 0..<100 {
            let decision = policy.ended(.signal(9), at: start + .seconds(number * 20))
            guard case .restart = decision else {
                Issue.record("\(decision) at end \(number)")
                return
            }
        }
    }

    @Test("is given up at once when its exit code says that nothing would change", arguments: [2, 78] as [Int32])
    func hopeless(_ code: Int32) {
        var policy = RestartPolicy()
        #expect(policy.ended(.code(code), at: start) == .giveUp(.hopeless))
    }
}
