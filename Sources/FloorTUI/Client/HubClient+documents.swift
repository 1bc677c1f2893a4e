import Basis
import Records

extension HubClient {
    /// The state of a dashboard that was just opened, with the hub's clock.
    ///
    /// - Parameters:
    ///   - state: what is to be filled.
    ///   - machine: the one that is looked at; nil: the Floor is.
    /// - Throws: `CommandFailure`: the hub is silent, or does not send all (69); the plant has no such machine (1).
    func read(into state: DashboardState, machine: String?) throws -> (state: DashboardState, now: Instant?) {
        var reading = HubReading(state, topics: topics, machine: machine, at: .now)
        for filter in [topics.models, topics.lines] + (machine.map { [topics.machine($0)] } ?? []) {
            try link.subscribe(filter)
        }
        if let machine { try publish(.watch(machine: machine)) }
        let end = ContinuousClock.now + Self.patience
        var hasAsked = false
        while !reading.isComplete {
            guard ContinuousClock.now < end else { throw silence(reading) }
            link.listen(until: min(end, .now + .milliseconds(100))) { topic, payload, isRetained in
                reading.take(topic, payload, isRetained: isRetained, at: .now)
            }
            guard reading.isMissing, !hasAsked else { continue }
            try publish(.documents)
            hasAsked = true
        }
        if let machine, reading.isUnknownMachine {
            throw CommandFailure(.usage, "the plant has no machine", machine, known: reading.machines)
        }
        return reading.drawn(at: .now)
    }

    private func silence(_ reading: HubReading) -> CommandFailure {
        let hub = "the hub for site \"\(topics.site)\" on \(link.broker)"
        guard reading.isLive else {
            return CommandFailure(.unavailable, "\(hub) is silent; see its log, or start it again with floortui hub")
        }
        return CommandFailure(.unavailable, "\(hub) does not send all its documents; see its log")
    }
}
