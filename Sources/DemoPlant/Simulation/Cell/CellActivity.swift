/// What a cell does at a moment: the truth behind its bits.
enum CellActivity: Hashable, Sendable {
    case producing(CyclePhase)
    case waitingForMetal
    /// The extraction robot did not grip.
    case robotStop
    /// Somebody cleans the vacuum channel.
    case cleaning
    case emergencyStop
    /// Failed, nobody there yet.
    case failed(CellFailure)
    case repair(CellFailure)
    case dieChange
    case onBreak
    /// Not manned in this shift, main switch off.
    case off

    var isProducing: Bool {
        if case .producing = self { true } else { false }
    }
}

/// What breaks a cell down.
enum CellFailure: Hashable, Sendable { case seal, pump, oil }

/// The steps of a cold-chamber cycle, in order.
enum CyclePhase: Int, Hashable, Sendable {
    case close, pour, shot, cure, open, eject, extract, spray

    /// Its part of the ideal cycle; they add up to 1.
    var share: Double {
        switch self {
        case .close: 0.09
        case .pour: 0.12
        case .shot: 0.03
        case .cure: 0.29
        case .open: 0.08
        case .eject: 0.04
        case .extract: 0.14
        case .spray: 0.21
        }
    }

    /// nil after the last one.
    var next: CyclePhase? { CyclePhase(rawValue: rawValue + 1) }
}
