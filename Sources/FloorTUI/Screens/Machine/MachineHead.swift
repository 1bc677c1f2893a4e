import Basis
import Records
import Shopfloor
import Widgets

/// The first lines of the Machine screen: where it stands, its state, since when and why, and what it works on.
struct MachineHead {
    /// Lines that it needs: what it works on is not known of every machine.
    var height: Int { past != nil || work.isEmpty ? 2 : 3 }

    let context: ScreenContext
    let row: LineDocument.Row
    /// Its number on the Floor.
    let number: Int
    /// The figures of its newest shift record; nil where the plant does not live by those.
    var record: KeyFigureRow?
    /// What is looked back at; nil: now is.
    var past: Past?

    /// A shift that is over, or a day without one: how long the machine was in which state.
    struct Past {
        var span: ReviewSpan
        /// Breaks left out, but for what was worked in them.
        var times: [(state: MachineState, length: Duration)]
        /// That rest of its breaks.
        var pause: Duration
        /// Why there are none.
        var why: String
    }

    func draw(in canvas: Canvas) {
        let picture = context.picture
        let machine = row.machine
        let line = picture.lines[picture.line(of: number)].name[context.language]
        let name = picture.name(of: number)?[context.language] ?? machine
        let title = [line, machine, name == machine ? nil : name].compactMap { $0 }.joined(separator: " › ")
        let none = context.hasNoShift(.machine(machine)) ? context.phrases[ReviewPhrase.noShiftNow] : ""
        let trailing = past.map { "\(context.phrases[.lookedBackAt]) \($0.span.title(context))" } ?? none
        let room = trailing.isEmpty ? 0 : trailing.columns + 2
        let width = canvas.width - 2 - room
        canvas.put(PathTitle.fit(title, width), x: 1, width: width, Style(.title))
        canvas.put(trailing, x: canvas.width - room + 1, Style(past == nil ? context.role(.text) : .warning))
        if let past { return draw(past, in: canvas.row(1)) }
        drawState(in: canvas.row(1))
        canvas.put(whole(work, canvas.width - 2), x: 1, y: 2, width: canvas.width - 2, Style(context.role(.text)))
    }

    /// As many as fit, closer together where that makes room for more; each whole: half a figure is another.
    private func whole(_ words: [String], _ width: Int) -> String {
        let wide = words.joined(separator: "   ")
        if wide.columns <= width { return wide }
        var words = words
        while words.count > 1, words.joined(separator: "  ").columns > width {
            words.removeLast(words.last == "…" ? 2 : 1)
            words.append("…")
        }
        return words.joined(separator: "  ")
    }

    private func draw(_ past: Past, in canvas: Canvas) {
        var words = past.times.map { "\(context.phrases[StateLook($0.state).word]) \(context.length($0.length))" }
        if past.pause > .zero {
            words.append("\(ReportPhrases(language: context.language)[.breakTime]) \(context.length(past.pause))")
        }
        let text = words.isEmpty ? past.why : whole(words, canvas.width - 2)
        canvas.put(text, x: 1, width: canvas.width - 2, Style(context.role(.text)))
    }

    private func drawState(in canvas: Canvas) {
        guard context.picture.state(row) != nil else {
            let text = context.phrases[ReviewPhrase.recordsOnly]
            return canvas.put(text, x: 1, width: canvas.width - 2, Style(context.role(.muted)))
        }
        let look = StateLook(row.condition.state)
        let role = context.role(look.role)
        var x = 1
        if let mark = context.link.isCurrent ? look.mark : .question {
            canvas.put(mark, x: x, Style(role))
            x += 2
        }
        x = canvas.put(context.phrases[look.word], x: x, Style(role))
        var rest: [String] = []
        if let lastKnown = context.lastKnown {
            // Nobody knows whether it lasts: since when, and until when that is known.
            if let since = row.since {
                let words = "\(context.phrases[.sinceMoment]) \(context.clock(since))"
                x = canvas.put("  \(words)", x: x, Style(.muted))
            }
            rest.append(lastKnown)
        } else {
            x = canvas.put("  \(context.duration(since: row.since))", x: x, Style(context.role(.strong)))
            if let since = row.since { x = canvas.put("  (\(context.clock(since)))", x: x, Style(.muted)) }
        }
        if let why = context.why(row) { rest.append(why) }
        if let stop = row.stop, stop.reason != nil { rest.append(StopCause(stop).words(context)) }
        if let native = row.condition.native { rest.append(native) }
        if look.mark != nil, let alarm = row.alarm, alarm.isKnown { rest.append(alarm.text[context.language]) }
        let text = rest.filter { !$0.isEmpty }.joined(separator: " · ")
        canvas.put(text, x: x + 2, width: max(0, canvas.width - x - 3), Style(context.role(.text)))
    }

    /// What it works on: die, shots, cycle against the ideal one.
    private var work: [String] {
        var parts: [String] = []
        // What it was before nothing was heard of it any more stands first.
        if row.condition.state == .noData, let heard = row.lastHeard {
            parts.append("\(context.phrases[.lastHeard]) \(context.clock(heard))")
        }
        if let before = row.before { parts.append(known(before)) }
        if let order = row.order { parts.append("\(context.phrases[.order]) \(order)") }
        if let owner = row.owner, owner != row.machine { parts.append("\(context.phrases[.die]) \(owner)") }
        if let shots = row.shots { parts.append("\(context.phrases[.shots]) \(Numbers.grouped(shots))") }
        if let cycle = row.cycle {
            let ideal = row.idealCycle.map { " (\(Numbers.seconds($0)))" } ?? ""
            parts.append("\(context.phrases[.cycle]) \(Numbers.seconds(cycle)) s\(ideal)")
        }
        if let record { parts += words(record) }
        return parts
    }

    /// `Last record 11-30 Late 14–22`, parts and OEE.
    private func words(_ record: KeyFigureRow) -> [String] {
        let phrases = context.phrases
        let parts = [
            (phrases[.produced], record.produced), (phrases[.good], record.good), (phrases[.fieldScrap], record.scrap),
        ]
        let counts = parts.compactMap { word, count in
            count.map { "\(word) \(Numbers.grouped(Int64($0.rounded())))" }
        }
        let oee = "OEE \(Numbers.share(record.oee))\(record.marks.short(.oee))"
        return ["\(phrases[.lastRecord]) \(record.shiftWords(context))", oee] + counts
    }

    /// `before the gap: producing 2:13 until 14:03:05`
    private func known(_ before: LineDocument.Known) -> String {
        let phrases = context.phrases
        let words = [phrases[StateLook(before.state).word], before.native].compactMap(\.self).joined(separator: " ")
        let length = before.since.map { " " + context.length(before.until - $0) } ?? ""
        return "\(phrases[.before]): \(words)\(length) \(phrases[.until]) \(context.clock(before.until))"
    }
}
