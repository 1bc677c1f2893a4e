import Basis
import Records
import Shopfloor
import Store
import Widgets

extension DashboardState {
    /// So long at most something typed is not on the disk.
    private static let draftDelay = Duration.seconds(1)

    // MARK: Opening

    /// A form for the stop that the screen is about.
    mutating func openStop(_ kind: FormKind, _ context: ScreenContext) {
        let target: StopTarget?
        if let page = pages.last {
            target = page.stop(context)
        } else if let machine {
            target = machine.stop(context)
        } else {
            target = floor.selection(context).flatMap { StopTarget(open: $0, context) }
        }
        guard let target else {
            guard pages.isEmpty else {
                message = phrases[.noStopHere]
                return
            }
            let id = machine?.machine ?? floor.selection(context)
            message = id.map { "\($0) \(phrases[.notAStop])" } ?? phrases[.whichMachine]
            return
        }
        open(kind, FormSubject(target, kind, context), context)
    }

    /// A form for the alarm that the screen is about; where nothing can be done about it, says why.
    mutating func careForAlarm(_ kind: FormKind, _ context: ScreenContext) {
        guard let alarm = pages.isEmpty ? machine?.alarm(context) : pages.last?.alarm(context) else {
            message = phrases[.noAlarmHere]
            return
        }
        if let obstacle = alarm.obstacle(to: kind) {
            message = alarm.words(obstacle, phrases)
            return
        }
        open(kind, FormSubject(alarm, context), alarm: alarm, context)
    }

    private mutating func open(
        _ kind: FormKind, _ subject: FormSubject, alarm: AlarmTarget? = nil, _ context: ScreenContext
    ) {
        guard mayOpenForm() else { return }
        // What was typed about it and not sent comes back, under its key.
        let left = outbox.contents.drafts.first { $0.kind == kind.command && $0.object == subject.object }
        let dialog = left.flatMap { FormDialog($0, alarm: alarm, context) }
        cover = .form(dialog ?? FormDialog(kind, subject, key: newKey(), context))
    }

    /// Before anything is typed: whether it could be saved; says why not.
    private mutating func mayOpenForm() -> Bool {
        switch outbox.status {
        case .ready: return true
        case .full: message = phrases[.outboxFull]
        case .failing(let why): message = "\(phrases[.outboxFailing]) \(why)"
        case .absent(let why): message = "\(phrases[.outboxAbsent]) \(why)"
        case .opening, nil: message = "\(phrases[.outboxAbsent]) …"
        }
        return false
    }

    // MARK: Keys

    mutating func handle(_ key: Key, _ before: FormDialog, _ context: ScreenContext) -> [Effect] {
        var dialog = before
        let outcome = dialog.handle(key)
        var effects: [Effect] = []
        if outcome == .changed { dialog.isUnsaved = true }
        if dialog.form.focus != before.form.focus { effects += save(&dialog) }
        cover = .form(dialog)
        switch outcome {
        case .changed, .moved, .full: break
        case .ignored: tellUnused(key)
        case .barred(let why): message = why
        case .cancelled: return effects + keepDraft(dialog)
        case .pressed(let id):
            guard let button = FormDialog.Button(rawValue: id) else { return effects }
            return effects + press(button, dialog, context)
        }
        return effects
    }

    private mutating func press(
        _ button: FormDialog.Button, _ dialog: FormDialog, _ context: ScreenContext
    ) -> [Effect] {
        switch button {
        case .keep: return keepDraft(dialog)
        case .save: return send(dialog, context)
        case .split:
            let effects = keepDraft(dialog)
            guard let stop = StopID(dialog.object) else { return effects }
            // Of the same stop as it was looked at.
            var subject = dialog.subject
            subject.present = [:]
            if subject.stop?.seen == nil {
                subject = FormSubject(StopTarget(named: stop, context), .splitStop, context)
            }
            open(.splitStop, subject, context)
            return effects
        case .merge: return merge(dialog, context)
        }
    }

    /// With the neighbour that is known. Where none is known of, since nobody has said yet, the hub judges: it knows whether a
    /// stop ends where this one begins.
    private mutating func merge(_ dialog: FormDialog, _ context: ScreenContext) -> [Effect] {
        guard let stop = StopID(dialog.object) else { return [] }
        let end = dialog.subject.end(context)
        let other = MergePreview(of: stop, until: end, context)?.other
        guard other != nil || !MergePreview.isKnown(around: stop, until: end, context) else {
            message = phrases[.nothingToMerge]
            return []
        }
        let base = [dialog.base, other?.seen?.version].compactMap(\.self).max()
        var command = NewCommand(
            key: newKey(), kind: StopMerge.form.kind, object: dialog.object, base: base, entered: clock())
        if let other {
            command.set("with", .text(other.id.description))
        } else {
            command.set("at", .integer(stop.from.milliseconds))
        }
        return keepDraft(dialog) + [.outbox(.queue(command.entry))]
    }

    private mutating func send(_ dialog: FormDialog, _ context: ScreenContext) -> [Effect] {
        let command: NewCommand
        do throws(FormDialog.Obstacle) { command = try dialog.command(entered: clock(), context) } catch {
            message = error.text
            cover = .form(dialog.focused(on: error.field))
            return []
        }
        cover = nil
        // The list's bar stays where the person put it: the next key is for the same thing, wherever that goes.
        return [.outbox(.queue(command.entry))]
    }

    /// Esc: what was typed stays; where nothing was, nothing does.
    private mutating func keepDraft(_ before: FormDialog) -> [Effect] {
        cover = nil
        var dialog = before
        guard !dialog.isEmpty else { return [.outbox(.dropDraft(key: dialog.key))] }
        return save(&dialog)
    }

    // MARK: Drafts

    private func save(_ dialog: inout FormDialog) -> [Effect] {
        guard dialog.isUnsaved else { return [] }
        dialog.isUnsaved = false
        dialog.due = nil
        return [.outbox(.draft(dialog.draft(at: clock())))]
    }

    /// Puts what is typed on the disk at once: the program is about to end, or to ask whether it shall.
    mutating func saveDraft() -> [Effect] {
        guard case .form(var dialog) = cover else { return [] }
        defer { cover = .form(dialog) }
        return save(&dialog)
    }

    /// When something typed has to be on the disk; nil: all is.
    var draftDeadline: ContinuousClock.Instant? {
        if case .form(let dialog) = cover { dialog.due } else { nil }
    }

    /// Saves what was typed and has been waiting, though the field was not left.
    mutating func saveIdleDraft(_ now: ContinuousClock.Instant) -> [Effect] {
        guard case .form(var dialog) = cover, dialog.isUnsaved else { return [] }
        let due = dialog.due ?? now + Self.draftDelay
        dialog.due = due
        let effects = due <= now ? save(&dialog) : []
        cover = .form(dialog)
        return effects
    }
}
