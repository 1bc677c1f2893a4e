import Basis
import Records

/// Conflicts that a person decides.
extension HubCore {
    /// Of the fields in conflict one side counts; what else the command sets is done either way.
    func judge(_ content: ConflictResolution, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        guard let conflict = decided.conflicts[content.key] else { throw .noConflict(content.key) }
        let envelope = conflict.envelope
        guard case .command(let command) = commandReader.read(envelope.bytes, terminal: envelope.terminal) else {
            throw .noConflict(content.key)
        }
        var later = context
        // Who decides has seen both.
        later.base = .max
        guard content.take == .theirs else { return try judge(command.body, later) }
        later.theirs = Set(conflict.fields.map(\.field))
        do throws(Refusal) {
            guard case .saved(let rest, _) = try judge(command.body, later), !rest.isEmpty else { return .nothingToDo }
            return .saved(rest, isMerged: true)
        } catch {
            // A conflict that is decided for the others never stays open.
            return .savedWithoutRest(error)
        }
    }
}

extension Refusal {
    fileprivate static func noConflict(_ key: String) -> Refusal {
        let word = SanitizedText(key, limit: 64).text
        return Refusal(
            .unknownObject, "no conflict of the command \(word) is open", zh: "命令 \(word) 没有待决冲突")
    }
}
