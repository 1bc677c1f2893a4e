import DemoPlant
import Synchronization

/// A mosquitto of a test's own, in a folder of its own; it ends with the last reference. It can be killed and comes back
/// on the same port.
package final class TestBroker: Sendable {
    package let port: UInt16
    private let folder: TemporaryFolder
    private let extra: [String]
    private let running: Mutex<BrokerProcess?>

    /// - Parameter extra: more lines of mosquitto.conf(5).
    package init(extra: [String] = []) throws {
        let folder = try TemporaryFolder()
        let process = try BrokerProcess(folder: folder.path, extra: extra)
        self.folder = folder
        self.extra = extra
        port = process.port
        running = Mutex(process)
    }

    package var address: String { "mqtt://127.0.0.1:\(port)" }

    package func stop() { running.withLock { $0 }?.stop() }

    package func kill() { running.withLock { $0 }?.kill() }

    /// On the same port, with nothing retained.
    package func startAgain() throws {
        stop()
        let process = try BrokerProcess(folder: folder.path, port: port, extra: extra)
        running.withLock { $0 = process }
    }
}
