package import Basis

/// Twelve die-casting cells on a virtual clock: the same seed and start give the same messages, byte for byte.
///
/// Pure: no I/O and no clock of its own. The shell asks `nextEvent`, waits until then by whatever clock it has, and
/// publishes what `advance(to:)` gives. How the time is cut into steps makes no difference.
package struct PlantSimulation: Sendable {
    private(set) var hall: HallModel
    private var reporters: [CellReporter]
    private var link: FaultyLink
    private var asked = AskedFaults()
    private let start: Instant
    private var hasOpened = false

    /// A hall in mid-shift at `start`; it has run for some hours unseen, so that all is warm and some cells are down.
    ///
    /// - Parameters:
    ///   - seed: what happens, when, to which cell.
    ///   - start: the time of the first messages, the retained counters of every cell.
    ///   - utcOffset: the hall's local time less UTC, which places its shifts (from 06:00, 14:00, 22:00) and breaks.
    package init(seed: UInt64, start: Instant, utcOffset: Duration = .seconds(8 * 3600)) {
        hall = HallModel.inMidShift(seed: seed, utcOffset: utcOffset, at: start)
        reporters = DemoHall.cells.indices.map { CellReporter(cell: $0, seed: seed, at: start) }
        link = FaultyLink(seed: seed, at: start)
        self.start = start
    }

    /// When the next message may be due, or something happens that leads to one.
    package var nextEvent: Instant {
        guard hasOpened else { return start }
        var first = hall.nextEvent
        for reporter in reporters { first = min(first, reporter.nextEvent) }
        if let due = asked.nextEvent { first = min(first, due) }
        return first
    }

    /// Lets a fault happen, its times counted from `now`, which must not lie before what `advance` has given.
    package mutating func strike(_ fault: PlantFault, at now: Instant) { asked.add(fault, at: now) }

    /// Everything up to and including `instant` that has not been given yet, in the order of time.
    package mutating func advance(to instant: Instant) -> [PlantMessage] {
        var messages: [PlantMessage] = []
        if !hasOpened, start <= instant {
            hasOpened = true
            for (cell, reporter) in zip(hall.cells, reporters) {
                carry(reporter.counterMessages(cell), at: start, into: &messages)
            }
        }
        while hasOpened {
            let now = nextEvent
            guard now <= instant else { break }
            carry(draftsOfNextEvent(at: now), at: now, into: &messages)
        }
        return messages
    }

    /// The hall goes before the gateways, so that they report what is true at that moment.
    private mutating func draftsOfNextEvent(at now: Instant) -> [MessageDraft] {
        if hall.nextEvent == now {
            guard let change = hall.step() else { return [] }
            return reporters[change.cell].report(hall.cells[change.cell], shot: change.shot, at: now)
        }
        for index in reporters.indices where reporters[index].nextEvent == now {
            return reporters[index].report(hall.cells[index], hall.furnace(of: index))
        }
        return asked.takeDue(at: now).flatMap { act(on: $0.fault, beat: $0.beat, at: now) }
    }

    /// What a fault that was asked for sends by itself.
    private mutating func act(on fault: PlantFault, beat: Int, at now: Instant) -> [MessageDraft] {
        let cells = fault.cell.map { [$0] } ?? Array(hall.cells.indices)
        return cells.flatMap { cell in
            switch fault.kind {
            case .flapping:
                return [reporters[cell].bitsMessage(hall.cells[cell], isAutomatic: beat.isMultiple(of: 2), at: now)]
            case .burst:
                let oil = hall.cells[cell].slowValue("oil_c", hall.furnace(of: cell), at: now, noise: 0) ?? 0
                return AskedFaults.burst(of: cell, value: oil, at: now)
            case .counterReset:
                hall.resetCounters(of: cell, at: now)
                return reporters[cell].counterMessages(hall.cells[cell])
            case .silence, .clockJump, .badBytes, .stuckSensor, .brokerKilled: return []
            }
        }
    }

    private mutating func carry(_ drafts: [MessageDraft], at now: Instant, into messages: inout [PlantMessage]) {
        for var draft in drafts where asked.passes(&draft, at: now) {
            if let kind = asked.spoiling(of: draft.cell, at: now) {
                messages.append(link.spoiled(draft, kind, at: now))
            } else {
                messages += link.carry(draft, at: now)
            }
        }
    }
}
