import Basis
import Shopfloor
import Telemetry

/// What the tags that tell of cycles said lately, whose they are and what came of them: for cycles that come late and do not
/// say it themselves. Bounded; the oldest goes first.
struct CycleWords {
    private struct Word {
        var slot: TagSlot
        /// `missing`: the source's word for having none.
        var value: TagValue
        var at: Instant
    }

    /// By time; of one time, as they came.
    private var words: [Word] = []

    /// Some hours of shots.
    private static let limit = 256

    mutating func take(_ reading: Ingest.BelievedReading) {
        let word = Word(slot: reading.slot, value: reading.isUnavailable ? .missing : reading.value, at: reading.at)
        words.insert(word, at: words.lastIndex { $0.at <= word.at }.map { $0 + 1 } ?? 0)
        if words.count > Self.limit { words.removeFirst(Self.limit / 4) }
    }

    /// What a tag said newest at `time`; nil: that is not known.
    func value(of slot: TagSlot, at time: Instant) -> TagValue? {
        words.last { $0.slot == slot && $0.at <= time }?.value
    }
}

/// What had been said when a late message was: its own word counts over those before it.
struct LateWords {
    let said: [Ingest.BelievedReading]
    let words: CycleWords
    let at: Instant

    func own(_ slot: TagSlot) -> Ingest.BelievedReading? { said.last { $0.slot == slot } }

    /// nil: that is not known.
    func value(of slot: TagSlot) -> TagValue? {
        own(slot).map { $0.isUnavailable ? .missing : $0.value } ?? words.value(of: slot, at: at)
    }
}
