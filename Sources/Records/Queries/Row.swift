package import Basis

/// One row of an answer: members in their order.
package struct Row: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case none
        case text(String)
        case integer(Int64)
        case number(Double)
        case bool(Bool)
        /// ISO 8601 in UTC with milliseconds.
        case time(Instant)
        /// JSON already.
        case json([UInt8])
    }

    package private(set) var members: [(name: String, value: Value)] = []

    package init() {}

    package mutating func add(_ name: String, _ value: Value) { members.append((name, value)) }
    package mutating func add(_ name: String, _ text: String?) { add(name, text.map(Value.text) ?? .none) }
    package mutating func add(_ name: String, _ integer: Int64?) { add(name, integer.map(Value.integer) ?? .none) }
    package mutating func add(_ name: String, _ number: Double?) { add(name, number.map(Value.number) ?? .none) }
    package mutating func add(_ name: String, _ time: Instant?) { add(name, time.map(Value.time) ?? .none) }
    package mutating func add(_ name: String, _ isTrue: Bool?) { add(name, isTrue.map(Value.bool) ?? .none) }

    package static func == (a: Row, b: Row) -> Bool {
        a.members.elementsEqual(b.members) { $0.name == $1.name && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in members {
                json.key(name)
                switch value {
                case .none: json.null()
                case .text(let text): json.value(text)
                case .integer(let integer): json.value(integer)
                case .number(let number): json.value(number)
                case .bool(let isTrue): json.value(isTrue)
                case .time(let instant): json.value(ISO8601.format(instant))
                case .json(let bytes): json.raw(bytes)
                }
            }
        }
    }
}
