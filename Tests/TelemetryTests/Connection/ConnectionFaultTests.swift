import Basis
import DemoPlant
import Glibc
import Telemetry
import TestSupport
import Testing

/// Against brokers that misbehave.
@Suite(.serialized)
struct ConnectionFaultTests {
    @Test("a refusal does not end the connection", arguments: [135, 136] as [UInt8])
    func refusal(reason: UInt8) throws {
        let broker = try FakeBroker { client, number in
            _ = client.readPacket()
            client.send(BrokerPacket.connack(reason: number < 3 ? reason : 0))
            client.wait()
        }
        let (connection, receiver) = try connect(settings(broker.address))
        #expect(eventually { connection.status.lastError?.contains("reason \(reason)") == true })
        #expect(receiver.until { $0.connects == 1 })
        #expect(broker.connections == 3)
        #expect(connection.stop())
    }

    @Test("the broker's DISCONNECT is followed by a new connection")
    func dismissed() throws {
        let broker = try FakeBroker { client, number in
            _ = client.readPacket()
            client.send(BrokerPacket.connack())
            if number == 1 { client.send(BrokerPacket.disconnect(reason: 139)) }
            client.wait()
        }
        let (connection, receiver) = try connect(settings(broker.address))
        #expect(receiver.until { $0.connects == 2 })
        #expect(receiver.losses == 1)
        #expect(connection.stop())
    }

    @Test("F9: a connection whose session was taken over waits long, and says so")
    func takeover() throws {
        let broker = try FakeBroker { client, _ in
            _ = client.readPacket()
            client.send(BrokerPacket.connack())
            client.send(BrokerPacket.disconnect(reason: 142))
            client.wait()
        }
        let (connection, receiver) = try connect(settings(broker.address) { $0.pace.long = .seconds(30) })
        #expect(receiver.until { $0.losses == 1 })
        let status = connection.status
        #expect(status.takeovers == 1)
        #expect(status.trouble?.text.en.contains("took over") == true)
        #expect(status.trouble?.advice?.en.contains("30 s") == true)
        guard case .waiting = status.phase else {
            Issue.record("it must wait, not \(status.phase)")
            return
        }
        #expect(connection.stop())
        #expect(broker.connections == 1)
    }

    @Test("a packet cut in half, then closed, is a lost link")
    func halfPacket() throws {
        let broker = try FakeBroker { client, number in
            _ = client.readPacket()
            client.send(BrokerPacket.connack())
            let packet = BrokerPacket.publish(topic: "plant/a", payload: "whole")
            client.send(number == 1 ? Array(packet.prefix(7)) : packet)
            if number > 1 { client.wait() }
        }
        let (connection, receiver) = try connect(settings(broker.address))
        #expect(receiver.until { $0.messages.map(\.payload) == ["whole"] })
        #expect(receiver.losses == 1)
        #expect(connection.stop())
    }

    @Test("a broker that accepts and never answers is given up, and tried again")
    func silentBroker() throws {
        let broker = try FakeBroker { client, _ in client.wait() }
        let (connection, _) = try connect(settings(broker.address) { $0.pace.answer = .milliseconds(100) })
        #expect(eventually { broker.connections >= 2 })
        #expect(eventually { connection.status.lastError?.contains("does not answer") == true })
        #expect(connection.stop())
    }

    @Test("F5: a link is lost by the keepalive that the broker asks for, where it asks for another than ours")
    func brokersKeepAlive() throws {
        let broker = try FakeBroker { client, number in
            _ = client.readPacket()
            client.send(number == 1 ? BrokerPacket.connack(keepAliveSeconds: 2) : BrokerPacket.connack())
            client.wait()
        }
        let (connection, receiver) = try connect(settings(broker.address) { $0.keepAlive = .seconds(600) })
        let start = ContinuousClock.now
        #expect(receiver.until { $0.losses == 1 })
        // One and a half times two seconds, and no ten minutes.
        #expect(ContinuousClock.now - start < .seconds(6))
        #expect(receiver.until { $0.connects == 2 })
        #expect(connection.stop())
    }

    @Test("F5: a link that went silent is lost after 1.5 times the keepalive")
    func halfOpen() throws {
        let broker = try TestBroker()
        let proxy = try FaultProxy(to: broker.port)
        let (connection, receiver) = try connect(settings(proxy.address) { $0.keepAlive = .seconds(5) })
        #expect(receiver.until { $0.connects == 1 })
        let start = ContinuousClock.now
        proxy.stall()
        #expect(receiver.until(within: .seconds(20)) { $0.losses == 1 })
        #expect(ContinuousClock.now - start < .milliseconds(8_600))
        proxy.stall(false)
        #expect(receiver.until { $0.connects == 2 })
        #expect(connection.stop())
    }

    @Test("A21: after a thousand failures it tries on, and is there as soon as the broker is")
    func thousandFailures() throws {
        let broker = try TestBroker()
        broker.stop()
        let (connection, receiver) = try connect(
            settings(broker.address) { ($0.pace.first, $0.pace.longest) = (.microseconds(50), .microseconds(100)) })
        #expect(eventually(within: .seconds(60)) { connection.status.attempts > 1000 }, "\(connection.status)")
        #expect(receiver.connects == 0 && connection.status.trouble != nil)
        try broker.startAgain()
        #expect(receiver.until { $0.connects == 1 })
        #expect(connection.status.trouble == nil)
        #expect(connection.stop())
    }

    @Test("stop returns in time while the broker does not answer CONNECT")
    func stopWhileUnanswered() throws {
        let broker = try FakeBroker { client, _ in client.wait() }
        let (connection, _) = try connect(settings(broker.address))
        #expect(eventually { broker.connections == 1 })
        let start = ContinuousClock.now
        #expect(connection.stop())
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test("F11: stop returns in time while connect itself hangs")
    func stopWhileConnecting() throws {
        let broker = try FullPort()
        let (connection, _) = try connect(settings(broker.address))
        #expect(eventually { connection.status.phase == .connecting })
        let start = ContinuousClock.now
        #expect(!connection.stop())
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(connection.publish(message("a", "1")) == .stopped)
    }

    @Test("stop ends a connection that waits between attempts, or never started")
    func stopWhileWaiting() throws {
        let port = try LoopbackPort.free()
        let (waiting, _) = try connect(
            settings("mqtt://127.0.0.1:\(port)") {
                $0.pace.first = .seconds(60); $0.pace.longest = .seconds(60)
            })
        #expect(eventually { if case .waiting = waiting.status.phase { true } else { false } })
        #expect(waiting.stop())
        let inbox = try Inbox()
        let idle = try Connection(settings("mqtt://127.0.0.1:\(port)"), subscriptions: [], inbox: inbox)
        #expect(idle.stop())
    }

    @Test("what MQTT cannot carry is refused where it is published")
    func invalid() throws {
        let connection = try Connection(settings("mqtt://127.0.0.1:1"), subscriptions: [], inbox: Inbox())
        for topic in ["", "a/+", "a/#", "a\u{0}b"] {
            guard case .invalid = connection.publish(message(topic, "1")) else {
                Issue.record("“\(topic)” must be refused")
                continue
            }
        }
    }
}
