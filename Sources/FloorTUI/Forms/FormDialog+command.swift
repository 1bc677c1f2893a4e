import Basis
import Records
import Shopfloor
import Widgets

/// What becomes of a form.
extension FormDialog {
    /// What it asks of the hub; or, for the person, why it cannot be asked.
    func command(entered: Instant, _ context: ScreenContext) -> (command: NewCommand?, obstacle: String?) {
        let phrases = context.phrases
        var command = NewCommand(key: key, kind: kind.command, object: object, base: base, entered: entered)
        guard form["note"].utf8.count <= CommandField.longestNote else { return (nil, phrases[.tooLong]) }
        if kind != .splitStop, isChanged("note") { set("note", in: &command) }
        switch kind {
        case .explainStop:
            guard !isEmpty else { return (nil, phrases[.nothingToSave]) }
            if isChanged("reason") { set("reason", in: &command) }
        case .splitStop:
            guard let stop = StopID(object), let now = context.now, stop.from < now,
                let at = ClockText.instant(
                    form["at"], in: Interval(from: stop.from, to: now), context.picture.zone)
            else { return (nil, phrases[.wrongTime]) }
            command.set("at", .integer(at.milliseconds))
        case .shelveAlarm:
            // By the hub's clock, which ends it.
            let (until, obstacle) = end(from: context.now ?? entered, context)
            guard let until else { return (nil, obstacle.map { phrases[$0] }) }
            command.set("until", .integer(until.milliseconds))
        case .noteAlarm:
            guard !isEmpty else { return (nil, phrases[.noNote]) }
        case .acknowledgeAlarm, .unshelveAlarm: break
        }
        return (command, nil)
    }

    private func set(_ name: String, in command: inout NewCommand) {
        command.set(name, form[name].isEmpty ? .none : .text(form[name]))
    }

    /// When a shelf ends: what was typed says more than what was chosen.
    private func end(from now: Instant, _ context: ScreenContext) -> (Instant?, ReviewPhrase?) {
        if !form["until"].isEmpty {
            let day = Interval(from: now, to: now + .seconds(86_400))
            let until = ClockText.instant(form["until"], in: day, context.picture.zone)
            return (until, until == nil ? .wrongShelfEnd : nil)
        }
        guard let minutes = Int64(form["shelf"]) else { return (nil, .noShelfEnd) }
        return (now + .seconds(minutes * 60), nil)
    }
}
