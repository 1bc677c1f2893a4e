import Basis
import Foundation
import Records
import Shopfloor

/// Commands of every kind about one machine's stops, alarms and parts, as people on two terminals give them.
struct CommandMix {
    /// A machine remembers a thousand changes of state; so many stops are at hand for certain.
    private static let mostStops = 100
    private static let step: Int64 = 80_000
    private static let length: Int64 = 60_000

    /// The first stop's begin, in milliseconds.
    private let begin: Int64
    private let stops: Int

    /// - Parameter rounds: how often commands are asked for; each round has a stop of its own, as far as there are.
    init(rounds: Int) {
        stops = min(rounds, Self.mostStops)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        begin = now - Int64(stops + 1) * Self.step
    }

    struct Order {
        /// Which of two terminals sends it.
        var terminal = 0
        var kind: String
        var id: String
        var set: String
    }

    private func begin(_ round: Int) -> Int64 { begin + Int64(round % stops) * Self.step }

    /// That the machine produces, before its stops: said again until a hub has heard it.
    var first: (topic: String, payload: String) { ("p/M1/mode", #"{"t":\#(begin - 1000),"v":"run"}"#) }

    /// What it says then, so that there are stops and parts: topic and payload.
    var messages: [(topic: String, payload: String)] {
        var messages: [(String, String)] = []
        func say(_ tag: String, _ value: String, _ at: Int64) {
            messages.append(("p/M1/\(tag)", #"{"t":\#(at),"v":\#(value)}"#))
        }
        say("n", "0", begin - 1000)
        say("n", "100000", begin - 500)
        for number in 0..<stops {
            say("mode", #""halt""#, begin(number))
            say("mode", #""run""#, begin(number) + Self.length)
        }
        return messages
    }

    /// Of the kinds, for `round`. Each stop is cut where no round before has cut it, so that no two are the same.
    ///
    /// - Parameter alarms: those that are taken care of in this round, each in one of the ways.
    func orders(_ round: Int, alarms: [AlarmID]) -> [Order] {
        let start = begin(round)
        let stop = "M1@\(start)"
        let cut = start + 1000 * Int64(round / stops + 1)
        let later = Int64(Date().timeIntervalSince1970 * 1000) + 3_600_000
        var orders = [
            Order(kind: "stop.explain", id: stop, set: #"{"reason":"hydraulic","note":"round \#(round)"}"#),
            // Of the same field, by somebody who saw nothing of it.
            Order(terminal: 1, kind: "stop.explain", id: stop, set: #"{"reason":"material","note":"other \#(round)"}"#),
            Order(kind: "stop.split", id: stop, set: #"{"at":\#(cut)}"#),
            Order(kind: "quantity.book", id: "M1", set: #"{"at":\#(start),"scrap":1,"rework":1}"#),
        ]
        if round.isMultiple(of: 2) { orders.append(Order(kind: "stop.merge", id: stop, set: #"{"at":\#(cut)}"#)) }
        for (number, alarm) in alarms.enumerated() {
            switch number % 3 {
            case 0:
                orders.append(Order(kind: "alarm.acknowledge", id: alarm.text, set: "{}"))
                orders.append(Order(terminal: 1, kind: "alarm.note", id: alarm.text, set: #"{"note":"seen"}"#))
            case 1:
                orders.append(Order(kind: "alarm.shelve", id: alarm.text, set: #"{"until":\#(later)}"#))
                orders.append(Order(kind: "alarm.unshelve", id: alarm.text, set: "{}"))
            default:
                // Both say a note, and one of them meets a conflict.
                orders.append(Order(kind: "alarm.acknowledge", id: alarm.text, set: #"{"note":"seen"}"#))
                orders.append(Order(terminal: 1, kind: "alarm.note", id: alarm.text, set: #"{"note":"mine"}"#))
            }
        }
        return orders
    }

    /// A decision of what met a conflict; where it met none it is refused.
    static func decision(of key: String) -> Order {
        Order(kind: ConflictResolution.form.kind, id: key, set: #"{"take":"yours"}"#)
    }
}
