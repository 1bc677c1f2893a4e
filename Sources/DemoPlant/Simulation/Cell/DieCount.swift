/// The PLC's two 16-bit counters of one die.
struct DieCount: Hashable, Sendable {
    private(set) var shots: Int
    private(set) var ok: Int

    init(shots: Int, ok: Int) {
        self.shots = shots % DemoHall.counterModulus
        self.ok = ok % DemoHall.counterModulus
    }

    mutating func count(ok isOk: Bool) {
        shots = (shots + 1) % DemoHall.counterModulus
        if isOk { ok = (ok + 1) % DemoHall.counterModulus }
    }

    /// What a restart of the PLC does.
    mutating func reset() { self = DieCount(shots: 0, ok: 0) }
}
