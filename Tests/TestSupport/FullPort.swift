import DemoPlant
import Glibc

/// A port of 127.0.0.1 on which connect hangs: somebody listens, has no room for one more, and never accepts.
package final class FullPort: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let filler: Int32?

    package var address: String { "mqtt://127.0.0.1:\(port)" }

    package init() throws {
        listener = try LoopbackPort.listen(on: 0, backlog: 0)
        port = LoopbackPort.port(of: listener)
        // A backlog of 0 takes one connection; every later SYN is dropped.
        filler = LoopbackPort.connect(to: port)
    }

    deinit {
        if let filler { close(filler) }
        close(listener)
    }
}
