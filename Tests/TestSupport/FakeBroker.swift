import DemoPlant
import Glibc
import Synchronization
import Telemetry

/// A TCP server that does to each client what a test's script says, on a thread a client.
package final class FakeBroker: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let clients: Mutex<[FakeClient]>

    package var address: String { "mqtt://127.0.0.1:\(port)" }

    /// - Parameter script: gets each client and its number, from 1; the connection closes when it returns.
    package init(_ script: @escaping @Sendable (FakeClient, Int) -> Void) throws {
        let listener = try LoopbackPort.listen(on: 0)
        self.listener = listener
        port = LoopbackPort.port(of: listener)
        clients = Mutex([])
        try NamedThread.start("fake-broker") { [weak self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                let client = FakeClient(socket)
                guard let number = self?.add(client) else { break }
                let body: @Sendable () -> Void = {
                    script(client, number)
                    client.close()
                }
                if (try? NamedThread.start("fake-client", body)) == nil { client.close() }
            }
            Glibc.close(listener)
        }
    }

    deinit {
        // Ends the accept; its thread then closes the socket.
        shutdown(listener, Int32(SHUT_RDWR))
        clients.withLock { $0 }.forEach { $0.close() }
    }

    /// How many connected since the start.
    package var connections: Int { clients.withLock { $0.count } }

    private func add(_ client: FakeClient) -> Int {
        clients.withLock { clients in
            clients.append(client)
            return clients.count
        }
    }
}

/// One client of a `FakeBroker`.
package final class FakeClient: Sendable {
    private let socket: Int32

    init(_ socket: Int32) { self.socket = socket }

    deinit { Glibc.close(socket) }

    /// The next MQTT packet, whole; nil when the client closed.
    package func readPacket() -> [UInt8]? {
        guard var packet = read(1) else { return nil }
        var length = 0
        var shift = 0
        repeat {
            guard let next = read(1) else { return nil }
            packet += next
            length |= Int(next[0] & 0x7f) << shift
            shift += 7
        } while packet[packet.count - 1] & 0x80 != 0
        guard let rest = read(length) else { return nil }
        return packet + rest
    }

    package func send(_ bytes: [UInt8]) {
        _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Waits until the client closes, answering nothing.
    package func wait() { while read(1) != nil {} }

    package func close() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                recv(socket, $0.baseAddress.map { $0 + filled }, count - filled, 0)
            }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }
}

/// MQTT 5 packets of a broker, for scripts.
package enum BrokerPacket {
    package static func connack(reason: UInt8 = 0) -> [UInt8] { [0x20, 3, 0, reason, 0] }
    /// The client is to say something at least each so many seconds.
    package static func connack(keepAliveSeconds: UInt8) -> [UInt8] { [0x20, 6, 0, 0, 3, 0x13, 0, keepAliveSeconds] }
    package static func disconnect(reason: UInt8) -> [UInt8] { [0xe0, 2, reason, 0] }
    /// At QoS 0; topic and payload short enough for a packet of 127 bytes.
    package static func publish(topic: String, payload: String) -> [UInt8] {
        let body = [0, UInt8(topic.utf8.count)] + Array(topic.utf8) + [0] + Array(payload.utf8)
        return [0x30, UInt8(body.count)] + body
    }
}
