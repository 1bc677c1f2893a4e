import Basis
import Glibc

/// TCP ports of 127.0.0.1.
package enum LoopbackPort {
    /// A port that nobody listens on right now.
    package static func free() throws(ChildProcess.Failure) -> UInt16 {
        let socket = try listen(on: 0, backlog: 1)
        defer { close(socket) }
        return port(of: socket)
    }

    /// A listening socket; the caller closes it.
    ///
    /// - Parameter port: 0 for a free one, see `port(of:)`.
    package static func listen(on port: UInt16, backlog: Int32 = 16) throws(ChildProcess.Failure) -> Int32 {
        let socket = make()
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let isBound = withAddress(port) { bind(socket, $0, $1) == 0 }
        guard socket >= 0, isBound, Glibc.listen(socket, backlog) == 0 else {
            let why = String(cError: errno)
            close(socket)
            throw ChildProcess.Failure("port \(port) of 127.0.0.1 cannot be used: \(why)")
        }
        return socket
    }

    /// The port that a socket is bound to.
    package static func port(of socket: Int32) -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &length) }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// A connected socket, nil when refused; the caller closes it. Loopback answers at once.
    package static func connect(to port: UInt16) -> Int32? {
        let socket = make()
        guard withAddress(port, { Glibc.connect(socket, $0, $1) == 0 }) else {
            close(socket)
            return nil
        }
        return socket
    }

    package static func accepts(_ port: UInt16) -> Bool {
        guard let socket = connect(to: port) else { return false }
        close(socket)
        return true
    }

    private static func make() -> Int32 {
        socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    }

    private static func withAddress<Result>(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
