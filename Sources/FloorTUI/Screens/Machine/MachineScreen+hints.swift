/// Which keys have something to act on, for the last line.
extension MachineScreen {
    /// Of a shift that is over there may be no stop to explain, and what stands now is no part of it.
    func acts(_ action: Action, _ context: ScreenContext) -> Bool {
        guard times.isPast else { return true }
        switch action {
        case .acknowledge: return false
        case .explain, .split: return (MachineLook(machine, context)?.stops(times, window: nil).rowCount ?? 0) > 0
        default: return true
        }
    }
}
