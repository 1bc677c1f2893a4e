import Basis

/// The faults that were asked for: which of them stand, and what they add to, take from and change in what is sent.
struct AskedFaults: Sendable {
    fileprivate struct Entry: Sendable {
        var fault: PlantFault
        var from: Instant
        var until: Instant
        /// When it does something by itself again: its begin, and then each of its beats. nil: no more.
        var due: Instant?
        var beats = 0
        /// By cell, what a stuck sensor shows.
        var stuck: [Int: Double] = [:]

        func stands(for cell: Int, at now: Instant) -> Bool {
            (fault.cell ?? cell) == cell && from <= now && now < until
        }
    }

    private var entries: [Entry] = []

    /// The sensor that gets stuck: it is part of each shot, and read between shots too.
    static let stuckValue = "die_f1_c"
    private static let flappingBeat = Duration.seconds(1)
    private static let burstBeat = Duration.milliseconds(100)
    private static let burstMessages = 10
    private static let clockJump = Duration.seconds(3600)

    mutating func add(_ fault: PlantFault, at now: Instant) {
        entries.removeAll { $0.until <= now && $0.due == nil }
        let from = now + fault.delay
        entries.append(Entry(fault: fault, from: from, until: from + fault.length, due: from))
    }

    /// When one of them does something by itself; nil: none does.
    var nextEvent: Instant? { entries.compactMap(\.due).min() }

    /// What is to be done at `now`, the time of `nextEvent`; each fault with how often it has acted before.
    mutating func takeDue(at now: Instant) -> [(fault: PlantFault, beat: Int)] {
        var due: [(PlantFault, Int)] = []
        for index in entries.indices {
            guard let at = entries[index].due, at <= now else { continue }
            entries[index].due = nil
            guard let beat = Self.beat(of: entries[index].fault.kind) else { continue }
            due.append((entries[index].fault, entries[index].beats))
            entries[index].beats += 1
            if beat > .zero, now + beat < entries[index].until { entries[index].due = now + beat }
        }
        return due
    }

    /// nil: it only changes what others send; zero: it acts once.
    private static func beat(of kind: PlantFault.Kind) -> Duration? {
        switch kind {
        case .flapping: flappingBeat
        case .burst: burstBeat
        case .counterReset: .zero
        case .silence, .clockJump, .badBytes, .stuckSensor, .brokerKilled: nil
        }
    }

    /// The messages of one beat of a burst: a value of the cell, each a millisecond after the one before.
    static func burst(of cell: Int, value: Double, at now: Instant) -> [MessageDraft] {
        (0..<burstMessages).map { step in
            MessageDraft(
                cell: cell, topic: "diecasting/\(DemoHall.cells[cell].id)/value/oil_c",
                members: [
                    ("ts", .whole(now.milliseconds + Int64(step))),
                    ("v", .measured(value + Double(step) / 10, decimals: 1)),
                ], qos: 0)
        }
    }

    /// Changes what a cell sends; false where it does not come at all.
    mutating func passes(_ draft: inout MessageDraft, at now: Instant) -> Bool {
        for index in entries.indices where entries[index].stands(for: draft.cell, at: now) {
            switch entries[index].fault.kind {
            case .silence: return false
            case .clockJump: draft.shiftTime(by: Self.clockJump)
            case .stuckSensor: entries[index].freeze(&draft)
            case .flapping, .burst, .badBytes, .counterReset, .brokerKilled: break
            }
        }
        return true
    }

    /// How the payload of a cell is spoiled; nil while it is not. Each way in its turn.
    mutating func spoiling(of cell: Int, at now: Instant) -> LinkFault? {
        for index in entries.indices
        where entries[index].fault.kind == .badBytes && entries[index].stands(for: cell, at: now) {
            defer { entries[index].beats += 1 }
            return LinkFault.badBytes[entries[index].beats % LinkFault.badBytes.count]
        }
        return nil
    }
}

extension AskedFaults.Entry {
    /// Puts what the sensor showed first in place of what it measures.
    fileprivate mutating func freeze(_ draft: inout MessageDraft) {
        let isItsTopic = draft.topic.hasSuffix("/value/" + AskedFaults.stuckValue)
        for index in draft.members.indices {
            guard case .measured(let value, let decimals) = draft.members[index].value else { continue }
            guard isItsTopic || draft.members[index].key == AskedFaults.stuckValue else { continue }
            let shown = stuck[draft.cell] ?? value
            stuck[draft.cell] = shown
            draft.members[index].value = .measured(shown, decimals: decimals)
        }
    }
}

extension MessageDraft {
    /// The time stamp is its first member.
    fileprivate mutating func shiftTime(by shift: Duration) {
        if case .whole(let time) = members[0].value { members[0].value = .whole(time + shift.wholeMilliseconds) }
    }
}
