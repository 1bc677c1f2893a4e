import Basis

extension MessageDecoder {
    /// The shift record that a message is.
    func record(_ document: JSONNode, _ mapping: RecordMapping) throws(Rejection) -> RecordLine {
        var line = RecordLine()
        line.date = try date(document, mapping.date)
        line.shift = word(document, mapping.shift).map { mapping.shifts[$0] ?? $0 }
        line.order = word(document, mapping.order)
        line.item = word(document, mapping.item)
        line.die = word(document, mapping.die)
        line.shots = try count(document, mapping.shots)
        line.cavities = try count(document, mapping.cavities)
        line.produced = try count(document, mapping.produced)
        line.good = try count(document, mapping.good)
        for (name, pointer) in mapping.defects {
            if let count = try count(document, pointer), count > 0 { line.defects[name] = count }
        }
        line.changes = mapping.changes.keys.sorted().filter { isMarked(document, mapping.changes[$0]) }
        return line
    }

    private func date(_ document: JSONNode, _ pointer: JSONPointer?) throws(Rejection) -> CivilDate? {
        guard let pointer else { return nil }
        let text = String(decoding: (word(document, pointer) ?? "").utf8.prefix(10), as: UTF8.self)
        guard let date = CivilDate(text) else {
            throw Rejection(.noTime, "there is no date such as 2026-10-01 at \"\(pointer)\"")
        }
        return date
    }

    /// nil for null, an empty text, and where there is nothing.
    private func word(_ document: JSONNode, _ pointer: JSONPointer?) -> String? {
        guard let pointer, let node = document[pointer], node.kind == .string || node.kind == .number else {
            return nil
        }
        let text = Self.clean(node)
        return text.isEmpty ? nil : text
    }

    /// nil for null and where there is nothing.
    private func count(_ document: JSONNode, _ pointer: JSONPointer?) throws(Rejection) -> Double? {
        guard let pointer, let node = document[pointer], !node.isNull else { return nil }
        // More than any machine makes in a lifetime is a fault of the message.
        guard let count = node.asDouble, (0...1e12).contains(count) else {
            throw Rejection(.noValue, "there is no count at \"\(pointer)\"")
        }
        return count
    }

    private func isMarked(_ document: JSONNode, _ pointer: JSONPointer?) -> Bool {
        guard let pointer, let node = document[pointer], !node.isNull, node.asBool != false else { return false }
        return node.kind != .string || !Self.clean(node).isEmpty
    }
}
