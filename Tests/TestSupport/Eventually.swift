import Glibc

/// Waits until `condition` holds, looking every 2 ms: for states that tell nobody when they change. False when `timeout`
/// passed first. Timeouts are for tests that fail, so they may be long.
package func eventually(within timeout: Duration = .seconds(10), _ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + timeout
    while true {
        if try condition() { return true }
        if ContinuousClock.now >= end { return false }
        usleep(2000)
    }
}
