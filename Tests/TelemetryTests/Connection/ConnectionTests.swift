import Foundation
import Telemetry
import TestSupport
import Testing

/// Against a real mosquitto.
@Suite(.serialized)
struct ConnectionTests {
    let everything = Subscription("plant/#", qos: .atLeastOnce, class: .command)

    @Test("old values come with the retain flag, live ones without")
    func retainFlag() throws {
        let broker = try TestBroker()
        let (sender, _) = try connect(settings(broker.address))
        #expect(sender.publishRetained(message("plant/a", "old")) == .accepted)
        #expect(sender.waitUntilAcknowledged(within: .seconds(10)))
        let (_connection, receiver) = try connect(settings(broker.address), [everything])
        defer { _connection.stop() }
        #expect(receiver.until { $0.messages.count == 1 })
        #expect(sender.publish(message("plant/a", "new", retain: true)) == .accepted)
        #expect(receiver.until { $0.messages.count == 2 })
        #expect(receiver.messages.map(\.payload) == ["old", "new"])
        #expect(receiver.messages.map(\.retain) == [true, false])
        #expect(receiver.events.first == .connected)
        #expect(sender.stop())
    }

    @Test("a message that the broker throws away is told with its topic; the link stays, and others go through")
    func refusedMessage() throws {
        let folder = try TemporaryFolder()
        try "topic write plant/#\ntopic read #\n".write(toFile: folder.file("acl"), atomically: true, encoding: .utf8)
        // Without a limit mosquitto 2.0.11 takes the refusal of a message for an overflow, and closes the connection.
        let broker = try TestBroker(extra: ["acl_file \(folder.file("acl"))", "max_queued_messages 1000"])
        let (connection, receiver) = try connect(settings(broker.address), [everything])
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        #expect(connection.publish(message("other/a", "1")) == .accepted)
        #expect(connection.publish(message("plant/a", "2")) == .accepted)
        #expect(receiver.until { $0.messages.count == 1 })
        #expect(
            receiver.events.contains {
                if case .refusedMessage(let refused) = $0 { refused.topic == "other/a" } else { false }
            })
        #expect(receiver.losses == 0 && connection.status.rejected == 1)
        #expect(connection.waitUntilAcknowledged(within: .seconds(10)))
    }

    @Test("what travels beside the payload arrives as it was sent")
    func properties() throws {
        let broker = try TestBroker()
        let (connection, receiver) = try connect(settings(broker.address), [everything])
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        var sent = message("plant/a", "{\"v\":\u{0}1}")
        sent.userProperties = [
            UserProperty("at", "1477872000000"), UserProperty("retain", ""), UserProperty("工单", "7"),
        ]
        sent.responseTopic = "plant/answer"
        sent.correlation = [0, 1, 255]
        sent.expirySeconds = 60
        #expect(connection.publish(sent) == .accepted)
        #expect(receiver.until { $0.messages.count == 1 })
        let got = try #require(receiver.messages.first)
        #expect(got.payload == "{\"v\":\u{0}1}")
        #expect(got.userProperties == sent.userProperties)
        #expect(got.responseTopic == "plant/answer")
        #expect(got.correlation == [0, 1, 255])
    }

    @Test("a reader that keeps up gets all of 20,000 messages, in order")
    func volume() throws {
        let broker = try TestBroker()
        let (sender, _) = try connect(settings(broker.address))
        let (connection, receiver) = try connect(
            settings(broker.address), [Subscription("plant/#", qos: .atMostOnce, class: .telemetry)])
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        #expect(eventually { sender.status.isConnected })
        for index in 0..<20_000 {
            while sender.publish(message("plant/machine", String(index), qos: .atMostOnce)) == .full {
                _ = eventually { sender.status.queued < 10_000 }
            }
        }
        #expect(receiver.until(within: .seconds(30)) { $0.messages.count == 20_000 })
        #expect(receiver.messages.map(\.payload) == (0..<20_000).map(String.init))
        #expect(receiver.inbox.counts.dropped == 0)
        #expect(sender.stop())
    }

    @Test("a killed broker is noticed at once, and the link comes back with its subscriptions")
    func brokerKilled() throws {
        let broker = try TestBroker()
        let (connection, receiver) = try connect(settings(broker.address), [everything])
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        let start = ContinuousClock.now
        broker.kill()
        #expect(receiver.until { $0.losses == 1 })
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(connection.publish(message("plant/a", "late", qos: .atMostOnce)) == .notConnected)
        #expect(connection.publish(message("plant/a", "kept")) == .accepted)
        #expect(connection.publishRetained(message("plant/doc", "1", qos: .atMostOnce)) == .accepted)
        #expect(connection.publishRetained(message("plant/doc", "2", qos: .atMostOnce)) == .accepted)
        #expect(eventually { connection.status.attempts > 2 })
        #expect(connection.status.lastError?.contains("refused") == true)
        try broker.startAgain()
        #expect(receiver.until { $0.messages.count == 2 })
        #expect(receiver.messages.map(\.payload) == ["kept", "2"])
        #expect(connection.status.droppedOffline == 1)
        #expect(connection.status.connects == 2)
        #expect(connection.status.lastError == nil)
    }

    @Test("unacknowledged QoS 1 messages are counted until the broker answers")
    func inFlight() throws {
        let broker = try TestBroker()
        let proxy = try FaultProxy(to: broker.port)
        let (connection, receiver) = try connect(settings(proxy.address), [everything])
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        proxy.stall()
        for index in 0..<500 { #expect(connection.publish(message("plant/a", String(index))) == .accepted) }
        #expect(connection.unacknowledged == 500)
        #expect(!connection.waitUntilAcknowledged(within: .milliseconds(50)))
        proxy.stall(false)
        #expect(connection.waitUntilAcknowledged(within: .seconds(10)))
        #expect(connection.unacknowledged == 0)
        #expect(receiver.until { $0.messages.count == 500 })
    }

    @Test("a link cut while messages are in flight loses none of QoS 1")
    func cutInFlight() throws {
        let broker = try TestBroker()
        let proxy = try FaultProxy(to: broker.port)
        let (listener, receiver) = try connect(settings(broker.address), [everything])
        let (sender, _) = try connect(settings(proxy.address))
        defer {
            listener.stop()
            sender.stop()
        }
        #expect(receiver.untilSubscribed())
        #expect(eventually { sender.status.isConnected })
        for index in 0..<400 {
            if index % 100 == 50 { proxy.cut(afterBytesToBroker: 700 + index) }
            #expect(sender.publish(message("plant/a", String(index))) == .accepted)
        }
        #expect(sender.waitUntilAcknowledged(within: .seconds(20)))
        #expect(receiver.until { Set($0.messages.map(\.payload)).count == 400 })
    }

    @Test("subscriptions can be added and taken back while the link is up")
    func runtimeSubscriptions() throws {
        let broker = try TestBroker()
        let (connection, receiver) = try connect(settings(broker.address), [])
        defer { connection.stop() }
        #expect(receiver.until { $0.connects == 1 })
        try connection.subscribe(Subscription("plant/x", qos: .atLeastOnce, class: .command))
        #expect(receiver.untilSubscribed())
        _ = connection.publish(message("plant/x", "1"))
        #expect(receiver.until { $0.messages.count == 1 })
        connection.unsubscribe("plant/x")
        try connection.subscribe(Subscription("plant/y", qos: .atLeastOnce, class: .command))
        #expect(receiver.untilSubscribed(2))
        _ = connection.publish(message("plant/x", "2"))
        _ = connection.publish(message("plant/y", "3"))
        #expect(receiver.until { $0.messages.count == 2 })
        #expect(receiver.messages.map(\.payload) == ["1", "3"])
        #expect(throws: ConnectionError.self) {
            try connection.subscribe(Subscription("a/#/b", qos: .atMostOnce, class: .command))
        }
    }

    @Test("F16: a full inbox drops telemetry and counts it, but for the newest of each topic, and never commands")
    func fullInbox() throws {
        let broker = try TestBroker()
        let (connection, receiver) = try connect(
            settings(broker.address),
            [
                Subscription("plant/#", qos: .atMostOnce, class: .telemetry),
                Subscription("cmd/#", qos: .atLeastOnce, class: .command),
            ], limits: Inbox.Limits(messages: 100, bytes: 1 << 20))
        defer { connection.stop() }
        #expect(receiver.untilSubscribed(2))
        for index in 0..<300 { _ = connection.publish(message("plant/a", String(index), qos: .atMostOnce)) }
        for index in 0..<50 { _ = connection.publish(message("cmd/t1", String(index))) }
        #expect(eventually { receiver.inbox.counts.received == 350 })
        #expect(receiver.inbox.counts.dropped == 199)
        receiver.collect()
        let kept = receiver.messages.filter { $0.topic == "plant/a" }.map(\.payload)
        #expect(kept == (0..<100).map(String.init) + ["299"])
        #expect(receiver.messages.filter { $0.topic == "cmd/t1" }.map(\.payload) == (0..<50).map(String.init))
    }

    @Test("F16: what a full inbox kept comes in order, and before the loss of the link that came after it")
    func newestInOrder() throws {
        let broker = try TestBroker()
        let (sender, _) = try connect(settings(broker.address))
        let (connection, receiver) = try connect(
            settings(broker.address), [Subscription("plant/#", qos: .atLeastOnce, class: .telemetry)],
            limits: Inbox.Limits(messages: 4, bytes: 1 << 20))
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        for index in 0..<30 { _ = sender.publish(message("plant/\(index % 3)", String(index))) }
        #expect(eventually { receiver.inbox.counts.received == 30 })
        broker.stop()
        #expect(eventually { !connection.status.isConnected })
        #expect(receiver.inbox.counts.dropped == 23)
        #expect(receiver.until { $0.losses == 1 })
        #expect(receiver.messages.map(\.payload) == ["0", "1", "2", "3", "27", "28", "29"])
        #expect(sender.stop())
    }

    @Test("too many waiting commands hold the broker back, and none is lost")
    func heldBack() throws {
        let broker = try TestBroker()
        let (sender, _) = try connect(settings(broker.address))
        let (connection, receiver) = try connect(
            settings(broker.address), [everything], limits: Inbox.Limits(messages: 10, bytes: 1 << 20))
        defer { connection.stop() }
        #expect(receiver.untilSubscribed())
        for index in 0..<3000 { _ = sender.publish(message("plant/a", String(index))) }
        #expect(eventually { receiver.inbox.counts.waiting >= 20 })
        #expect(receiver.until { $0.messages.count == 3000 })
        #expect(receiver.messages.map(\.payload) == (0..<3000).map(String.init))
        #expect(sender.stop())
    }

    @Test("the will is sent when the link breaks, and not after a good-bye")
    func will() throws {
        let broker = try TestBroker()
        let proxy = try FaultProxy(to: broker.port)
        let (watcher, receiver) = try connect(settings(broker.address), [everything])
        defer { watcher.stop() }
        #expect(receiver.untilSubscribed())
        let (connection, _) = try connect(
            settings(proxy.address) { $0.will = .init(topic: "plant/beat", payload: Array("gone".utf8), retain: true) })
        #expect(eventually { connection.status.isConnected })
        proxy.cut()
        #expect(receiver.until { $0.messages.map(\.payload) == ["gone"] })
        #expect(eventually { connection.status.connects == 2 })
        #expect(connection.publish(message("plant/a", "bye")) == .accepted)
        #expect(connection.stop())
        #expect(connection.status.phase == .stopped)
        _ = watcher.publish(message("plant/z", "end"))
        #expect(receiver.until { $0.messages.last?.payload == "end" })
        #expect(receiver.messages.map(\.payload) == ["gone", "bye", "end"])
    }
}
