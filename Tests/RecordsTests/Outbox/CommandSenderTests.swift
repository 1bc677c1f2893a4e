import TestSupport
import Testing

@testable import Records

/// A sender with a clock that a test moves.
final class SenderRun {
    var sender = CommandSender()
    var now = ContinuousClock.now

    init(reachable: Bool = true) {
        if reachable { sender.hub(isReachable: true, epoch: 1) }
    }

    func add(_ seqs: ClosedRange<Int64>, object: (Int64) -> String = { "o\($0)" }, isOld: Bool = false) {
        for seq in seqs {
            sender.add(CommandSender.Waiting(seq: seq, key: "k\(seq)", object: object(seq)), isOld: isOld)
        }
    }

    func advance(_ duration: Duration = .zero) -> [CommandSender.Action] {
        now += duration
        return sender.advance(to: now) { 0.5 }
    }

    func settle(_ key: String) -> Bool { sender.settle(key) }
}

@Suite("Sending the outbox")
struct CommandSenderTests {
    @Test("commands of different objects go at once, in their order, at most a window of them")
    func window() {
        let run = SenderRun()
        run.add(1...100)
        #expect(run.advance() == [.send(Array(1...64))])
        #expect(run.advance() == [])
        #expect(run.settle("k10"))
        #expect(run.settle("k11"))
        #expect(run.advance() == [.send([65, 66])])
        #expect(run.sender.count == 98)
    }

    @Test("of one object the next goes only when the one before is answered")
    func oneAfterTheOther() {
        let run = SenderRun()
        run.add(1...3, object: { _ in "stop" })
        run.add(4...4)
        #expect(run.advance() == [.send([1, 4])])
        #expect(run.settle("k1"))
        #expect(run.advance() == [.send([2])])
        #expect(run.settle("k2"))
        #expect(run.advance() == [.send([3])])
    }

    @Test("of one object what was entered first goes first, whichever is told first, but never before one on its way")
    func toldInAnyOrder() {
        let run = SenderRun()
        for seq in [3, 1, 2] as [Int64] { run.add(seq...seq, object: { _ in "stop" }) }
        #expect(run.advance() == [.send([1])])
        #expect(run.settle("k1"))
        #expect(run.advance() == [.send([2])])
        run.add(0...0, object: { _ in "stop" })
        #expect(run.advance() == [])
        #expect(run.settle("k2"))
        #expect(run.advance() == [.send([0])])
        #expect(run.settle("k0"))
        #expect(run.advance() == [.send([3])])
    }

    @Test("one that is never answered holds up no other object, however many there are of it")
    func jam() {
        let run = SenderRun()
        // As many as the window has places are never answered.
        run.add(1...64)
        #expect(run.advance() == [.send(Array(1...64))])
        run.add(65...70)
        #expect(run.advance() == [])
        // After three attempts in vain they hold no place any more.
        #expect(run.advance(.seconds(1.1)) == [.send(Array(1...64))])
        #expect(run.advance(.seconds(2.1)) == [.send(Array(1...70))])
    }

    @Test("it is sent again after a second, then ever later up to a minute, for ever, spread by a fifth")
    func retries() {
        let run = SenderRun()
        run.add(1...1)
        _ = run.advance()
        for seconds in [1.0, 2, 4, 8, 16, 32, 60, 60, 60] {
            #expect(run.advance(.seconds(seconds - 0.01)) == [])
            #expect(run.advance(.milliseconds(11)) == [.send([1])])
        }
        #expect(CommandSender.pause(after: 1, random: 0) == .milliseconds(800))
        #expect(CommandSender.pause(after: 1_000_000, random: 1) < .milliseconds(72_001))
        #expect(run.sender.deadline != nil)
    }

    @Test("nothing is sent, and nothing wakes anybody, while the hub cannot be reached")
    func unreachable() {
        let run = SenderRun(reachable: false)
        run.add(1...2)
        #expect(run.advance(.seconds(100)) == [])
        #expect(run.sender.deadline == nil)
        run.sender.hub(isReachable: true, epoch: nil)
        #expect(run.advance() == [.send([1, 2])])
    }

