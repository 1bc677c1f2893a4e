/// Turns the bytes that a terminal sends into keys and other input. Pure: bytes and times in, input out.
///
/// Bytes may arrive in any pieces: a character or a sequence that is cut in two is kept until its rest comes. An Esc
/// alone is known after `escapeDelay`, the rest of a sequence that has begun is awaited for `sequenceDelay`.
package struct KeyDecoder {
    package static let sequenceDelay = Duration.milliseconds(300)
    /// A paste whose end does not come is over when nothing came for so long.
    package static let pasteDelay = Duration.seconds(5)
    /// Each of its bytes keeps it open for so long more, up to the whole delay: over any link they come faster than this,
    /// what a person types comes slower, and so ends it.
    package static let pasteByteDelay = Duration.milliseconds(5)
    /// What is more than this of one paste, in bytes, is dropped.
    package static let pasteLimit = 65_536

    /// How long an Esc may be the beginning of something. Longer over a link whose answers take long.
    package var escapeDelay = Duration.milliseconds(30)
    /// What the terminal says that its keys send, beside the usual sequences.
    private let sequences: [[UInt8]: Key]
    private var pending: [UInt8] = []
    private var pendingSince: ContinuousClock.Instant?
    /// The text of a paste that has not ended.
    private var pasted: [UInt8]?
    private var pasteDeadline: ContinuousClock.Instant?
    /// When an Esc was told as a key of its own: the rest of its sequence may come late.
    private var escapedAt: ContinuousClock.Instant?
    /// The first byte that is pending is such an Esc.
    private var isResumed = false

    package init(sequences: [[UInt8]: Key] = [:]) {
        self.sequences = sequences
    }

    /// When to call `expire` if no bytes come; nil when nothing is pending.
    package var deadline: ContinuousClock.Instant? {
        if let pasteDeadline { return pasteDeadline }
        guard let since = pendingSince else { return nil }
        return since.advanced(by: pending == [0x1B] ? escapeDelay : Self.sequenceDelay)
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [Input] {
        let (wasEmpty, count) = (pending.isEmpty, pending.count)
        pending += bytes
        if let open = pasteDeadline {
            pasteDeadline = min(now + Self.pasteDelay, open + Self.pasteByteDelay * (pending.count - count))
        }
        if wasEmpty, let escapedAt, let first = pending.first {
            let isRest = first == UInt8(ascii: "[") || first == UInt8(ascii: "O")
            if isRest, now - escapedAt < Self.sequenceDelay {
                pending.insert(0x1B, at: 0)
                isResumed = true
            }
            self.escapedAt = nil
        }
        return drain(final: false, at: now)
    }

    /// Takes what is pending as it is, once its time is over.
    package mutating func expire(at now: ContinuousClock.Instant) -> [Input] {
        guard let deadline, deadline <= now else { return [] }
        return drain(final: true, at: now)
    }

    private mutating func drain(final: Bool, at now: ContinuousClock.Instant) -> [Input] {
        var inputs: [Input] = []
        var position = 0
        let parser = SequenceParser(sequences: sequences)
        while position < pending.count || final && pasted != nil {
            if pasted != nil {
                guard let text = takePaste(&position, final: final) else { break }
                inputs.append(.paste(text))
                continue
            }
            guard let (found, length) = parser.next(pending[position...], final: final) else { break }
            switch found {
            case .input(.key(.escape)) where length == 1 && position == 0 && isResumed: break
            case .input(.key(.escape)) where length == 1 && final && pending.count == position + 1:
                escapedAt = now
                inputs.append(.key(.escape))
            case .input(let input): inputs.append(input)
            case .pasteBegins: (pasted, pasteDeadline) = ([], now + Self.pasteDelay)
            case .nothing: break
            }
            isResumed = false
            position += length
        }
        pending.removeFirst(position)
        if pending.isEmpty, pasted == nil {
            pendingSince = nil
        } else {
            // Each byte may come that much after the one before it.
            pendingSince = now
        }
        return inputs
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// The paste's text once its end is there; nil when more must come.
    private mutating func takePaste(_ position: inout Int, final: Bool) -> String? {
        let rest = pending[position...]
        let end = rest.indices.first { rest[$0...].starts(with: Self.pasteEnd) }
        // What may be the beginning of the end is left.
        let last = end ?? (final ? rest.endIndex : max(rest.startIndex, rest.endIndex - Self.pasteEnd.count + 1))
        let room = max(0, Self.pasteLimit - (pasted?.count ?? 0))
        pasted?.append(contentsOf: rest[..<last].prefix(room))
        position = last + (end == nil ? 0 : Self.pasteEnd.count)
        guard end != nil || final, let text = pasted else { return nil }
        (pasted, pasteDeadline) = (nil, nil)
        return String(decoding: text, as: UTF8.self)
    }
}

extension Sequence<Input> {
    /// The keys alone.
    package var keys: [Key] {
        compactMap { if case .key(let key) = $0 { key } else { nil } }
    }
}
