package import Basis
package import Shopfloor

/// One alarm with all that people did about it. Retained while it is open, and for a day after.
package struct AlarmDocument: Hashable, Sendable {
    package var alarm: Alarm
    /// In the languages of the plant file, where it says the alarm.
    package var text: LocalizedText
    package var care: AlarmCare
    /// The number of the newest entry that changed anything a person answers for: the `base` of a command about it.
    package var version: Int64

    package init(alarm: Alarm, text: LocalizedText, care: AlarmCare, version: Int64) {
        self.alarm = alarm
        self.text = text
        self.care = care
        self.version = version
    }

    package var state: AlarmState { AlarmState(alarm, care) }

    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.member("id", alarm.id.text)
            json.member("machine", alarm.id.machine)
            json.member("item", alarm.id.item)
            json.member("code", alarm.id.code)
            json.member("level", alarm.level.rawValue)
            json.key("text")
            text.write(to: &json)
            json.member("state", state.rawValue)
            json.member("active", alarm.isActive)
            json.member("first", alarm.first.milliseconds)
            json.member("since", alarm.since.milliseconds)
            json.member("last", alarm.last.milliseconds)
            json.member("lines", alarm.lines)
            json.member("raised", alarm.raised)
            json.member("version", version)
            json.member("acknowledged", care.acknowledged)
            write("acknowledgement", care.acknowledgement, to: &json)
            json.member("shelved_until", care.shelvedUntil?.milliseconds)
            write("shelving", care.shelving, to: &json)
            json.member("note", care.note)
            write("noting", care.noting, to: &json)
        }
    }

    private func write(_ name: String, _ mark: AlarmCare.Mark?, to json: inout JSONWriter) {
        json.key(name)
        guard let mark else { return json.null() }
        json.object { json in
            json.member("by", mark.by)
            json.member("at", mark.at.milliseconds)
            json.member("seq", mark.seq)
        }
    }

    /// nil where a member is missing or makes no sense.
    package init?(_ node: JSONNode) {
        guard let id = node["id"]?.string.flatMap(AlarmID.init(text:)),
            let level = node["level"]?.string.flatMap(AlarmLevel.init),
            let text = node["text"].flatMap({ LocalizedText($0) }),
            let first = node.instant("first"), let since = node.instant("since"), let last = node.instant("last"),
            let lines = node["lines"]?.asInt64, let raised = node["raised"]?.asInt64,
            let version = node["version"]?.asInt64
        else { return nil }
        alarm = Alarm(
            id: id, level: level, text: text.en, first: first, last: last, lines: lines,
            isActive: node["active"]?.asBool,
            raised: raised, since: since)
        self.text = text
        self.version = version
        care = AlarmCare()
        care.acknowledged = node["acknowledged"]?.asInt64 ?? 0
        care.acknowledgement = node["acknowledgement"].flatMap(AlarmCare.Mark.init)
        care.shelvedUntil = node.instant("shelved_until")
        care.shelving = node["shelving"].flatMap(AlarmCare.Mark.init)
        care.note = node["note"]?.string
        care.noting = node["noting"].flatMap(AlarmCare.Mark.init)
    }
}

extension AlarmCare.Mark {
    /// nil for null.
    init?(_ node: JSONNode) {
        guard let at = node.instant("at"), let seq = node["seq"]?.asInt64 else { return nil }
        self.init(by: node["by"]?.string, at: at, seq: seq)
    }
}
