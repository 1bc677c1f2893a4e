package import Basis

/// Judges what people want to change.
extension StopBook {
    /// Who wants it, and what they saw.
    package struct Wish: Hashable, Sendable {
        /// The terminal, until people sign in.
        package var by: String
        /// The journal's number of the command.
        package var command: Int64
        /// Of two stops the higher.
        package var seen: SeenVersion
        /// Of a merge that met a conflict: what a person left to the others when they decided it.
        package var theirs: Set<StopEdit.Field> = []
        /// A person took this side of a conflict: others had changed the stop since it was entered.
        package var isTaken = false

        package init(by: String, command: Int64, seen: SeenVersion) {
            self.by = by
            self.command = command
            self.seen = seen
        }

        fileprivate func missed(_ entry: StopEntry) -> Bool { seen.missed(entry.seq, by: entry.edit.by) }
    }

    /// - Parameters:
    ///   - reason: nil: stays as it is.
    ///   - note: nil: stays as it is.
    package func explain(_ id: StopID, reason: StopEdit.Given?, note: String?, _ wish: Wish) -> StopRuling {
        guard let stop = stop(id) else { return .refused(.noSuchStop) }
        var edit = StopEdit(machine: machine, from: stop.from, to: stop.to, by: wish.by, command: wish.command)
        edit.reason = reason
        edit.note = note
        return ruling(edit, of: [stop], wish, isMoved: stop.id != id)
    }

    /// - Parameter now: the newest time; what lies beyond cannot be cut.
    package func split(_ id: StopID, at: Instant, now: Instant, _ wish: Wish) -> StopRuling {
        guard let stop = stop(id).map({ part(of: $0, at: at, wish) }) else { return .refused(.noSuchStop) }
        var edit = StopEdit(machine: machine, from: stop.from, to: stop.to, by: wish.by, command: wish.command)
        edit.cut = .split(at: at)
        guard at > stop.from, at < stop.to ?? now else {
            // Two may want the same.
            let isThere = [stop.from, stop.to].contains(at) && newestCut(at: at)?.edit.cut == edit.cut
            let isMerged = stop.id != id || isMerged(edit, [stop], wish)
            return isThere ? .asIs(isMerged: isMerged) : .refused(.splitOutside)
        }
        return ruling(edit, of: [stop], wish, isMoved: stop.id != id)
    }

    /// What the person saw as one stop others may have split since: then that part of it in which `at` lies, or which ends there.
    private func part(of stop: Stop, at: Instant, _ wish: Wish) -> Stop {
        var part = stop
        while let end = part.to, end < at, let cut = newestCut(at: end), cut.edit.cut == .split(at: end),
            wish.isTaken || wish.missed(cut), let next = self.stop(StopID(machine: machine, from: end))
        {
            part = next
        }
        return part
    }

    /// What was said last of a border there.
    private func newestCut(at time: Instant) -> StopEntry? { entries.last { $0.edit.cut?.at == time } }

    /// Makes two stops that follow each other one. It has reason and note of the first, or where that has no reason, of the
    /// second; the note of the other follows where both have one.
    package func merge(_ id: StopID, with other: StopID, _ wish: Wish) -> StopRuling {
        guard let one = stop(id), let two = stop(other) else { return .refused(.noSuchStop) }
        if one == two, let merged = merged(at: max(id.from, other.from), wish) { return merged }
        let (earlier, second) = one.from < two.from ? (one, two) : (two, one)
        let first = part(of: earlier, at: second.from, wish)
        guard first.to == second.from else { return .refused(.notNeighbours) }
        var edit = StopEdit(machine: machine, from: first.from, to: second.to, by: wish.by, command: wish.command)
        edit.cut = .merge(at: second.from)
        // A conflict of the reason is between the part that would lead and the other.
        let firstLeads = (first.reason != nil || second.reason == nil) != wish.theirs.contains(.reason)
        let (lead, follower) = firstLeads ? (first, second) : (second, first)
        if first.reason != second.reason { edit.reason = lead.reasonEntry?.edit.reason }
        if first.note != second.note {
            edit.note = wish.theirs == [.note] ? follower.note(before: lead) : lead.note(before: follower)
        }
        return ruling(edit, of: [first, second], wish, isMoved: one.id != id || two.id != other)
    }

    /// Takes away the cut at `at`.
    package func merge(cutAt at: Instant, _ wish: Wish) -> StopRuling {
        guard let index = stops.firstIndex(where: { $0.from == at }) else {
            return merged(at: at, wish) ?? .refused(.noSuchCut)
        }
        guard index > 0 else { return .refused(.notNeighbours) }
        return merge(stops[index - 1].id, with: stops[index].id, wish)
    }

    /// Two may want the same: somebody has merged there already. nil: nobody has.
    private func merged(at time: Instant, _ wish: Wish) -> StopRuling? {
        guard let newest = newestCut(at: time), newest.edit.cut == .merge(at: time) else { return nil }
        return .asIs(isMerged: wish.missed(newest))
    }

    /// - Parameter isMoved: a stop begins elsewhere than the person saw.
    private func ruling(_ edit: StopEdit, of stops: [Stop], _ wish: Wish, isMoved: Bool) -> StopRuling {
        let conflicts = edit.fields.flatMap { field in
            stops.compactMap { stop -> StopConflict? in
                guard let entry = stop.entry(of: field), wish.missed(entry),
                    !entry.edit.agrees(with: edit, on: field)
                else { return nil }
                return StopConflict(field, entry, edit)
            }
        }
        guard conflicts.isEmpty else { return .conflict(conflicts) }
        let isMerged = isMoved || isMerged(edit, stops, wish)
        let isThere =
            edit.cut == nil
            && edit.fields.allSatisfy { field in
                stops.allSatisfy { $0.entry(of: field)?.edit.agrees(with: edit, on: field) ?? false }
            }
        return isThere ? .asIs(isMerged: isMerged) : .edit(edit, isMerged: isMerged)
    }

    /// Whether others changed fields that the edit does not speak of. A merge takes reason and note as they are now: what the
    /// person saw of either was another.
    private func isMerged(_ edit: StopEdit, _ stops: [Stop], _ wish: Wish) -> Bool {
        let isMerge = edit.cut?.isMerge ?? false
        let others = StopEdit.Field.allCases.filter { isMerge || !edit.fields.contains($0) }
        return stops.contains { stop in
            others.contains { field in
                stop.entry(of: field).map(wish.missed) ?? false
            }
        }
    }
}

extension Stop {
    /// The note of the stop that this one and `other` become, where this one's reason counts. Empty: none.
    ///
    /// A note that was written for another reason never stands alone beside this one's.
    fileprivate func note(before other: Stop) -> String {
        guard let added = other.note else { return note ?? "" }
        guard let note else { return other.reason == nil || other.reason == reason ? added : "" }
        let both = StopEdit.joined(note, added)
        // In characters a third of the bytes: so much can be typed, and so much a form holds.
        let fits = both.utf8.count <= StopEdit.longestNote && both.count <= StopEdit.longestNote / 3
        return fits ? both : note
    }
}

extension StopEdit {
    /// The fields that it speaks of.
    package var fields: [Field] {
        Field.allCases.filter { field in
            switch field {
            case .reason: reason != nil
            case .note: note != nil
            case .cuts: cut != nil
            }
        }
    }

    fileprivate func agrees(with other: StopEdit, on field: Field) -> Bool {
        switch field {
        case .reason: reason == other.reason
        // A merge that keeps this note beside another takes nothing away.
        case .note: note == other.note || other.cut != nil && other.note?.contains(note ?? "") == true
        case .cuts: cut == other.cut
        }
    }
}
