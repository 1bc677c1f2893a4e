package import Records

/// How much room a store has. At 80 % of its limit people are told; at 100 % nothing may be decided any more that could not
/// be recorded (IEC 62443-3-3 SR 2.9 audit storage capacity, SR 2.10 response to audit processing failures).
package struct StoreSpace: Hashable, Sendable {
    /// Bytes that the store's files take.
    package var used: Int64
    /// Bytes that the hub's account may still write on that disk.
    package var free: Int64
    /// Bytes that the store may take; nil: as many as the disk has.
    package var limit: Int64?

    /// Less free than this, and people are told, whatever the limit.
    package static let low: Int64 = 200 << 20
    /// Less free than this, and the store counts as full: what is left is for closing in order.
    package static let reserve: Int64 = 16 << 20

    package init(used: Int64, free: Int64, limit: Int64? = nil) {
        self.used = used
        self.free = free
        self.limit = limit
    }

    package var level: SpaceLevel {
        let share = limit.map { $0 > 0 ? Double(used) / Double($0) : 1 } ?? 0
        if share >= 1 || free < Self.reserve { return .full }
        return share >= 0.8 || free < Self.low ? .warn : .ok
    }
}
