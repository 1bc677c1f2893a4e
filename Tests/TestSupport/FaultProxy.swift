import DemoPlant
import Glibc
import Synchronization
import Telemetry

/// A TCP proxy in front of a broker that cuts, stalls and delays on demand.
package final class FaultProxy: Sendable {
    private struct State {
        var pairs: [Pair] = []
        var stallsToBroker = false
        var stallsToClients = false
        var delay: Duration = .zero
        var refuses = false
        /// Bytes from clients to the broker, and back, that still pass before all is cut; nil for no limit.
        var passesUp: Int?
        var passesDown: Int?
        var isClosed = false
    }

    /// Both sockets of one connection; closed when both directions have ended.
    private final class Pair: Sendable {
        let client: Int32
        let server: Int32

        init(client: Int32, server: Int32) {
            self.client = client
            self.server = server
        }

        deinit {
            close(client)
            close(server)
        }

        func cut() {
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(server, Int32(SHUT_RDWR))
        }
    }

    /// Outlives the proxy on its threads.
    private final class Core: Sendable {
        let state = Mutex(State())
        let target: UInt16

        init(target: UInt16) { self.target = target }
    }

    package let port: UInt16
    private let listener: Int32
    private let core: Core

    package var address: String { "mqtt://127.0.0.1:\(port)" }

    /// - Parameter target: the broker's port on 127.0.0.1.
    package init(to target: UInt16) throws {
        let listener = try LoopbackPort.listen(on: 0)
        let core = Core(target: target)
        self.listener = listener
        self.core = core
        port = LoopbackPort.port(of: listener)
        try NamedThread.start("fault-proxy") {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                FaultProxy.serve(client, core)
            }
            close(listener)
        }
    }

    deinit {
        core.state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
        cut()
    }

    /// Closes every connection now.
    package func cut() {
        core.state.withLock { state in
            state.pairs.forEach { $0.cut() }
            state.pairs = []
        }
    }

    /// Holds all bytes back, without closing, as a dead network does.
    package func stall(_ isStalled: Bool = true) { stall(toBroker: isStalled, toClients: isStalled) }

    /// Holds back what goes one way and lets the other through, as a link that is half open.
    package func stall(toBroker: Bool, toClients: Bool) {
        core.state.withLock { ($0.stallsToBroker, $0.stallsToClients) = (toBroker, toClients) }
    }

    /// Connections that are open now.
    package var connections: Int { core.state.withLock { $0.pairs.count } }

    /// Each piece of data waits so long, in both directions.
    package func delay(by delay: Duration) { core.state.withLock { $0.delay = delay } }

    /// Closes new connections at once.
    package func refuse(_ refuses: Bool = true) { core.state.withLock { $0.refuses = refuses } }

    /// Lets so many more bytes pass from clients to the broker, then cuts everything, once.
    package func cut(afterBytesToBroker count: Int) { core.state.withLock { $0.passesUp = count } }

    /// The same of bytes from the broker to clients.
    package func cut(afterBytesToClients count: Int) { core.state.withLock { $0.passesDown = count } }

    private static func serve(_ client: Int32, _ core: Core) {
        guard !core.state.withLock({ $0.refuses || $0.isClosed }), let server = LoopbackPort.connect(to: core.target)
        else {
            close(client)
            return
        }
        let pair = Pair(client: client, server: server)
        core.state.withLock { $0.pairs.append(pair) }
        let up: @Sendable () -> Void = { pump(from: pair.client, to: pair.server, pair, core, isUp: true) }
        let down: @Sendable () -> Void = { pump(from: pair.server, to: pair.client, pair, core, isUp: false) }
        if (try? NamedThread.start("proxy-up", up)) == nil || (try? NamedThread.start("proxy-down", down)) == nil {
            pair.cut()
        }
    }

    private static func pump(from: Int32, to: Int32, _ pair: Pair, _ core: Core, isUp: Bool) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        defer {
            pair.cut()
            core.state.withLock { $0.pairs.removeAll { $0 === pair } }
        }
        while true {
            let count = recv(from, &bytes, bytes.count, 0)
            guard count > 0 else { return }
            let delay = core.state.withLock { $0.delay }
            if delay > .zero { usleep(useconds_t(delay / .microseconds(1))) }
            while core.state.withLock({ (isUp ? $0.stallsToBroker : $0.stallsToClients) && !$0.isClosed }) {
                usleep(2000)
            }
            let allowed = take(count, isUp: isUp, core)
            var sent = 0
            while sent < allowed {
                let step = bytes.withUnsafeBytes {
                    send(to, $0.baseAddress.map { $0 + sent }, allowed - sent, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { return }
                sent += step
            }
            guard allowed == count else { return }
        }
    }

    private static func take(_ count: Int, isUp: Bool, _ core: Core) -> Int {
        core.state.withLock { state in
            isUp ? take(count, of: &state.passesUp) : take(count, of: &state.passesDown)
        }
    }

    private static func take(_ count: Int, of limit: inout Int?) -> Int {
        guard let passes = limit else { return count }
        guard count < passes else {
            limit = nil
            // One byte fewer than read tells the pump to cut, even where the last allowed byte ended the piece.
            return min(passes, count - 1)
        }
        limit = passes - count
        return count
    }
}
