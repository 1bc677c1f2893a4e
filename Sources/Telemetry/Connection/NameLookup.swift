import Glibc
import Synchronization

/// Finds out whether a name has an address, on a thread of its own, since the system's look-up cannot be stopped and may
/// take half a minute. One at a time: where the last still hangs, its answer is waited for.
final class NameLookup: Sendable {
    /// A name server that takes longer counts as silent, where another address is known.
    static let patience = Duration.seconds(1)

    private let state = Mutex((isRunning: false, hasAddress: Bool?.none))

    /// The newest answer; nil while there is none.
    var hasAddress: Bool? { state.withLock { $0.hasAddress } }

    /// - Parameter finished: called on the other thread once there is an answer.
    func begin(_ host: String, finished: @escaping @Sendable () -> Void) {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            if !state.isRunning { state.hasAddress = nil }
            return !state.isRunning
        }
        guard isFirst else { return }
        do throws(ConnectionError) {
            try NamedThread.start("name look-up") {
                self.end(Self.looksUp(host))
                finished()
            }
        } catch {
            end(false)
        }
    }

    private func end(_ hasAddress: Bool) { state.withLock { $0 = (false, hasAddress) } }

    private static func looksUp(_ host: String) -> Bool {
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, nil, &found) == 0 else { return false }
        unsafe freeaddrinfo(found)
        return true
    }
}
