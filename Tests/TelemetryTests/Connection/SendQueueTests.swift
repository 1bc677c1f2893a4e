import Testing

@testable import Telemetry

struct SendQueueTests {
    private func taken(_ queue: inout SendQueue) -> [String] {
        var found: [String] = []
        while let entry = queue.next(if: { _ in true }) {
            guard case .message(let message) = entry else { continue }
            found.append(message.topic + "=" + String(decoding: message.payload, as: UTF8.self))
        }
        return found
    }

    private func add(_ message: OutgoingMessage, to queue: inout SendQueue) -> Bool { queue.append(message) }

    @Test("messages leave in the order they came, over many rounds")
    func order() {
        var queue = SendQueue(countLimit: 5000, byteLimit: 1 << 20)
        for round in 0..<5 {
            for index in 0..<3000 { #expect(add(message("t", "\(round)/\(index)"), to: &queue)) }
            for index in 0..<3000 {
                guard case .message(let message) = queue.next(if: { _ in true }) else { return }
                #expect(message.payload == Array("\(round)/\(index)".utf8))
            }
        }
        #expect(queue.isEmpty)
        #expect(queue.waitingAcknowledged == 0)
    }

    @Test("a newer document takes the place of the one that waits, and only that")
    func conflation() {
        var queue = SendQueue(countLimit: 100, byteLimit: 1 << 20)
        _ = queue.replace(message("a", "1"))
        _ = queue.append(message("b", "x", qos: .atMostOnce))
        _ = queue.replace(message("a", "2"))
        #expect(queue.waitingAcknowledged == 1)
        #expect(taken(&queue) == ["a=2", "b=x"])
        _ = queue.replace(message("a", "3"))
        #expect(taken(&queue) == ["a=3"])
    }

    @Test("both limits refuse, and room comes back when messages leave")
    func limits() {
        var queue = SendQueue(countLimit: 2, byteLimit: 100)
        #expect(add(message("a", "1"), to: &queue))
        #expect(add(message("a", String(repeating: "x", count: 80)), to: &queue) == false)
        #expect(add(message("a", "2"), to: &queue))
        #expect(add(message("a", "3"), to: &queue) == false)
        _ = taken(&queue)
        #expect(add(message("a", String(repeating: "x", count: 60)), to: &queue))
    }

    @Test("a lost link drops QoS 0, and keeps QoS 1 and the newest documents")
    func lostLink() {
        var queue = SendQueue(countLimit: 100, byteLimit: 1 << 20)
        _ = queue.append(message("live", "1", qos: .atMostOnce))
        _ = queue.append(message("form", "1"))
        queue.append(control: .unsubscribe("x"))
        _ = queue.replace(message("doc", "1", qos: .atMostOnce))
        let dropped = queue.dropTransient()
        #expect(dropped == 1)
        #expect(queue.waitingAcknowledged == 1)
        _ = queue.replace(message("doc", "2", qos: .atMostOnce))
        #expect(taken(&queue) == ["form=1", "doc=2"])
        #expect(add(message("form", String(repeating: "x", count: 1 << 19)), to: &queue))
    }
}
