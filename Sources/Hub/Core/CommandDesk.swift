import Basis
import Records
import Store

/// Which commands are known, and which answers wait for their commit.
struct CommandDesk {
    struct Answer {
        /// All that sent it before its commit; each is answered once.
        var terminals: [String]
        var key: String
        /// Of its command, by which a duplicate is told from a key that is used again.
        var payload: [UInt8]
        /// The number of the last entry that it stands for.
        var seq: Int64
        var reply: [UInt8]
    }

    /// Of every command that was ever decided.
    private var known: Set<CommandKey>
    /// In order of `seq`.
    private(set) var waiting: [Answer] = []

    init(known: Set<CommandKey>) { self.known = known }

    enum Finding {
        case new
        /// It was decided, and its answer waits for the commit.
        case waits(Answer)
        /// It was decided, and the store has its answer.
        case stored
    }

    func find(_ key: CommandKey, _ text: String) -> Finding {
        guard known.contains(key) else { return .new }
        return waiting.first { $0.key == text }.map(Finding.waits) ?? .stored
    }

    /// Another terminal sent the same command, and is answered with the others.
    mutating func share(_ answer: Answer, with terminal: String) {
        guard let index = waiting.firstIndex(where: { $0.key == answer.key }),
            !waiting[index].terminals.contains(terminal)
        else { return }
        waiting[index].terminals.append(terminal)
    }

    mutating func add(_ answer: Answer, _ key: CommandKey) {
        known.insert(key)
        waiting.append(answer)
    }

    /// The answers of which all is durable.
    mutating func takeDurable(through seq: Int64) -> [Answer] {
        let count = waiting.firstIndex { $0.seq > seq } ?? waiting.count
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }
}
