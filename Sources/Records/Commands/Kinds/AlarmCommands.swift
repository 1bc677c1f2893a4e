package import Basis
package import Shopfloor

/// A person has seen the alarm, and answers for it. Also while it is active (ISA-18.2).
package struct AlarmAcknowledgement: CommandContent {
    package static let form = CommandForm("alarm.acknowledge", object: AlarmID.textForm, [.note])

    package var alarm: AlarmID
    package var note: Edit<String>

    package init(id: String, set: CommandSet) throws(Refusal) {
        alarm = try AlarmID.named(id)
        note = set.text("note")
    }
}

/// Takes the alarm off the list until a time. It is acknowledged by that.
package struct AlarmShelving: CommandContent {
    package static let form = CommandForm(
        "alarm.shelve", object: AlarmID.textForm,
        [CommandField("until", .instant, isRequired: true, "when it comes back by itself"), .note])

    package var alarm: AlarmID
    package var until: Instant
    package var note: Edit<String>

    package init(id: String, set: CommandSet) throws(Refusal) {
        guard let until = set.instant("until").value else { throw .missing("set/until") }
        alarm = try AlarmID.named(id)
        self.until = until
        note = set.text("note")
    }
}

/// Puts a shelved alarm back on the list.
package struct AlarmUnshelving: CommandContent {
    package static let form = CommandForm("alarm.unshelve", object: AlarmID.textForm, [])

    package var alarm: AlarmID

    package init(id: String, set: CommandSet) throws(Refusal) { alarm = try AlarmID.named(id) }
}

/// What a person adds to an alarm.
package struct AlarmNote: CommandContent {
    package static let form = CommandForm("alarm.note", object: AlarmID.textForm, [.note], needsField: true)

    package var alarm: AlarmID
    package var note: Edit<String>

    package init(id: String, set: CommandSet) throws(Refusal) {
        alarm = try AlarmID.named(id)
        note = set.text("note")
    }
}

extension AlarmID {
    fileprivate static let textForm =
        "the alarm, {machine}/{item}/{code}, each other byte than A-Z a-z 0-9 . _ - as ~hh"

    fileprivate static func named(_ text: String) throws(Refusal) -> AlarmID {
        guard let id = AlarmID(text: text) else {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).count
            if parts != 3 { throw .unreadable("id is no {machine}/{item}/{code}", zh: "id 不是 {机台}/{项}/{代码}") }
            // One spelling an alarm, or two commands about one would not be known to be so.
            throw .unreadable(
                "id is not written as ids are: A-Z a-z 0-9 . _ - as they are, each other byte as ~hh in lower case",
                zh: "id 的写法不规范:A-Z a-z 0-9 . _ - 原样书写,其余每个字节写作小写 ~hh")
        }
        return id
    }
}
