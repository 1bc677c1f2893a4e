import Basis
import Records
import Shopfloor
import Widgets

/// What becomes of a form.
extension FormDialog {
    /// Why a form cannot be sent, for the person.
    struct Obstacle: Error {
        var text: String
        /// The field that has to be another; nil: none is wrong.
        var field: String?
    }

    /// What it asks of the hub.
    func command(entered: Instant, _ context: ScreenContext) throws(Obstacle) -> NewCommand {
        let phrases = context.phrases
        var command = NewCommand(key: key, kind: kind.command, object: object, base: base, entered: entered)
        guard form["note"].utf8.count <= CommandField.longestNote else {
            throw Obstacle(text: phrases[.tooLong], field: "note")
        }
        if kind != .splitStop, isChanged("note") { set("note", in: &command) }
        switch kind {
        case .explainStop:
            guard !isEmpty else { throw Obstacle(text: phrases[.nothingToSave]) }
            if isChanged("reason") { set("reason", in: &command) }
        case .splitStop:
            guard let stop = StopID(object), let now = context.now, stop.from < now,
                let at = ClockText.instant(
                    form["at"], in: Interval(from: stop.from, to: now), context.picture.zone)
            else { throw Obstacle(text: phrases[.wrongTime], field: "at") }
            command.set("at", .integer(at.milliseconds))
        case .shelveAlarm:
            // By the hub's clock, which ends it.
            let until = try end(from: context.now ?? entered, context)
            command.set("until", .integer(until.milliseconds))
        case .noteAlarm:
            guard !isEmpty else { throw Obstacle(text: phrases[.noNote], field: "note") }
        case .acknowledgeAlarm, .unshelveAlarm: break
        }
        return command
    }

    /// With the focus on the field that has to be another.
    func focused(on field: String?) -> FormDialog {
        var dialog = self
        if let place = form.fields.firstIndex(where: { $0.name == field }) { dialog.form.focus(on: place) }
        return dialog
    }

    private func set(_ name: String, in command: inout NewCommand) {
        command.set(name, form[name].isEmpty ? .none : .text(form[name]))
    }

    /// When a shelf ends: what was typed says more than what was chosen.
    private func end(from now: Instant, _ context: ScreenContext) throws(Obstacle) -> Instant {
        let phrases = context.phrases
        if !form["until"].isEmpty {
            let day = Interval(from: now, to: now + .seconds(86_400))
            guard let until = ClockText.instant(form["until"], in: day, context.picture.zone) else {
                throw Obstacle(text: phrases[.wrongShelfEnd], field: "until")
            }
            return until
        }
        guard let minutes = Int64(form["shelf"]) else {
            throw Obstacle(text: phrases[.noShelfEnd], field: "shelf")
        }
        return now + .seconds(minutes * 60)
    }
}
