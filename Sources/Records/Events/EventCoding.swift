import Basis
import Shopfloor

/// Events as the JSON that the journal keeps and its hash is made of: one object, members in a fixed order, times as UTC
/// milliseconds, null for what is not known. Same event, same bytes.
package enum EventCoding {
    /// - Parameter isClockSuspect: see `JournalEntry`; the body has a member about it only where it is true.
    package static func encode(_ event: Event, isClockSuspect: Bool = false) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            switch event {
            case .started(let started): write(started, to: &json)
            case .model(let model): write(model, to: &json)
            case .state(let change): write(change, to: &json)
            case .alarm(let alarm): write(alarm, to: &json)
            case .counted(let counted): write(counted, to: &json)
            case .clock(let set):
                json.member("from", set.from.milliseconds)
                json.member("to", set.to.milliseconds)
            }
            if isClockSuspect { json.member("clock_suspect", true) }
        }
        return json.bytes
    }

    /// Whether a body says that the clock was suspect.
    package static func isClockSuspect(_ body: [UInt8]) -> Bool {
        // It is the last member, and within a text its quotes would have a backslash before them.
        let end = Array(#","clock_suspect":true}"#.utf8)
        return body.suffix(end.count).elementsEqual(end)
    }

    private static func write(_ started: HubStarted, to json: inout JSONWriter) {
        json.member("epoch", started.epoch)
        json.member("version", started.version)
    }

    private static func write(_ model: ModelAccepted, to json: inout JSONWriter) {
        json.member("digest", model.digest)
        json.member("text", model.text)
    }

    private static func write(_ change: StateChanged, to json: inout JSONWriter) {
        json.member("machine", change.machine)
        json.member("from", change.from?.milliseconds)
        json.member("state", change.condition.state.rawValue)
        json.member("native", change.condition.native)
        json.member("why", change.condition.why?.rawValue)
    }

    private static func write(_ alarm: Alarm, to json: inout JSONWriter) {
        json.member("machine", alarm.id.machine)
        json.member("item", alarm.id.item)
        json.member("code", alarm.id.code)
        json.member("level", alarm.level.rawValue)
        json.member("text", alarm.text)
        json.member("first", alarm.first.milliseconds)
        json.member("last", alarm.last.milliseconds)
        json.member("lines", alarm.lines)
        json.member("active", alarm.isActive)
    }

    private static func write(_ counted: CountRow, to json: inout JSONWriter) {
        json.member("machine", counted.machine)
        json.member("owner", counted.owner)
        json.member("shots", counted.count.shots)
        json.member("tries", counted.count.tries)
        json.member("resets", counted.count.resets)
        json.member("repeats", counted.count.repeats)
        json.member("rollovers", counted.count.rollovers)
        json.member("value", counted.count.value)
        json.member("last", counted.last?.milliseconds)
    }
}
