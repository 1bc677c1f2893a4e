package import Basis

/// Names a stop by its machine and the instant at which it begins; written `press-4@1795540295000`.
package struct StopID: Hashable, Sendable, CustomStringConvertible {
    package var machine: String
    /// The first millisecond of the stop.
    package var from: Instant

    package init(machine: String, from: Instant) {
        self.machine = machine
        self.from = from
    }

    /// nil where the text is no id of a stop.
    package init?(_ text: String) {
        // A machine's id has no `@`.
        guard let at = text.lastIndex(of: "@"), at > text.startIndex,
            let from = Int64(text[text.index(after: at)...]).flatMap(SourceTimeFormat.instant)
        else { return nil }
        self.init(machine: String(text[..<at]), from: from)
        // One stop has one id: no sign, no leading zeros.
        guard description == text else { return nil }
    }

    package var description: String { "\(machine)@\(from.milliseconds)" }
}
