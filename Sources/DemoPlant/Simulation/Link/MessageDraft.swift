import Basis

/// A message before it is written: its members still apart, so that a sensor's fault can strike one of them.
struct MessageDraft: Sendable {
    enum Member: Sendable {
        case whole(Int64)
        /// A measured value, with so many decimals.
        case measured(Double, decimals: Int)
        case text(String)
        case bool(Bool)
    }

    let cell: Int
    let topic: String
    var members: [(key: String, value: Member)]
    var qos = 1
    var retain = false

    /// Which members are measured values; empty for bits and counters.
    var measuredIndices: [Int] {
        members.indices.filter {
            if case .measured = members[$0].value { true } else { false }
        }
    }

    /// The last member that is a number; every message has one, its time stamp.
    var lastNumber: Int {
        members.lastIndex {
            switch $0.value {
            case .whole, .measured: true
            case .text, .bool: false
            }
        } ?? 0
    }

    var payload: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        for member in members {
            switch member.value {
            case .whole(let number): json.member(member.key, number)
            case .measured(let number, let decimals): json.member(member.key, Self.rounded(number, to: decimals))
            case .text(let text): json.member(member.key, text)
            case .bool(let bool): json.member(member.key, bool)
            }
        }
        json.endObject()
        return json.bytes
    }

    /// The double nearest to `number` with so many decimals, at most 3; written as short as it can be.
    private static func rounded(_ number: Double, to decimals: Int) -> Double {
        let scale = [1.0, 10, 100, 1000][min(decimals, 3)]
        return (number * scale).rounded() / scale
    }
}
