import Basis
import Records

/// Conflicts that a person decides.
extension HubCore {
    func judge(_ content: ConflictResolution, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        guard let conflict = decided.conflicts[content.key] else { throw .noConflict(content.key) }
        guard content.take == .yours else { return .saved([], isMerged: false) }
        let envelope = conflict.envelope
        guard case .command(let command) = commandReader.read(envelope.bytes, terminal: envelope.terminal) else {
            throw .noConflict(content.key)
        }
        var later = context
        // Who decides has seen both.
        later.base = .max
        return try judge(command.body, later)
    }
}

extension Refusal {
    fileprivate static func noConflict(_ key: String) -> Refusal {
        let word = SanitizedText(key, limit: 64).text
        return Refusal(
            .unknownObject, "no conflict of the command \(word) is open", zh: "命令 \(word) 没有待决冲突")
    }
}
