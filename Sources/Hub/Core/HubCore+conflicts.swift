import Basis
import Records
import Store

/// Conflicts that a person decides.
extension HubCore {
    /// Of the fields in conflict one side counts; what else the command sets is done either way. What somebody else has said
    /// since the person looked was not decided by them: it is a conflict once more, or stays and is told.
    func judge(_ content: ConflictResolution, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        guard let open = decided.conflicts[content.key] else { throw .noConflict(content.key) }
        let envelope = open.command.envelope
        guard case .command(let command) = commandReader.read(envelope.bytes, terminal: envelope.terminal) else {
            throw .unknownObject(content.key)
        }
        // What is in conflict with the command is so for whoever entered it, whoever decides.
        var (first, now) = (context, context)
        (first.terminal, first.isLeft) = (envelope.terminal, envelope.sentBy != nil)
        first.base = CommandContext.seen(command.base, before: open.seq)
        // What the first answer showed was seen for certain.
        now.base = max(context.base ?? 0, open.seq)
        // Since then also its author may have said something newer.
        var since = first
        (since.base, since.isLeft) = (open.seq, true)
        let all = disputes(command.body, first).joined(disputes(command.body, since))
        switch content.take {
        case .yours:
            now.isTaken = true
            let verdict = try judge(command.body, now)
            guard case .conflict(let newer) = verdict else { return verdict }
            return .conflict(all.joined(newer))
        case .theirs:
            let newer = disputes(command.body, now)
            let unseen = Set(newer.map(\.field))
            now.theirs = Set(open.command.fields.map(\.field)).union(all.map(\.field).filter { !unseen.contains($0) })
            return leave(command.body, to: now, newer, all)
        }
    }

    private func leave(
        _ body: CommandBody, to context: CommandContext, _ newer: [FieldConflict], _ all: [FieldConflict]
    ) -> CommandVerdict {
        let left = newer.filter { context.theirs.contains($0.field) }
        do throws(Refusal) {
            switch try judge(body, context) {
            case .conflict(let rest): return .conflict(all.joined(rest))
            case .saved(let rest, _): return .left(left, rest: rest, nil)
            case .left: return .left(left, rest: [], nil)
            }
        } catch {
            // A conflict that is decided for the others never stays open.
            return .left(left, rest: [], error)
        }
    }

    /// The fields that others have set to something else since the version that `context` names.
    private func disputes(_ body: CommandBody, _ context: CommandContext) -> [FieldConflict] {
        guard case .conflict(let fields)? = try? judge(body, context) else { return [] }
        return fields
    }
}

extension [FieldConflict] {
    /// With those of `others` whose field is not among them: each is in conflict once.
    fileprivate func joined(_ others: [FieldConflict]) -> [FieldConflict] {
        self + others.filter { other in !contains { $0.field == other.field } }
    }
}

extension Refusal {
    fileprivate static func noConflict(_ key: String) -> Refusal {
        let word = SanitizedText(key, limit: 64).text
        return Refusal(
            .noConflict, "no conflict of the command \(word) is open", zh: "命令 \(word) 没有待决冲突")
    }
}
