package import Basis

/// One MQTT message of a recording.
package struct RecordedMessage: Hashable, Sendable {
    /// When it arrived.
    package var at: Instant
    package var topic: [UInt8]
    package var qos: UInt8
    package var isRetained: Bool
    package var payload: [UInt8]

    package init(at: Instant, topic: [UInt8], qos: UInt8, isRetained: Bool, payload: [UInt8]) {
        self.at = at
        self.topic = topic
        self.qos = qos
        self.isRetained = isRetained
        self.payload = payload
    }

    /// As one line of a recording; what is no UTF-8 stands in hex.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("at", at.milliseconds)
            json.member("topic", String(decoding: topic, as: UTF8.self))
            json.member("qos", Int(qos))
            json.member("retain", isRetained)
            if let text = String(validating: payload, as: UTF8.self) {
                json.member("payload", text)
            } else {
                json.member("payload_hex", Digest.hex(payload))
            }
        }
    }
}

/// Why a recording cannot be read or written, and where.
package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
}

extension RecordedMessage {
    /// - Throws: a sentence that says what is missing or wrong in the line.
    init(_ node: JSONNode) throws(RecordingError) {
        guard node.kind == .object else { throw RecordingError(description: "a line is to be one JSON object") }
        guard let at = node["at"]?.asInt64.flatMap(SourceTimeFormat.instant(milliseconds:)) else {
            throw RecordingError(
                description: "\"at\" is to be the arrival in epoch milliseconds, of the years 1 to 9999")
        }
        guard let topic = node["topic"]?.string else { throw RecordingError(description: "\"topic\" is to be a text") }
        self.at = at
        self.topic = Array(topic.utf8)
        qos = node["qos"]?.asInt64.flatMap { UInt8(exactly: $0) } ?? 0
        isRetained = node["retain"]?.asBool ?? false
        payload = try Self.payload(node)
    }

    private static func payload(_ node: JSONNode) throws(RecordingError) -> [UInt8] {
        if let text = node["payload"]?.string { return Array(text.utf8) }
        guard let hex = node["payload_hex"]?.string else {
            throw RecordingError(description: "\"payload\" or \"payload_hex\" is to be a text")
        }
        let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else {
            throw RecordingError(description: "\"payload_hex\" has half a byte")
        }
        return try stride(from: 0, to: digits.count, by: 2).map { index throws(RecordingError) in
            guard let high = digits[index], let low = digits[index + 1] else {
                throw RecordingError(description: "\"payload_hex\" holds what is no hex digit")
            }
            return UInt8(high << 4 | low)
        }
    }
}
