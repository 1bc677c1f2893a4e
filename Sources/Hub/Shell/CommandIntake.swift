/// Commands that wait to be decided: one of each terminal in turn, so that one that sends thousands delays no other.
struct CommandIntake {
    struct Item: Hashable {
        var topic: String
        var terminal: String
        var payload: [UInt8]
        /// What travelled beside it; nil where nothing did.
        var origin: String?
        var session: String?
        var signature: String?

        /// Bytes of memory, about.
        var size: Int { topic.utf8.count + payload.count + 256 }
    }

    /// More of one terminal are dropped: it sends anew what it has no answer to.
    static let limit = 1000
    /// So many bytes of all of them may wait; anybody who may send commands can say that he is a thousand terminals.
    static let byteLimit = 64 << 20

    /// By terminal, oldest first from `head` on.
    private var lines: [String: (items: [Item], head: Int)] = [:]
    /// Terminals of which something waits, in turn.
    private var turn: [String] = []
    private var next = 0
    private var bytes = 0

    var isEmpty: Bool { turn.isEmpty }

    /// False where too many of that terminal wait, or too much of all.
    @discardableResult
    mutating func add(_ item: Item) -> Bool {
        guard bytes + item.size <= Self.byteLimit else { return false }
        guard var line = lines.removeValue(forKey: item.terminal) else {
            lines[item.terminal] = ([item], 0)
            turn.append(item.terminal)
            bytes += item.size
            return true
        }
        let hasRoom = line.items.count - line.head < Self.limit
        if hasRoom {
            line.items.append(item)
            bytes += item.size
        }
        lines[item.terminal] = line
        return hasRoom
    }

    /// The oldest of the terminal whose turn it is; nil: nothing waits.
    mutating func take() -> Item? {
        guard !turn.isEmpty else { return nil }
        if next >= turn.count { next = 0 }
        let terminal = turn[next]
        guard var line = lines.removeValue(forKey: terminal) else { return nil }
        let item = line.items[line.head]
        line.head += 1
        bytes -= item.size
        if line.head == line.items.count {
            turn.remove(at: next)
        } else {
            lines[terminal] = line
            next += 1
        }
        return item
    }
}
