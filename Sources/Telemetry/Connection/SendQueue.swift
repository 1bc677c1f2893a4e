/// What waits to be sent, in order. libmosquitto's own queue has no limit, so it gets only what is in flight
/// (eclipse-mosquitto issues 1918, 3243).
struct SendQueue: Sendable {
    enum Entry: Sendable {
        case message(OutgoingMessage)
        case subscribe(Subscription)
        case unsubscribe(String)

        /// The broker will acknowledge it with PUBACK.
        var isAcknowledged: Bool {
            if case .message(let message) = self { message.qos == .atLeastOnce } else { false }
        }
    }

    let countLimit: Int
    let byteLimit: Int
    /// Sent entries leave nil behind; `head` is the first that is not.
    private var entries: [Entry?] = []
    private var head = 0
    /// Entries taken out of the array since the start: position = index + removed.
    private var removed = 0
    /// Where the waiting conflated message of a topic stands, as a position.
    private var positions: [String: Int] = [:]
    private var bytes = 0
    /// QoS 1 messages that wait.
    private(set) var waitingAcknowledged = 0

    init(countLimit: Int, byteLimit: Int) {
        self.countLimit = countLimit
        self.byteLimit = byteLimit
    }

    var count: Int { entries.count - head }
    var isEmpty: Bool { count == 0 }

    /// False when too many wait.
    mutating func append(_ message: OutgoingMessage) -> Bool {
        guard count < countLimit, bytes + message.size <= byteLimit else { return false }
        bytes += message.size
        if message.qos == .atLeastOnce { waitingAcknowledged += 1 }
        entries.append(.message(message))
        return true
    }

    /// Takes the place of the message of that topic that still waits. False when there is none and too many wait.
    mutating func replace(_ message: OutgoingMessage) -> Bool {
        if let position = positions[message.topic], case .message(let old)? = entries[position - removed] {
            bytes += message.size - old.size
            waitingAcknowledged += Int(message.qos.rawValue) - Int(old.qos.rawValue)
            entries[position - removed] = .message(message)
            return true
        }
        guard append(message) else { return false }
        positions[message.topic] = removed + entries.count - 1
        return true
    }

    /// Subscriptions always fit: they are few.
    mutating func append(control entry: Entry) { entries.append(entry) }

    /// The next entry, unless `mayTake` says no.
    mutating func next(if mayTake: (Entry) -> Bool) -> Entry? {
        guard head < entries.count, let entry = entries[head], mayTake(entry) else { return nil }
        entries[head] = nil
        head += 1
        if case .message(let message) = entry {
            bytes -= message.size
            if message.qos == .atLeastOnce { waitingAcknowledged -= 1 }
            if positions[message.topic] == removed + head - 1 { positions[message.topic] = nil }
        }
        if head == entries.count || head >= 1024 && head * 2 >= entries.count { compact() }
        return entry
    }

    /// The link broke: forgets what would be old when it is back, and subscriptions, which are made anew. Returns how
    /// many messages that were.
    mutating func dropTransient() -> Int {
        let before = count
        var controls = 0
        var kept: [Entry?] = []
        let conflated = positions
        positions = [:]
        for index in head..<entries.count {
            guard let entry = entries[index] else { continue }
            guard case .message(let message) = entry else {
                controls += 1
                continue
            }
            let isConflated = conflated[message.topic] == removed + index
            guard message.qos == .atLeastOnce || isConflated else {
                bytes -= message.size
                continue
            }
            if isConflated { positions[message.topic] = kept.count }
            kept.append(entry)
        }
        entries = kept
        head = 0
        removed = 0
        return before - controls - kept.count
    }

    private mutating func compact() {
        entries.removeFirst(head)
        removed += head
        head = 0
    }
}
