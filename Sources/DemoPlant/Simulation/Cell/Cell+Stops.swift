import Basis

/// Why a cell stops, and what is in order after it.
extension Cell {
    /// What stops the cell before the next cycle, with the range of its length in seconds; nil: nothing.
    mutating func nextStop() -> (activity: CellActivity, seconds: ClosedRange<Double>)? {
        // Until maintenance opens the door; the repair itself follows.
        let unattended = 120.0...300.0
        if seal.hasFailed { return (.failed(.seal), unattended) }
        if cooler.hasFailed { return (.failed(.oil), unattended) }
        if random.chance(1 / 2800) { return (.failed(.pump), unattended) }
        if random.chance(1 / 2200) { return (.emergencyStop, 90...360) }
        if vacuum.hasFailed { return (.cleaning, 360...720) }
        if shotsUntilDieChange <= 0 { return (.dieChange, 1500...3000) }
        return nil
    }

    /// What the stop that ends now has mended.
    mutating func putRight() {
        switch activity {
        case .repair(let failure):
            switch failure {
            case .seal: seal = SlowFailure(.seal, &random)
            case .oil: cooler = SlowFailure(.cooler, &random)
            case .pump: break
            }
            fillOil()
            // Electricians like to restart the PLC.
            if random.chance(0.25) { counts[mounted].reset() }
        case .cleaning:
            vacuum = SlowFailure(.vacuum, &random)
        case .dieChange:
            mounted = (mounted + 1) % spec.dies.count
            shotsUntilDieChange = random.whole(380...950)
            vacuum = SlowFailure(.vacuum, &random)
            fillOil()
        case .onBreak, .off:
            fillOil()
        default:
            break
        }
    }

    private mutating func fillOil() {
        if shotsUntilOilLow <= 0 { shotsUntilOilLow = random.whole(1500...5000) }
    }

    /// One shot more on everything that wears.
    mutating func wear() {
        seal.wear(&random)
        vacuum.wear(&random)
        cooler.wear(&random)
        shotsUntilDieChange -= 1
        shotsUntilOilLow -= 1
    }

    /// The PLC's bits at `instant`.
    func bits(at instant: Instant) -> CellBits {
        guard activity != .off else { return [] }
        var bits: CellBits = .power
        switch activity {
        case .producing: bits.insert(.auto)
        case .waitingForMetal: bits.formUnion([.auto, .waitMetal])
        case .robotStop: bits.formUnion([.auto, .waitRobot])
        case .cleaning: bits.insert(.doorOpen)
        case .emergencyStop: bits.insert(.estop)
        case .failed(let failure): bits.formUnion([.fault, Self.bit(of: failure)])
        case .repair(let failure): bits.formUnion([.fault, .doorOpen, Self.bit(of: failure)])
        case .dieChange: bits.formUnion([.dieChange, .doorOpen])
        case .onBreak, .off: break
        }
        if shotsUntilOilLow <= 0 { bits.insert(.oilLow) }
        if heat.oil.value(at: instant) > 60 { bits.insert(.oilHot) }
        if accumulatorBar < 140 { bits.insert(.accumulatorLow) }
        if isDieCold(at: instant) { bits.insert(.dieCold) }
        return bits
    }

    private static func bit(of failure: CellFailure) -> CellBits {
        switch failure {
        case .seal: .accumulatorLow
        case .pump: .pumpOverload
        case .oil: .oilHot
        }
    }
}
