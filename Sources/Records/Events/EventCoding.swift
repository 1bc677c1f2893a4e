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
            case .correction(let correction): write(correction, to: &json)
            case .stop(let edit): write(edit, to: &json)
            case .alarm(let alarm): write(alarm, to: &json)
            case .counted(let counted): write(counted, to: &json)
            case .order(let change): write(change, to: &json)
            case .produced(let record): record.writeMembers(to: &json)
            case .command(let command): write(command, to: &json)
            case .alarmAction(let action): write(action, to: &json)
            case .quantity(let quantity): write(quantity, to: &json)
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
        // Most starts have none, and those of before this member had none either.
        if let problem = started.problem { json.member("problem", problem) }
    }

    private static func write(_ model: ModelAccepted, to json: inout JSONWriter) {
        json.member("digest", model.digest)
        json.member("text", model.text)
    }

    private static func write(_ change: StateChanged, to json: inout JSONWriter) {
        json.member("machine", change.machine)
        json.member("from", change.from?.milliseconds)
        write(change.condition, to: &json)
    }

    private static func write(_ condition: Condition, to json: inout JSONWriter) {
        json.member("state", condition.state.rawValue)
        json.member("native", condition.native)
        json.member("why", condition.why?.rawValue)
    }

    private static func write(_ correction: StateCorrected, to json: inout JSONWriter) {
        json.member("machine", correction.machine)
        json.member("from", correction.from.milliseconds)
        json.member("to", correction.to.milliseconds)
        write(correction.condition, to: &json)
        json.member("replaces", correction.replaces)
    }

    /// What it does not speak of is null; a reason or note that is taken back is empty.
    private static func write(_ edit: StopEdit, to json: inout JSONWriter) {
        json.member("machine", edit.machine)
        json.member("from", edit.from.milliseconds)
        json.member("to", edit.to?.milliseconds)
        json.member("reason", edit.reason.map { $0.id ?? "" })
        json.member("kind", edit.reason?.kind?.rawValue)
        json.member("note", edit.note)
        json.member("cut", edit.cut?.at.milliseconds)
        json.member("merge", edit.cut?.isMerge)
        json.member("by", edit.by)
        json.member("command", edit.command)
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
        json.member("raised", alarm.raised)
        json.member("since", alarm.since.milliseconds)
        guard let end = alarm.ended else { return }
        json.member("ended", end.at.milliseconds)
        json.member("ended_item", end.isOfItem)
    }

    private static func write(_ counted: CountRow, to json: inout JSONWriter) {
        json.member("machine", counted.machine)
        json.member("owner", counted.owner)
        json.member("shots", counted.count.shots)
        json.member("tries", counted.count.tries)
        json.member("scrap", counted.count.scrap)
        json.member("resets", counted.count.resets)
        json.member("repeats", counted.count.repeats)
        json.member("rollovers", counted.count.rollovers)
        json.member("value", counted.count.value)
        json.member("last", counted.last?.milliseconds)
        guard let late = counted.late else { return }
        json.member("late", late.at.milliseconds)
        json.member("kind", late.kind.rawValue)
        if let was = late.was { json.member("was", was.rawValue) }
        if late.cycles != 1 || late.was != nil { json.member("cycles", late.cycles) }
    }
}
