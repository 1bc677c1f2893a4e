import Basis

/// Derives the stops of one machine: runs of standing, cut where people said so, each with the reason that covers it.
struct StopFinder {
    private let machine: String
    private let stretches: [ConditionStretch]
    /// In the journal's order.
    private let entries: [StopEntry]
    /// The runs of standing, oldest first.
    private let runs: [ConditionStretch]

    init(machine: String, stretches: [ConditionStretch], entries: [StopEntry]) {
        self.machine = machine
        self.stretches = stretches
        self.entries = entries
        runs = Self.runs(stretches)
    }

    /// A run of standing, or a part of one between two cuts.
    fileprivate struct Piece {
        var from: Instant
        /// The far future: it still lasts.
        var to: Instant
        /// The newest edit that cut, or uncut, at its ends or within it.
        var cutEntry: StopEntry?
    }

    /// An entry with the time that it speaks of, by the conditions that are known now.
    fileprivate struct Covering {
        var entry: StopEntry
        var from: Instant
        var to: Instant
    }

    /// A part of a piece with one reason.
    fileprivate struct Segment {
        var from: Instant
        var to: Instant
        var entry: StopEntry?
    }

    func stops() -> [Stop] {
        let reasons = coverings({ $0.reason != nil }, silencedBy: { $0.reason != nil })
        // A note belongs to the reason beside which it was written.
        let notes = coverings({ $0.note != nil }, silencedBy: { $0.note != nil || $0.reason != nil })
        var (reasonSweep, noteSweep) = (Sweep(reasons), Sweep(notes))
        var stops: [Stop] = []
        var first = 0
        for piece in pieces() {
            let given = reasonSweep.overlapping(piece)
            let noted = noteSweep.overlapping(piece)
            for segment in Self.segments(of: piece, given) {
                while first < stretches.count, stretches[first].end <= segment.from { first += 1 }
                let parts = stretches[first...].prefix { $0.start < segment.to }
                    .compactMap { $0.part(from: segment.from, to: segment.to) }
                let before = first > 0 && stretches[first].start == segment.from ? stretches[first - 1] : nil
                let note = noted.last { $0.from < segment.to && $0.to > segment.from }?.entry
                stops.append(
                    Stop(
                        id: StopID(machine: machine, from: segment.from), parts: parts, reasonEntry: segment.entry,
                        noteEntry: note, cutEntry: piece.cutEntry,
                        reasonBy: reasonAuthor(of: segment.entry), noteBy: noteAuthors(of: note),
                        continues: stops.last.flatMap { continues($0, segment) ? $0.id : nil },
                        isBeginSeen: before?.condition.state != .noData))
            }
        }
        return stops
    }

    /// Whether the reason of a segment was given of the stop before it, with nothing but time without data between.
    private func continues(_ stop: Stop, _ segment: Segment) -> Bool {
        guard let entry = segment.entry, let reason = entry.edit.reason?.id, let end = stop.to, entry.edit.from < end,
            end < segment.from, stop.reasonEntry?.edit.reason?.id == reason
        else { return false }
        let gap = stretches[stretches.partitioningIndex { $0.end > end }...].prefix { $0.start < segment.from }
        return !gap.contains(where: \.isProvenNoStop)
    }

    /// Who gave the reason that an edit says: one who joins two stops only takes over that of one of them. nil: it gives none.
    private func reasonAuthor(of entry: StopEntry?) -> String? {
        guard let entry, let said = entry.edit.reason?.id else { return nil }
        guard entry.edit.cut?.isMerge == true else { return entry.edit.by }
        return reasonAuthor(of: entries(before: entry).last { $0.edit.reason?.id == said }) ?? entry.edit.by
    }

    /// Who wrote the note that an edit says, in the order of what they wrote: one who joins two stops takes over the note of
    /// one of them, or both. Empty: there is none.
    private func noteAuthors(of entry: StopEntry?) -> [String] {
        guard let entry, let said = entry.edit.note, !said.isEmpty else { return [] }
        guard entry.edit.cut?.isMerge == true else { return [entry.edit.by] }
        let before = entries(before: entry)
        if let origin = before.last(where: { $0.edit.note == said }) { return noteAuthors(of: origin) }
        for first in before.reversed() {
            guard let note = first.edit.note, !note.isEmpty else { continue }
            let second = before.last { $0.edit.note.map { said == StopEdit.joined(note, $0) } ?? false }
            guard let second else { continue }
            let authors = noteAuthors(of: first)
            return authors + noteAuthors(of: second).filter { !authors.contains($0) }
        }
        return [entry.edit.by]
    }

    /// What was said earlier of the time that an edit speaks of.
    private func entries(before entry: StopEntry) -> [StopEntry] {
        entries.filter { other in
            other.seq < entry.seq && other.edit.from < entry.edit.to ?? .distantFuture
                && entry.edit.from < other.edit.to ?? .distantFuture
        }
    }

    /// The runs of standing, oldest first, cut where the newest word is that they are cut.
    private func pieces() -> [Piece] {
        var cuts: [Instant: StopEntry] = [:]
        for entry in entries { if let cut = entry.edit.cut { cuts[cut.at] = entry } }
        let marks = cuts.sorted { $0.key < $1.key }
        var pieces: [Piece] = []
        var mark = 0
        for run in runs {
            while mark < marks.count, marks[mark].key <= run.start { mark += 1 }
            var piece = Piece(from: run.start, to: run.end)
            while mark < marks.count, marks[mark].key < run.end {
                let (at, entry) = marks[mark]
                mark += 1
                piece.note(entry)
                guard case .split? = entry.edit.cut else { continue }
                piece.to = at
                pieces.append(piece)
                piece = Piece(from: at, to: run.end)
                piece.note(entry)
            }
            pieces.append(piece)
        }
        return pieces
    }

