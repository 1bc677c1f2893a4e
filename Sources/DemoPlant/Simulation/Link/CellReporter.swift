import Basis

/// The gateway of one cell: says when something changed, and repeats bits and slow values on its timers.
struct CellReporter: Sendable {
    private let cell: Int
    private let root: String
    /// Noise of the sensors; its own stream, so that looking at a cell never changes what the cell does.
    private var random: SeededRandom
    private var lastBits: CellBits?
    private var bitsDue: Instant
    /// One for each of `DemoHall.slowValues`.
    private var valuesDue: [Instant]
    private(set) var nextEvent: Instant

    init(cell: Int, seed: UInt64, at start: Instant) {
        var random = SeededRandom(seed: seed, part: 400 + UInt64(cell))
        self.cell = cell
        root = "diecasting/" + DemoHall.cells[cell].id + "/"
        bitsDue = start + random.duration(seconds: 0...Double(DemoHall.heartbeatSeconds))
        valuesDue = DemoHall.slowValues.map { value in
            start + random.duration(seconds: 0...Double(value.periodSeconds ?? DemoHall.heartbeatSeconds))
        }
        nextEvent = start
        self.random = random
        findNextEvent()
    }

    /// The timers that are due at `nextEvent`.
    mutating func report(_ state: Cell, _ furnace: Furnace) -> [MessageDraft] {
        let now = nextEvent
        var drafts: [MessageDraft] = []
        if bitsDue <= now { drafts.append(bitsMessage(state.bits(at: now), at: now)) }
        for (index, value) in DemoHall.slowValues.enumerated() where valuesDue[index] <= now {
            valuesDue[index] = now + .seconds(value.periodSeconds ?? DemoHall.heartbeatSeconds)
            guard let number = state.slowValue(value.id, furnace, at: now, noise: random.scatter(1)) else { continue }
            drafts.append(
                MessageDraft(
                    cell: cell, topic: root + "value/" + value.id,
                    members: [
                        ("ts", .whole(now.milliseconds)), ("v", .measured(number, decimals: value.decimals)),
                    ], qos: 0))
        }
        findNextEvent()
        return drafts
    }

    /// The cell did something at `now`: its bits when they changed, the shot and the counters when it made one.
    mutating func report(_ state: Cell, shot: Shot?, at now: Instant) -> [MessageDraft] {
        var drafts: [MessageDraft] = []
        if let shot { drafts = [shotMessage(shot, at: now)] + counterMessages(state) }
        let bits = state.bits(at: now)
        if bits != lastBits { drafts.append(bitsMessage(bits, at: now)) }
        findNextEvent()
        return drafts
    }

    /// Retained, with the time of the shot that they counted last.
    func counterMessages(_ state: Cell) -> [MessageDraft] {
        [("shots", state.count.shots), ("ok", state.count.ok)].map { name, count in
            MessageDraft(
                cell: cell, topic: root + "counter/" + name,
                members: [("ts", .whole(state.countedAt.milliseconds)), ("v", .whole(Int64(count)))], retain: true)
        }
    }

    /// The bits as they are, but automatic mode as a loose contact has it.
    mutating func bitsMessage(_ state: Cell, isAutomatic: Bool, at now: Instant) -> MessageDraft {
        var bits = state.bits(at: now)
        if isAutomatic { bits.insert(.auto) } else { bits.remove(.auto) }
        defer { findNextEvent() }
        return bitsMessage(bits, at: now)
    }

    private mutating func bitsMessage(_ bits: CellBits, at now: Instant) -> MessageDraft {
        lastBits = bits
        bitsDue = now + .seconds(DemoHall.heartbeatSeconds)
        var members: [(key: String, value: MessageDraft.Member)] = [("ts", .whole(now.milliseconds))]
        for entry in CellBits.all { members.append((entry.id, .bool(bits.contains(entry.bit)))) }
        return MessageDraft(cell: cell, topic: root + "bits", members: members)
    }

    private func shotMessage(_ shot: Shot, at now: Instant) -> MessageDraft {
        var members: [(key: String, value: MessageDraft.Member)] = [
            ("ts", .whole(now.milliseconds)), ("shot_no", .whole(Int64(shot.number))), ("die", .text(shot.die)),
        ]
        for (spec, number) in zip(DemoHall.shotValues, shot.values) {
            members.append((spec.id, .measured(number, decimals: spec.decimals)))
        }
        members += [("ok", .bool(shot.ok)), ("warm_up", .bool(shot.isWarmUp))]
        return MessageDraft(cell: cell, topic: root + "shot", members: members)
    }

    private mutating func findNextEvent() {
        nextEvent = bitsDue
        for due in valuesDue { nextEvent = min(nextEvent, due) }
    }
}
