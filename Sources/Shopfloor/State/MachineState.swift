/// The closed list of states that a machine can be in; the raw values are the words in every document and row.
package enum MachineState: String, Hashable, Sendable, CaseIterable {
    case producing
    case setUp = "set-up"
    case idle
    case waiting
    case stopped
    case maintenance
    /// Nothing is known. It is not idle, and its time is UNKNOWN.
    case noData = "no data"

    /// Whether the time in it asks for a reason: all but producing, and idle, when nothing is to be made. Of no data nobody
    /// knows whether the machine stood; its time is UNKNOWN, and no stop.
    package var isStop: Bool {
        switch self {
        case .producing, .idle, .noData: false
        case .setUp, .waiting, .stopped, .maintenance: true
        }
    }

    /// Whether a planned break that is spent in it is worked: what the machine makes counts, so its time does, too, or its
    /// effectiveness would rise with each break. All else that it does then is rest, in every figure and ribbon.
    package var worksBreak: Bool { self == .producing }
}

/// Why nothing is known about a machine.
package enum NoDataReason: String, Hashable, Sendable, CaseIterable {
    /// The source was heard, then no longer.
    case silent
    /// The source itself says that it does not know.
    case source
    /// The hub's own link to the broker is down.
    case link
    /// The hub did not run.
    case hub
    /// The source has never been heard.
    case never
    /// The machine is no longer in the plant file.
    case removed
}
