import Basis
import CMosquitto

/// What a full inbox keeps of telemetry: the newest message of each topic, so that the last word of a burst is not lost
/// with it. In the order in which they came; bounded by topics and bytes.
struct NewestMessages {
    /// More topics than any plant's machines have.
    static let topics = 50_000

    private var messages: [[UInt8]: (order: Int, batch: InboxBatch)] = [:]
    private var order = 0
    private var bytes = 0

    var count: Int { messages.count }

    /// Takes the message in place of the one of its topic. Returns whether one was lost by it: that one, or, where there is
    /// no room, this one.
    mutating func put(_ message: cmosq_message, arrived: Instant, limit: Int) -> Bool {
        let topic = unsafe Array(UnsafeRawBufferPointer(start: message.topic, count: Int(message.topic_length)))
        var batch = InboxBatch()
        unsafe batch.append(message, arrived: arrived)
        let before = messages[topic]
        let grown = bytes + batch.bytes.count - (before?.batch.bytes.count ?? 0)
        guard grown <= limit, before != nil || messages.count < Self.topics else { return true }
        bytes = grown
        order += 1
        messages[topic] = (order, batch)
        return before != nil
    }

    /// Moves all to the end of `batch`.
    mutating func move(to batch: inout InboxBatch) {
        guard !messages.isEmpty else { return }
        for message in messages.values.sorted(by: { $0.order < $1.order }) { batch.append(message.batch) }
        self = NewestMessages()
    }
}
