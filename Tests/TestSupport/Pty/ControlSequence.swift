/// A control sequence: CSI, parameters, intermediate bytes, a final byte.
struct ControlSequence: Hashable {
    /// One of `<=>?` where the sequence is not of the standard.
    var prefix: Character?
    /// Each parameter with its parts, which `:` separates; nil where nothing was written.
    var parameters: [[Int?]] = []
    var intermediates = ""
    var final: Character

    /// Nil when the bytes between CSI and `final` are no parameters.
    init?(_ bytes: [UInt8], final: UInt8) {
        self.final = Character(Unicode.Scalar(final))
        var rest = bytes[...]
        if let first = rest.first, (0x3C...0x3F).contains(first) {
            prefix = Character(Unicode.Scalar(first))
            rest.removeFirst()
        }
        let parameters = rest.prefix { $0 >= 0x30 }
        rest = rest.dropFirst(parameters.count)
        guard rest.allSatisfy({ $0 < 0x30 }) else { return nil }
        intermediates = String(decoding: rest, as: UTF8.self)
        if parameters.isEmpty { return }
        for parameter in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            var parts: [Int?] = []
            for part in parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
                let number = Int(String(decoding: part, as: UTF8.self))
                guard part.isEmpty || number != nil else { return nil }
                parts.append(number)
            }
            self.parameters.append(parts)
        }
    }

    /// Parameter `index`; `standard` where it is absent.
    func parameter(_ index: Int, or standard: Int) -> Int {
        guard index < parameters.count, let value = parameters[index].first ?? nil else { return standard }
        return value
    }

    /// A count: absent and 0 are 1, and no screen needs more than the limit.
    func count(_ index: Int = 0) -> Int { min(max(parameter(index, or: 1), 1), 10_000) }

    /// The sequence without the numbers of its parameters, to count kinds.
    var kind: String { "CSI \(prefix.map(String.init) ?? "")\(intermediates)\(final)" }
}
