package import Basis

/// Members by name, as whoever shows a row asks for them. nil where the row has no such member, or none of that kind.
extension Row {
    package subscript(name: String) -> Value? { members.first { $0.name == name }?.value }

    package func text(_ name: String) -> String? {
        if case .text(let text) = self[name] { text } else { nil }
    }

    package func integer(_ name: String) -> Int64? {
        if case .integer(let integer) = self[name] { integer } else { nil }
    }

    /// Also of a whole number.
    package func number(_ name: String) -> Double? { self[name]?.asNumber }

    package func truth(_ name: String) -> Bool? {
        if case .bool(let isTrue) = self[name] { isTrue } else { nil }
    }

    /// Also where the time travelled as text.
    package func time(_ name: String) -> Instant? { self[name]?.asInstant }

    package func json(_ name: String) -> [UInt8]? {
        switch self[name] {
        case .json(let bytes): return bytes
        case .texts, .numbers:
            var json = JSONWriter()
            self[name]?.write(to: &json)
            return json.bytes
        default: return nil
        }
    }
}

extension Row.Value {
    /// nil where it is no number; also of a whole one.
    package var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    /// nil where it is no time; also of one that travelled as text.
    package var asInstant: Instant? {
        switch self {
        case .time(let instant): instant
        case .text(let text): ISO8601.parse(text)
        default: nil
        }
    }
}
