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
        var text = "{"
        for (index, member) in members.enumerated() {
            if index > 0 { text += "," }
            text += "\"" + member.key + "\":" + Self.written(member.value)
        }
        return Array((text + "}").utf8)
    }

    /// Keys and texts are this plant's own identifiers, in which nothing needs escaping.
    private static func written(_ value: Member) -> String {
        switch value {
        case .whole(let number): String(number)
        case .measured(let number, let decimals): fixed(number, decimals: decimals)
        case .text(let text): "\"" + text + "\""
        case .bool(let bool): bool ? "true" : "false"
        }
    }

    /// `number` with exactly so many decimals, at most 3.
    private static func fixed(_ number: Double, decimals: Int) -> String {
        let scale = [1, 10, 100, 1000][min(decimals, 3)]
        let scaled = Int((number * Double(scale)).rounded())
        let sign = scaled < 0 ? "-" : ""
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        guard decimals > 0 else { return sign + String(whole) }
        let digits = String(rest)
        return sign + String(whole) + "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}
