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
            guard let at = splitTime(context)?.moment else {
                throw Obstacle(text: splitWords(context) ?? splitSpanWords(context), field: "at")
            }
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

    /// The moments at which it can be split; nil where there are none yet.
    private func splitSpan(_ context: ScreenContext) -> Interval? {
        guard let stop = StopID(object), let end = subject.end(context) ?? context.now, stop.from < end else {
            return nil
        }
        return Interval(from: stop.from, to: end)
    }

    /// What was typed; nil: it is no split, or nothing was.
    private func splitTime(_ context: ScreenContext) -> ClockText? {
        guard kind == .splitStop, !form["at"].isEmpty, let span = splitSpan(context) else { return nil }
        return ClockText(form["at"], in: span, context.picture.zone)
    }

    /// What is taken from what was typed; of which days it can be, where several have it; nil: nothing is.
    func splitWords(_ context: ScreenContext) -> String? {
        func words(_ moment: Instant) -> String { context.picture.zone.time(at: moment).dateAndClock }
        switch splitTime(context) {
        case .moment(let at): return "→ \(words(at))"
        case .several(let moments):
            let days = moments.prefix(2).map { String(words($0).dropFirst(5)) }
            return "\(context.phrases[.whichDay]) \(days.joined(separator: context.phrases[.orWord]))"
        case ClockText.none?, nil: return nil
        }
    }

    /// What can be typed.
    private func splitSpanWords(_ context: ScreenContext) -> String {
        let span = splitSpan(context).map { [$0.from, $0.to] } ?? []
        let ends = span.map { String(context.picture.zone.time(at: $0).dateAndClock.dropFirst(5)) }
        return "\(context.phrases[.wrongTime]) \(ends.joined(separator: " – "))"
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
            guard let until = ClockText(form["until"], in: day, context.picture.zone).moment else {
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
