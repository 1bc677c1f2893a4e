import Basis
import Records
import Shopfloor

/// What people do about alarms (ISA-18.2).
extension HubCore {
    func judge(_ content: AlarmAcknowledgement, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        let alarm = try alarm(content.alarm)
        let care = decided.alarmCare[alarm.id] ?? AlarmCare()
        try requireSeen(alarm, care, context)
        var check = VersionCheck(context.seen)
        check.leave(care.shelving)
        let note = check.note(context.mine("note", content.note), care)
        // Whoever acknowledged it first is who did; the second wanted what is.
        let isNew = care.acknowledged < alarm.raised
        guard isNew || note != nil else { return CommandVerdict(check, []) }
        let deed: AlarmAction.Deed = isNew ? .acknowledge(raised: alarm.raised) : .note
        return CommandVerdict(check, [action(alarm.id, deed, context, note)])
    }

    func judge(_ content: AlarmShelving, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        if context.theirs.contains("until") { return try note(content.note, of: content.alarm, context) }
        let alarm = try alarm(content.alarm)
        let care = decided.alarmCare[alarm.id] ?? AlarmCare()
        try requireSeen(alarm, care, context)
        guard content.until > context.at else { throw .shelfIsOver }
        let longest = model.alarmTargets.longestShelf
        guard content.until - context.at <= longest else { throw .shelfTooLong(longest) }
        var check = VersionCheck(context.seen)
        check.leave(care.acknowledgement)
        check.shelf(content.until, care)
        let note = check.note(context.mine("note", content.note), care)
        let deed = AlarmAction.Deed.shelve(until: content.until, raised: alarm.raised)
        return CommandVerdict(check, [action(alarm.id, deed, context, note)])
    }

    func judge(_ content: AlarmUnshelving, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        if context.theirs.contains("until") { return .nothingToDo }
        let alarm = try alarm(content.alarm)
        let care = decided.alarmCare[alarm.id] ?? AlarmCare()
        var check = VersionCheck(context.seen)
        check.leave(care.acknowledgement)
        check.leave(care.noting)
        check.shelf(nil, care)
        return CommandVerdict(check, care.shelvedUntil == nil ? [] : [action(alarm.id, .unshelve, context, nil)])
    }

    func judge(_ content: AlarmNote, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        try note(content.note, of: content.alarm, context)
    }

    private func note(
        _ edit: Edit<String>, of id: AlarmID, _ context: CommandContext
    ) throws(Refusal) -> CommandVerdict {
        let edit = context.mine("note", edit)
        guard edit.isChange else { return .nothingToDo }
        let alarm = try alarm(id)
        let care = decided.alarmCare[alarm.id] ?? AlarmCare()
        var check = VersionCheck(context.seen)
        check.leave(care.acknowledgement)
        check.leave(care.shelving)
        let note = check.note(edit, care)
        return CommandVerdict(check, note.map { [action(alarm.id, .note, context, $0)] } ?? [])
    }

    private func alarm(_ id: AlarmID) throws(Refusal) -> Alarm {
        guard let number = machine(id.machine) else { throw .unknownObject(id.text) }
        let key = AlarmBook.AlarmKey(item: id.item, code: id.code)
        guard let alarm = machines[number].alarms.alarms[key] else { throw .unknownObject(id.text) }
        return alarm
    }

    /// What came again since the person looked has not been seen, and so is not answered for.
    private func requireSeen(_ alarm: Alarm, _ care: AlarmCare, _ context: CommandContext) throws(Refusal) {
        guard let base = context.base, care.acknowledged < alarm.raised, let came = alarmSeqs[alarm.id], came > base
        else { return }
        throw .cameAgain
    }

    private func action(_ id: AlarmID, _ deed: AlarmAction.Deed, _ context: CommandContext, _ note: String?) -> Event {
        .alarmAction(AlarmAction(id, deed, command: context.seq, by: context.terminal, note: note))
    }
}

extension VersionCheck {
    fileprivate mutating func leave(_ mark: AlarmCare.Mark?) { leave(version: mark?.seq, by: mark?.by) }

    /// The note that is to be there from now on, empty for none; nil where it stays as it is.
    fileprivate mutating func note(_ edit: Edit<String>, _ care: AlarmCare) -> String? {
        guard edit.isChange else {
            leave(care.noting)
            return nil
        }
        let text = edit.value.map { SanitizedText($0).text }
        let conflict = FieldConflict(
            "note", yours: FieldValue(text), theirs: FieldValue(care.note), by: care.noting?.by, at: care.noting?.at)
        set(conflict, version: care.noting?.seq)
        return text == care.note ? nil : text ?? ""
    }

    fileprivate mutating func shelf(_ until: Instant?, _ care: AlarmCare) {
        let conflict = FieldConflict(
            "until", yours: FieldValue(until), theirs: FieldValue(care.shelvedUntil), by: care.shelving?.by,
            at: care.shelving?.at)
        set(conflict, version: care.shelving?.seq)
    }
}

extension Refusal.Code {
    static let shelfTooLong = Self("shelf-too-long")
    static let shelfIsOver = Self("shelf-is-over")
}

extension Refusal {
    fileprivate static let cameAgain = Refusal(
        .cameAgain, "the alarm came again since you looked", zh: "您查看之后报警再次出现")

    fileprivate static let shelfIsOver = Refusal(
        .shelfIsOver, "the time until which it is to be shelved is over", zh: "搁置截止时间已过")

    fileprivate static func shelfTooLong(_ longest: Duration) -> Refusal {
        let limit = DurationText.hoursMinutes(longest)
        return Refusal(.shelfTooLong, "an alarm is shelved for at most \(limit) h", zh: "报警最多搁置 \(limit) 小时")
    }
}
