package import Basis

extension Stop {
    /// What a stop, or a part of one, counts as. One rule for lists, Pareto, figures and reports: `Stop.cause` for a whole
    /// stop, `MachineWindow.Piece.cause` for each part of a machine's time.
    package enum Cause: Hashable, Sendable {
        /// What a person gave, by its id.
        case reason(String, StopReason.Kind)
        /// Explained by the machine's own state.
        case state(StopReason.Kind)
        /// Not explained, and too short for anybody to be asked.
        case micro
        /// Not explained, and too short until now; it goes on, so nobody knows yet whether it is a micro-stop.
        case lasting
        /// Not explained, and a person is asked for it.
        case unexplained
        /// Not explained, and no part of it lies in time in which the machine was meant to work: nobody is asked for it, and
        /// it is counted nowhere.
        case outside

        /// Which of them it is, without the reason and its kind: the words in rows.
        package enum Word: String, Hashable, Sendable, CaseIterable {
            case reason, state, micro, lasting, unexplained, outside
        }

        package var word: Word {
            switch self {
            case .reason: .reason
            case .state: .state
            case .micro: .micro
            case .lasting: .lasting
            case .unexplained: .unexplained
            case .outside: .outside
            }
        }

        /// Id of the reason that a person gave; nil: none.
        package var reason: String? { if case .reason(let id, _) = self { id } else { nil } }

        /// nil: not explained.
        package var kind: StopReason.Kind? {
            switch self {
            case .reason(_, let kind), .state(let kind): kind
            case .micro, .lasting, .unexplained, .outside: nil
            }
        }

        /// The machine says so and nobody said otherwise, or a person gave that reason. That a planned stop was for
        /// maintenance no kind tells.
        package var isPlannedMaintenance: Bool {
            self == .state(.planned) || reason == StopReasonTree.plannedMaintenance
        }

        /// So that equal sums stand in one order.
        var rank: String {
            switch self {
            case .unexplained: "0"
            case .micro: "1"
            case .lasting: "1a"
            case .outside: "1b"
            case .state(let kind): "2" + kind.rawValue
            case .reason(let id, let kind): "3" + id + " " + kind.rawValue
            }
        }
    }

    /// What those parts of it count as that neither a person nor a state explains: a person is asked for all of them, or
    /// they are together too short for that, or not yet long enough. So a set-up that ends in a short wait has a micro-stop
    /// in it.
    ///
    /// - Parameter isPlanned: whether the machine was meant to work at any time of the stop; see `PlannedTime`.
    package func rest(
        until now: Instant, limit: Duration, isPlanned: (Interval) -> Bool = { _ in true }
    ) -> Cause {
        // What has only begun has no length yet.
        let time = Interval(from: from, to: max(from + .milliseconds(1), min(to ?? now, now)))
        guard isPlanned(time) else { return .outside }
        if isUnexplained(until: now, limit: limit) { return .unexplained }
        return to == nil ? .lasting : .micro
    }

    /// What it counts as as a whole: what a person gave; that one is asked for it, however little that is of it; else what
    /// most of it is.
    package func cause(
        until now: Instant, limit: Duration, isPlanned: (Interval) -> Bool = { _ in true }
    ) -> Cause {
        if let given = reasonEntry?.edit.reason, let id = given.id, let kind = given.kind { return .reason(id, kind) }
        let rest = rest(until: now, limit: limit, isPlanned: isPlanned)
        if rest == .unexplained { return rest }
        return kind(until: now).map { .state($0) } ?? rest
    }
}
