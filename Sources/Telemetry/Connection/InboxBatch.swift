import Basis
import CMosquitto

/// What came since the last drain, in order: keep one and hand it to `Inbox.drain` again and again, so that its storage
/// is used anew.
package struct InboxBatch: Sendable {
    package enum Item: Sendable {
        case message(ArrivedMessage)
        case link(LinkEvent)
    }

    package private(set) var items: [Item] = []
    /// Topics, payloads and properties of all messages, back to back.
    private(set) var bytes: [UInt8] = []

    package init() {}

    package var isEmpty: Bool { items.isEmpty }

    /// Topic and payload in place: for decoders, without a copy. They hold for the call only.
    package func withBytes<Result>(
        of message: ArrivedMessage, _ body: (_ topic: RawSpan, _ payload: RawSpan) throws -> Result
    ) rethrows -> Result {
        let all = unsafe bytes.span.bytes
        return try body(all.extracting(message.topic), all.extracting(message.payload))
    }

    package func topic(of message: ArrivedMessage) -> String {
        String(decoding: bytes[message.topic], as: UTF8.self)
    }

    package func payload(of message: ArrivedMessage) -> [UInt8] { Array(bytes[message.payload]) }

    /// Where the sender wants the answer; nil when it wants none.
    package func responseTopic(of message: ArrivedMessage) -> String? {
        message.responseLength == 0 ? nil : String(decoding: bytes[message.response], as: UTF8.self)
    }

    /// What ties an answer to its question; nil when absent or empty.
    package func correlation(of message: ArrivedMessage) -> [UInt8]? {
        message.correlationLength == 0 ? nil : Array(bytes[message.correlation])
    }

    /// The value of the first user property of that name; nil when there is none.
    package func userProperty(_ name: String, of message: ArrivedMessage) -> String? {
        var at = message.properties.lowerBound
        while let (key, value) = pair(at: at, of: message) {
            if bytes[key].elementsEqual(name.utf8) { return String(decoding: bytes[value], as: UTF8.self) }
            at = value.upperBound
        }
        return nil
    }

    package func userProperties(of message: ArrivedMessage) -> [UserProperty] {
        var found: [UserProperty] = []
        var at = message.properties.lowerBound
        while let (key, value) = pair(at: at, of: message) {
            found.append(
                UserProperty(String(decoding: bytes[key], as: UTF8.self), String(decoding: bytes[value], as: UTF8.self))
            )
            at = value.upperBound
        }
        return found
    }

    private func pair(at start: Int, of message: ArrivedMessage) -> (name: Range<Int>, value: Range<Int>)? {
        guard start < message.properties.upperBound else { return nil }
        func text(at place: Int) -> Range<Int> {
            let from = place + 2
            return from..<from + Int(bytes[place]) + Int(bytes[place + 1]) << 8
        }
        let name = text(at: start)
        return (name, text(at: name.upperBound))
    }

    // MARK: Filling, by the inbox

    mutating func append(_ event: LinkEvent) { items.append(.link(event)) }

    /// The library hands over at most 268 MB a packet: every length fits its field.
    mutating func append(_ message: cmosq_message, arrived: Instant) {
        let head = unsafe ArrivedMessage(
            arrived: arrived, start: bytes.count, topicLength: Int32(message.topic_length),
            payloadLength: Int32(message.payload_length), responseLength: UInt16(message.response_topic_length),
            correlationLength: UInt16(message.correlation_length),
            propertiesLength: Int32(message.user_properties_length), qos: message.qos, retain: message.retain)
        let topic = unsafe UnsafeRawBufferPointer(start: message.topic, count: head.topic.count)
        unsafe bytes.append(contentsOf: topic)
        unsafe add(message.payload, head.payload.count)
        unsafe add(message.response_topic, head.response.count)
        unsafe add(message.correlation, head.correlation.count)
        unsafe add(message.user_properties, head.properties.count)
        items.append(.message(head))
    }

    /// Takes over what `other` holds.
    mutating func append(_ other: InboxBatch) {
        for item in other.items {
            guard case .message(let message) = item else {
                items.append(item)
                continue
            }
            items.append(.message(message.moved(by: bytes.count)))
        }
        bytes += other.bytes
    }

    private mutating func add(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        guard count > 0 else { return }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }

    mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