    @Test("after the link was lost the hub is asked about what was on its way, and only what it does not know is sent")
    func asksAfterReconnect() {
        let run = SenderRun()
        run.add(1...4)
        _ = run.advance()
        run.sender.hub(isReachable: false, epoch: nil)
        run.add(5...5)
        run.sender.hub(isReachable: true, epoch: 1)
        #expect(run.advance() == [.ask(["k1", "k2", "k3", "k4"]), .send([5])])
        #expect(run.settle("k1"))
        run.sender.isUnknown("k2")
        run.sender.isUnknown("k3")
        #expect(run.advance() == [.send([2, 3])])
        // The answer is whole: nothing was said of the fourth.
        run.sender.questionAnswered()
        #expect(run.advance() == [.send([4])])
    }

    @Test("another start of the hub is asked about what the one before may have got")
    func asksNewEpoch() {
        let run = SenderRun()
        run.add(1...1)
        _ = run.advance()
        run.sender.hub(isReachable: true, epoch: 1)
        #expect(run.advance() == [])
        run.sender.hub(isReachable: true, epoch: 2)
        #expect(run.advance() == [.ask(["k1"])])
    }

    @Test(
        "a question has at most 500 keys, one goes after the other, and one without an answer is given up for sending")
    func questions() {
        let run = SenderRun(reachable: false)
        run.add(1...1200, isOld: true)
        run.sender.hub(isReachable: true, epoch: 1)
        #expect(run.advance() == [.ask((1...500).map { "k\($0)" })])
        for seq in 1...500 { _ = run.settle("k\(seq)") }
        run.sender.questionAnswered()
        #expect(run.advance() == [.ask((501...1000).map { "k\($0)" })])
        #expect(
            run.advance(CommandSender.answerLimit) == [
                .ask((1001...1200).map { "k\($0)" }), .send(Array(501...564)),
            ])
    }

    @Test(
        "of the commands of an earlier start only the first of each object may have been sent: only it is asked about")
    func asksFirsts() {
        let run = SenderRun(reachable: false)
        run.add(1...3, object: { _ in "stop" }, isOld: true)
        run.sender.hub(isReachable: true, epoch: 1)
        #expect(run.advance() == [.ask(["k1"])])
        #expect(run.settle("k1"))
        run.sender.questionAnswered()
        #expect(run.advance() == [.send([2])])
    }

    @Test("an answer that comes twice, or to nothing, changes nothing")
    func twice() {
        let run = SenderRun()
        run.add(1...2, object: { _ in "stop" })
        _ = run.advance()
        #expect(run.settle("k1"))
        #expect(!run.settle("k1"))
        #expect(!run.settle("other"))
        #expect(run.advance() == [.send([2])])
        #expect(run.settle("k2"))
        #expect(run.sender.count == 0 && run.sender.deadline == nil)
    }

    @Test("whatever is lost, whatever comes late: each is answered once, and of an object in the order it was typed")
    func randomLosses() {
        for seed in UInt64(0)..<50 {
            var random = SplitMix(state: seed)
            let run = SenderRun()
            run.add(1...60, object: { "o\($0 % 7)" })
            var hub: [String: [Int64]] = [:]
            var known: Set<Int64> = []
            for _ in 0..<3000 where run.sender.count > 0 {
                for action in run.advance(.milliseconds(200)) {
                    switch action {
                    case .send(let seqs):
                        for seq in seqs where random.below(3) > 0 {
                            if known.insert(seq).inserted { hub["o\(seq % 7)", default: []].append(seq) }
                            if random.below(3) > 0 { _ = run.sender.settle("k\(seq)") }
                        }
                    case .ask(let keys):
                        guard random.below(3) > 0 else { continue }
                        for key in keys {
                            if known.contains(Int64(key.dropFirst()) ?? 0) {
                                _ = run.sender.settle(key)
                            } else {
                                run.sender.isUnknown(key)
                            }
                        }
                        run.sender.questionAnswered()
                    }
                }
                if random.below(10) == 0 {
                    run.sender.hub(isReachable: false, epoch: nil)
                    run.sender.hub(isReachable: true, epoch: Int64(random.below(3)))
                }
            }
            #expect(run.sender.count == 0, "seed \(seed)")
            #expect(known.count == 60)
            for order in hub.values { #expect(order == order.sorted(), "seed \(seed)") }
        }
    }
}
