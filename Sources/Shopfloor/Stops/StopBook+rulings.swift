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

        /// - Parameter base: the version that the person saw; nil: nobody had said anything.
        package init(by: String, command: Int64, base: Int64?) {
            self.by = by
            self.command = command
            seen = SeenVersion(base, by: by)
        }
    }

    /// - Parameters:
    ///   - reason: nil: stays as it is.
    ///   - note: nil: stays as it is.
    package func explain(_ id: StopID, reason: StopEdit.Given?, note: String?, _ wish: Wish) -> StopRuling {
        guard let stop = stop(id) else { return .refused(.noSuchStop) }
        var edit = StopEdit(machine: machine, from: stop.from, to: stop.to, by: wish.by, command: wish.command)
        edit.reason = reason
        edit.note = note
        return ruling(edit, of: [stop], wish)
    }

    /// - Parameter now: the newest time; what lies beyond cannot be cut.
    package func split(_ id: StopID, at: Instant, now: Instant, _ wish: Wish) -> StopRuling {
        guard let stop = stop(id) else { return .refused(.noSuchStop) }
        guard at > stop.from, at < stop.to ?? now else { return .refused(.splitOutside) }
        var edit = StopEdit(machine: machine, from: stop.from, to: stop.to, by: wish.by, command: wish.command)
        edit.cut = .split(at: at)
        return ruling(edit, of: [stop], wish)
    }

    /// Makes two stops that follow each other one. It has the reason of the first, or where that has none, of the second.
    package func merge(_ id: StopID, with other: StopID, _ wish: Wish) -> StopRuling {
        guard let one = stop(id), let two = stop(other) else { return .refused(.noSuchStop) }
        let (first, second) = one.from < two.from ? (one, two) : (two, one)
        guard first.to == second.from else { return .refused(.notNeighbours) }
        var edit = StopEdit(machine: machine, from: first.from, to: second.to, by: wish.by, command: wish.command)
        edit.cut = .merge(at: second.from)
        if first.reason != second.reason {
            edit.reason = (first.reason == nil ? second : first).reasonEntry?.edit.reason
        }
        return ruling(edit, of: [first, second], wish)
    }

    /// Takes away the cut at `at`.
    package func merge(cutAt at: Instant, _ wish: Wish) -> StopRuling {
        guard let index = stops.firstIndex(where: { $0.from == at }) else { return .refused(.noSuchCut) }
        guard index > 0 else { return .refused(.notNeighbours) }
        return merge(stops[index - 1].id, with: stops[index].id, wish)
    }

    private func ruling(_ edit: StopEdit, of stops: [Stop], _ wish: Wish) -> StopRuling {
        let conflicts = edit.fields.flatMap { field in
            stops.compactMap { stop -> StopConflict? in
                guard let entry = stop.entry(of: field), wish.seen.missed(entry.seq, by: entry.edit.by),
                    !entry.edit.agrees(with: edit, on: field)
                else { return nil }
                return StopConflict(field, entry, edit)
            }
        }
        guard conflicts.isEmpty else { return .conflict(conflicts) }
        let isMerged = stops.contains { stop in
            StopEdit.Field.allCases.contains { field in
                stop.entry(of: field).map { wish.seen.missed($0.seq, by: $0.edit.by) } ?? false
            }
        }
        return .edit(edit, isMerged: isMerged)
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
        case .note: note == other.note
        case .cuts: cut == other.cut
        }
    }
}
