/// What a machine is found to be in: one state, with the machine's own word beside it.
package struct Condition: Hashable, Sendable {
    package var state: MachineState
    /// The value of the tag that the machine names as its native one; nil where it names none or none is known.
    package var native: String?
    /// Set exactly when `state` is `noData`.
    package var why: NoDataReason?

    package init(_ state: MachineState, native: String? = nil, why: NoDataReason? = nil) {
        precondition((state == .noData) == (why != nil), "no data, and only it, has a reason")
        self.state = state
        self.native = native
        self.why = why
    }

    package static func noData(_ why: NoDataReason, native: String? = nil) -> Condition {
        Condition(.noData, native: native, why: why)
    }
}
