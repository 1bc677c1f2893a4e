import Basis

/// A fault that somebody asks the simulated plant for, to see what the hub and the screens make of it.
///
/// Its times run by the plant's clock, not the wall's.
package struct PlantFault: Hashable, Sendable {
    /// What goes wrong; the raw values are the words that people write.
    package enum Kind: String, CaseIterable, Sendable {
        /// Nothing comes from the cell.
        case silence
        /// Automatic mode goes off and on every second, as with a loose contact.
        case flapping
        /// One value is sent a hundred times a second.
        case burst
        /// The gateway's clock is an hour ahead.
        case clockJump = "clock-jump"
        /// No payload can be read.
        case badBytes = "bad-bytes"
        /// The PLC restarts: its counters and the number of its shots begin anew from 0. At once, whatever `for` says.
        case counterReset = "counter-reset"
        /// The sensor of the fixed half's die temperature shows the same number whatever the die does.
        case stuckSensor = "stuck-sensor"
        /// The broker is killed, and started again after the time. Only a demo has a broker to kill.
        case brokerKilled = "broker-killed"
    }

    package var kind: Kind
    /// The number of the cell; nil: all cells.
    package var cell: Int?
    /// How long after it was asked for it begins.
    package var delay: Duration
    package var length: Duration

    package init(_ kind: Kind, cell: Int? = nil, after delay: Duration = .zero, for length: Duration = .seconds(60)) {
        self.kind = kind
        self.cell = cell
        self.delay = delay
        self.length = length
    }

    /// Reads `KIND [CELL] [after TIME] [for TIME]`, as `silence DC-04 after 30s for 5m`.
    ///
    /// - Throws: `Unreadable`, with what is allowed.
    package init(words text: String) throws(Unreadable) {
        var words = text.split(separator: " ").map(String.init)[...]
        guard let word = words.popFirst(), let kind = Kind(rawValue: word) else {
            throw Unreadable("a fault begins with one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.init(kind)
        if let word = words.first, word != "after", word != "for" {
            guard kind != .brokerKilled, let cell = DemoHall.cells.firstIndex(where: { $0.id == word }) else {
                let cells = "\(DemoHall.cells[0].id) to \(DemoHall.cells[DemoHall.cells.count - 1].id)"
                throw Unreadable(
                    "\"\(word)\": after \(kind.rawValue) comes \(kind == .brokerKilled ? "" : "a cell, \(cells), or ")"
                        + "after TIME or for TIME")
            }
            self.cell = cell
            words.removeFirst()
        }
        while let word = words.popFirst() {
            guard word == "after" || word == "for", let span = words.popFirst().flatMap(DurationText.parse) else {
                throw Unreadable("\"\(word)\": what follows is after TIME or for TIME, as after 30s for 5m")
            }
            if word == "after" { delay = span } else { length = span }
        }
    }

    /// Where a running plant takes faults, as words.
    package static let topic = "diecasting/plant/fault"

    /// The same words again.
    package var words: String {
        var words = kind.rawValue
        if let cell { words += " " + DemoHall.cells[cell].id }
        return words + " after \(DurationText.notation(delay)) for \(DurationText.notation(length))"
    }

    /// Words that ask for no fault; for people.
    package struct Unreadable: Error, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }
}
