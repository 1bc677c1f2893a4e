import Basis

/// The way from the cells to the broker, with what goes wrong on it now and then.
struct FaultyLink: Sendable {
    /// Something that happens to the plant every so often.
    private struct Chance: Sendable {
        private let mean: Duration
        private var due: Instant

        init(every mean: Duration, from start: Instant, _ random: inout SeededRandom) {
            self.mean = mean
            // Nothing in the first three minutes: whoever starts a demonstration first sees the plant.
            due = start + .seconds(180) + mean * random.uniform(0...1)
        }

        mutating func strikes(at now: Instant, _ random: inout SeededRandom) -> Bool {
            guard due <= now else { return false }
            due = now + random.wait(around: mean)
            return true
        }
    }

    private var random: SeededRandom
    private var badBytes: Chance
    private var sentinel: Chance
    private var jump: Chance
    private var futureTime: Chance
    private var repeated: Chance
    private var silence: Chance
    /// For each cell, until when it publishes nothing.
    private var silentUntil: [Instant]

    init(seed: UInt64, at start: Instant) {
        var random = SeededRandom(seed: seed, part: 500)
        badBytes = Chance(every: .seconds(600), from: start, &random)
        sentinel = Chance(every: .seconds(1100), from: start, &random)
        jump = Chance(every: .seconds(1900), from: start, &random)
        futureTime = Chance(every: .seconds(2700), from: start, &random)
        repeated = Chance(every: .seconds(900), from: start, &random)
        silence = Chance(every: .seconds(5400), from: start, &random)
        silentUntil = DemoHall.cells.map { _ in start }
        self.random = random
    }

    /// What arrives of `draft`: nothing, the message, one damaged, or two.
    mutating func carry(_ draft: MessageDraft, at now: Instant) -> [PlantMessage] {
        if silence.strikes(at: now, &random) {
            let cell = random.whole(0...silentUntil.count - 1)
            silentUntil[cell] = now + random.duration(seconds: 120...1200)
        }
        guard silentUntil[draft.cell] <= now else { return [] }

        var draft = draft
        let fault = disturb(&draft, at: now)
        if let fault { return [message(draft, fault, at: now)] }
        if badBytes.strikes(at: now, &random) {
            let kind = LinkFault.badBytes[random.whole(0...LinkFault.badBytes.count - 1)]
            return [spoiled(draft, kind, at: now)]
        }
        let sound = message(draft, nil, at: now)
        return repeated.strikes(at: now, &random) ? [sound, message(draft, .repeated, at: now)] : [sound]
    }

    /// Faults that leave a readable message: of a sensor or of a clock.
    private mutating func disturb(_ draft: inout MessageDraft, at now: Instant) -> LinkFault? {
        let measured = draft.measuredIndices
        if !measured.isEmpty, sentinel.strikes(at: now, &random) {
            draft.members[measured[random.whole(0...measured.count - 1)]].value = .whole(DemoHall.sentinel)
            return .sentinel
        }
        if !measured.isEmpty, jump.strikes(at: now, &random) {
            let index = measured[random.whole(0...measured.count - 1)]
            if case .measured(let value, let decimals) = draft.members[index].value {
                draft.members[index].value = .measured(value * 10 + 1200, decimals: decimals)
            }
            return .jump
        }
        if futureTime.strikes(at: now, &random) {
            let ahead = random.duration(seconds: 3600...2_592_000)
            draft.members[0].value = .whole((now + ahead).milliseconds)
            return .futureTime
        }
        return nil
    }

    /// The message with a payload that cannot be read, or in two ways.
    mutating func spoiled(_ draft: MessageDraft, _ kind: LinkFault, at now: Instant) -> PlantMessage {
        var draft = draft
        switch kind {
        case .textForNumber:
            draft.members[draft.lastNumber].value = .text("----")
        case .duplicateKey:
            draft.members.append((draft.members[1].key, .whole(0)))
        default:
            break
        }
        var bytes = draft.payload
        switch kind {
        case .truncated: bytes.removeLast(random.whole(1...bytes.count - 1))
        case .invalidUTF8: bytes.insert(contentsOf: [0xC3, 0xFF], at: random.whole(1...bytes.count - 1))
        case .empty: bytes = []
        default: break
        }
        return message(draft, kind, payload: bytes, at: now)
    }

    private func message(
        _ draft: MessageDraft, _ fault: LinkFault?, payload: [UInt8]? = nil, at now: Instant
    ) -> PlantMessage {
        PlantMessage(
            at: now, topic: draft.topic, payload: payload ?? draft.payload, qos: draft.qos, retain: draft.retain,
            fault: fault)
    }
}