    private static func runs(_ stretches: [ConditionStretch]) -> [ConditionStretch] {
        stretches.reduce(into: []) { runs, stretch in
            guard stretch.isStop else { return }
            if let last = runs.last, last.end == stretch.start {
                runs[runs.count - 1].to = stretch.to
            } else {
                runs.append(stretch)
            }
        }
    }

    private func coverings(
        _ speaks: (StopEdit) -> Bool, silencedBy isNews: (StopEdit) -> Bool
    ) -> [Covering] {
        entries.enumerated().filter { speaks($0.element.edit) }.flatMap { place, entry in
            let from = entry.edit.from
            let whole = Covering(entry: entry, from: from, to: max(entry.edit.to ?? end(of: entry), from))
            guard entry.edit.to == nil else { return [whole] }
            return entries[(place + 1)...].reduce([whole]) { parts, newer in
                guard isNews(newer.edit), let over = silenced(whole, by: newer) else { return parts }
                return parts.flatMap { $0.without(over) }
            }
        }
    }

    /// The time of which an older word, given while its stop lasted, speaks no more, since somebody said something newer when
    /// that stop had ended: all that comes after it. But the newer word is not of what stood again by then, and was known to,
    /// nor of what is behind a cut.
    private func silenced(_ older: Covering, by newer: StopEntry) -> Interval? {
        guard let to = newer.edit.to, older.from < to, to < older.to, !isCut(at: to, before: newer) else { return nil }
        // By what is known now the stop may have lasted longer.
        let next = runs.partitioningIndex { $0.end >= to }
        let end = next < runs.count && runs[next].start < to ? runs[next].end : to
        let again = runs[next...].first { $0.start >= end }
        let isKnown = again.map { $0.start <= newer.at } ?? false
        return Interval(from: to, to: isKnown ? end : older.to)
    }

    /// Whether a machine that stood on had another stop from then on, by what somebody said before.
    private func isCut(at time: Instant, before newer: StopEntry) -> Bool {
        entries.contains { $0.seq < newer.seq && ($0.edit.cut == .split(at: time) || $0.edit.from == time) }
    }

    /// Until when an edit speaks that was made while its stop lasted: as long as the machine is not proven to have left it.
    private func end(of entry: StopEntry) -> Instant {
        let seen = entry.until
        let index = stretches.partitioningIndex { $0.end > seen }
        // By what is known now it did not stand any more when the edit was made.
        if index < stretches.count, stretches[index].isProvenNoStop, stretches[index].start <= seen { return seen }
        return stretches[index...].first { $0.isProvenNoStop }?.start ?? .distantFuture
    }

    /// The newest word on each instant of the piece; where nobody spoke, the word before counts, else the one after.
    private static func segments(of piece: Piece, _ given: [Covering]) -> [Segment] {
        var painted = [Segment(from: piece.from, to: piece.to, entry: nil)]
        for covering in given { painted = painted.flatMap { $0.painted(by: covering) } }
        var before: StopEntry?
        for index in painted.indices {
            painted[index].entry = painted[index].entry ?? before
            before = painted[index].entry
        }
        if let first = painted.firstIndex(where: { $0.entry != nil }) {
            for index in 0..<first { painted[index].entry = painted[first].entry }
        }
        return painted.reduce(into: []) { joined, segment in
            guard let last = joined.last, last.entry?.edit.reason == segment.entry?.edit.reason else {
                return joined.append(segment)
            }
            joined[joined.count - 1].to = segment.to
            if let seq = segment.entry?.seq, seq > last.entry?.seq ?? 0 {
                joined[joined.count - 1].entry = segment.entry
            }
        }
    }

    /// Hands out what overlaps one piece after the other, in the journal's order.
    fileprivate struct Sweep {
        private let coverings: [Covering]
        private var next = 0
        private var active: [Covering] = []

        init(_ coverings: [Covering]) { self.coverings = coverings.sorted { $0.from < $1.from } }

        mutating func overlapping(_ piece: Piece) -> [Covering] {
            while next < coverings.count, coverings[next].from < piece.to {
                active.append(coverings[next])
                next += 1
            }
            active.removeAll { $0.to <= piece.from }
            return active.sorted { $0.entry.seq < $1.entry.seq }
        }
    }
}

extension StopFinder.Piece {
    fileprivate mutating func note(_ entry: StopEntry) {
        if entry.seq > cutEntry?.seq ?? 0 { cutEntry = entry }
    }
}

extension StopFinder.Covering {
    fileprivate func without(_ time: Interval) -> [StopFinder.Covering] {
        let parts = [(from, min(to, time.from)), (max(from, time.to), to)]
        return parts.filter { $0.0 < $0.1 }.map { StopFinder.Covering(entry: entry, from: $0.0, to: $0.1) }
    }
}

extension StopFinder.Segment {
    /// The segment in up to three parts, of which `covering` speaks of the middle one.
    fileprivate func painted(by covering: StopFinder.Covering) -> [StopFinder.Segment] {
        let (start, end) = (max(from, covering.from), min(to, covering.to))
        guard start < end else { return [self] }
        var parts: [StopFinder.Segment] = []
        if from < start { parts.append(StopFinder.Segment(from: from, to: start, entry: entry)) }
        parts.append(StopFinder.Segment(from: start, to: end, entry: covering.entry))
        if end < to { parts.append(StopFinder.Segment(from: end, to: to, entry: entry)) }
        return parts
    }
}
