import Basis
import Records
import Shopfloor

/// What people say of stops, judged against the machine's time as it is known now.
extension HubCore {
    func judge(_ content: StopExplanation, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        let (wanted, added) = (context.mine("reason", content.reason), context.mine("note", content.note))
        guard wanted.isChange || added.isChange else { return .nothingToDo }
        let (id, book) = try decidedBook(for: content.stop, at: context.at)
        var given: StopEdit.Given?
        if wanted.isChange { given = StopEdit.Given(try reason(wanted.value)) }
        let note = added.isChange ? added.value.map { SanitizedText($0).text } ?? "" : nil
        return try CommandVerdict(book.explain(id, reason: given, note: note, context.wish))
    }

    func judge(_ content: StopSplit, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        if context.theirs.contains("at") { return .nothingToDo }
        let (id, book) = try decidedBook(for: content.stop, at: context.at)
        return try CommandVerdict(book.split(id, at: content.at, now: context.at, context.wish))
    }

    func judge(_ content: StopMerge, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        if context.theirs.contains("at") { return .nothingToDo }
        let (id, book) = try decidedBook(for: content.stop, at: context.at)
        switch content.cut {
        case .at(let at): return try CommandVerdict(book.merge(cutAt: at, context.wish))
        case .between(let other):
            guard let other = StopID(other) else { throw .unknownObject(other) }
            try require(other, in: book, at: context.at)
            return try CommandVerdict(book.merge(id, with: other, context.wish))
        }
    }

    /// nil for none: what was given is taken back.
    private func reason(_ id: String?) throws(Refusal) -> StopReason? {
        guard let id else { return nil }
        guard let reason = model.reasons[id] else { throw Refusal(.unknownReason) }
        return reason
    }

    /// What commands are judged by: all that is decided, durable or not.
    private func decidedBook(for stop: String, at now: Instant) throws(Refusal) -> (id: StopID, book: StopBook) {
        guard let id = StopID(stop), let machine = machine(id.machine) else { throw .unknownObject(stop) }
        let book = makeStopBook(of: machine, decided)
        if let known = book.stretches.first?.from, id.from < known { throw Refusal(.tooLongAgo) }
        try require(id, in: book, at: now)
        return (id, book)
    }

    /// A stop that lasts has not lasted yet at a time that is to come, but where it begins by its source's clock.
    private func require(_ id: StopID, in book: StopBook, at now: Instant) throws(Refusal) {
        if id.from > now, book.stop(id)?.id != id { throw Refusal(.noSuchStop) }
    }

    // MARK: The books that lists and figures of now are made from

    /// A machine's stops as they were when the book was made.
    struct KeptStopBook {
        /// Of the conditions, and of the newest entry.
        var version: (conditions: Int, entry: Int64?)
        var book: StopBook
    }

    /// The machine's stops with all that is durable.
    func stopBook(of machine: Int) -> StopBook {
        if let kept = machines[machine].stopBook, kept.version == stopVersion(of: machine) { return kept.book }
        return makeStopBook(of: machine, recorded)
    }

    /// Keeps the machine's stops ready, where they are others than they were. To be called before documents are made: each
    /// asks for them, and they change far less often than anybody looks.
    package mutating func keepStopBook(of machine: Int) {
        let version = stopVersion(of: machine)
        if let kept = machines[machine].stopBook, kept.version == version { return }
        machines[machine].stopBook = KeptStopBook(version: version, book: makeStopBook(of: machine, recorded))
    }

    private func stopVersion(of machine: Int) -> (conditions: Int, entry: Int64?) {
        let id = model.plant.machines[machine].id
        return (machines[machine].recent.version, recorded.stopEntries[id]?.last?.seq)
    }

    private func makeStopBook(of machine: Int, _ state: RecordedState) -> StopBook {
        let id = model.plant.machines[machine].id
        return StopBook(
            machine: id, stretches: machines[machine].recent.stretches, entries: state.stopEntries[id] ?? [])
    }

    /// What was said of the machine's stops is durable: lists, ribbons and figures show it.
    mutating func noteStops(of machine: String) {
        guard let number = self.machine(machine) else { return }
        let stretches = machines[number].recent.stretches
        // Before that the machine was proven not to stand, so nothing of it speaks of what is known here.
        if let first = stretches.first, first.isProvenNoStop, let from = first.from {
            decided.dropStops(of: machine, endedBefore: from)
            recorded.dropStops(of: machine, endedBefore: from)
        }
        changes.states.insert(number)
        noteFigures(of: machine)
    }

    /// Figures of the machine's line are others than a moment ago.
    mutating func noteFigures(of machine: String) {
        guard let number = self.machine(machine) else { return }
        figures[model.plant.machines[number].line] = nil
        changes.rows.insert(number)
    }
}

extension CommandContext {
    fileprivate var wish: StopBook.Wish {
        var wish = StopBook.Wish(by: terminal, command: seq, seen: seen)
        wish.theirs = Set(theirs.compactMap(StopEdit.Field.init(rawValue:)))
        wish.isTaken = isTaken
        return wish
    }
}

extension CommandVerdict {
    fileprivate init(_ ruling: StopRuling) throws(Refusal) {
        switch ruling {
        case .edit(let edit, let isMerged): self = .saved([.stop(edit)], isMerged: isMerged)
        case .asIs(let isMerged): self = .saved([], isMerged: isMerged)
        case .conflict(let conflicts):
            // Two stops that are to be one may have the same field; the newest word of both counts.
            let newest = Dictionary(conflicts.map { ($0.field, $0) }) { $0.at < $1.at ? $1 : $0 }
            self = .conflict(StopEdit.Field.allCases.compactMap { newest[$0].map { FieldConflict($0) } })
        case .refused(let refusal): throw Refusal(refusal)
        }
    }
}

extension FieldConflict {
    fileprivate init(_ conflict: StopConflict) {
        switch conflict.field {
        case .reason, .note:
            self.init(
                conflict.field.rawValue, yours: FieldValue(conflict.yours), theirs: FieldValue(conflict.theirs),
                by: conflict.by, at: conflict.at)
        case .cuts:
            self.init(
                "at", yours: FieldValue(conflict.yours.flatMap { Int64($0) }),
                theirs: FieldValue(conflict.theirs.flatMap { Int64($0) }), by: conflict.by, at: conflict.at)
        }
    }
}

extension Refusal {
    fileprivate init(_ refusal: StopRefusal) {
        self.init(Code(refusal.rawValue), refusal.text.en, zh: refusal.text[.zh])
    }
}
