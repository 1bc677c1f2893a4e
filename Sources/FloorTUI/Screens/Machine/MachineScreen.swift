import Basis
import Records
import Shopfloor
import Widgets

/// Everything about one machine: its state, its values, its last states, its alarms.
struct MachineScreen {
    private(set) var machine: String
    private var values = Table<String>([])

    init(machine: String) { self.machine = machine }

    mutating func handle(_ key: Key, _ context: ScreenContext) -> Bool {
        guard let document = context.picture.machines[machine]?.document else { return false }
        return values.handle(key, ValueTable(context: context, tags: document.tags)) != .ignored
    }

    /// The machine after, or before, this one on the Floor; itself at the ends.
    func neighbour(_ step: Int, _ context: ScreenContext) -> String {
        guard let row = context.picture.row(of: machine) else { return machine }
        let rows = context.picture.rows
        return rows[min(max(0, row + step), rows.count - 1)].machine
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let picture = context.picture
        guard let number = picture.row(of: machine) else {
            canvas.put("\(context.phrases[.unknownMachine]) \(machine)", x: 1, y: 1, width: canvas.width - 2, .muted)
            return
        }
        let document = picture.machines[machine]?.document
        // The Floor's row and the machine's own document come apart; the newer of both counts.
        let row = newest(picture, number, document)
        drawHead(in: canvas, context, row, number)
        let alarms = document?.alarms ?? []
        let alarmRows = min(alarms.isEmpty ? 0 : alarms.count + 1, max(0, (canvas.height - 6) / 3))
        let body = canvas.part(Rect(0, 4, canvas.width, max(0, canvas.height - 4 - alarmRows)))
        if canvas.width >= 76 {
            let columns = body.area.columns(.weight(3, min: 50), .weight(2, min: 27), gap: 1)
            drawValues(in: body.part(columns[0]), context, document)
            drawStates(in: body.part(columns[1]), context, row, document)
        } else {
            drawValues(in: body, context, document)
        }
        drawAlarms(alarms, in: canvas.part(Rect(0, canvas.height - alarmRows, canvas.width, alarmRows)), context)
    }

    private func newest(_ picture: PlantPicture, _ number: Int, _ document: MachineDocument?) -> LineDocument.Row {
        let row = picture.rows[number]
        guard let document, let head = picture.machines[machine]?.head else { return row }
        let lineHead = picture.lines[picture.line(of: number)].head
        return lineHead.map { $0 < head } ?? true ? document.row : row
    }

    private func drawHead(in canvas: Canvas, _ context: ScreenContext, _ row: LineDocument.Row, _ number: Int) {
        let picture = context.picture
        let line = picture.lines[picture.line(of: number)].name[context.language]
        let name = picture.name(of: number)?[context.language] ?? machine
        let title = [line, machine, name == machine ? nil : name].compactMap { $0 }.joined(separator: " › ")
        canvas.put(title, x: 1, width: canvas.width - 2, Style(.title))
        let look = StateLook(row.condition.state)
        let role = context.role(look.role)
        var x = 1
        if let mark = context.link.isCurrent ? look.mark : .question {
            canvas.put(mark, x: x, y: 1, Style(role))
            x += 2
        }
        x = canvas.put(context.phrases[look.word], x: x, y: 1, Style(role))
        x = canvas.put("  \(context.duration(since: row.since))", x: x, y: 1, Style(context.role(.strong)))
        if let since = row.since { x = canvas.put("  (\(context.clock(since)))", x: x, y: 1, Style(.muted)) }
        var rest: [String] = []
        if let why = context.why(row) { rest.append(why) }
        if let native = row.condition.native { rest.append(native) }
        if look.mark != nil, let alarm = row.alarm, alarm.isKnown { rest.append(alarm.text) }
        canvas.put("  " + rest.joined(separator: " · "), x: x, y: 1, Style(context.role(.text)))
        canvas.put(work(row, context), x: 1, y: 2, width: canvas.width - 2, Style(context.role(.text)))
        canvas.rule(y: 3)
    }

    /// What it works on: die, shots, cycle against the ideal one.
    private func work(_ row: LineDocument.Row, _ context: ScreenContext) -> String {
        var parts: [String] = []
        if let owner = row.owner, owner != machine { parts.append("\(context.phrases[.die]) \(owner)") }
        if let shots = row.shots { parts.append("\(context.phrases[.shots]) \(Numbers.grouped(shots))") }
        if let cycle = row.cycle {
            let ideal = row.idealCycle.map { " (\(Numbers.seconds($0)))" } ?? ""
            parts.append("\(context.phrases[.cycle]) \(Numbers.seconds(cycle)) s\(ideal)")
        }
        if row.condition.state == .noData, let heard = row.lastHeard {
            parts.append("\(context.phrases[.lastHeard]) \(context.clock(heard))")
        }
        if let before = row.before { parts.append(known(before, context)) }
        return parts.joined(separator: "   ")
    }

    /// `before the gap: producing 2:13 until 14:03:05`
    private func known(_ before: LineDocument.Known, _ context: ScreenContext) -> String {
        let phrases = context.phrases
        let words = [phrases[StateLook(before.state).word], before.native].compactMap(\.self).joined(separator: " ")
        let length = before.since.map { " " + DurationText.hoursMinutes(before.until - $0) } ?? ""
        return "\(phrases[.before]): \(words)\(length) \(phrases[.until]) \(context.clock(before.until))"
    }

    private mutating func drawValues(in canvas: Canvas, _ context: ScreenContext, _ document: MachineDocument?) {
        let tags = document?.tags ?? []
        values.columns = ValueTable.columns(context.phrases, tags)
        values.emptyText = context.phrases[document == nil ? .waitingForHub : .noValues]
        let inside = canvas.part(Rect(1, 0, canvas.width - 1, canvas.height))
        values.draw(in: inside, ValueTable(context: context, tags: tags))
    }

    private func drawStates(
        in canvas: Canvas, _ context: ScreenContext, _ row: LineDocument.Row, _ document: MachineDocument?
    ) {
        let width = canvas.width - 1
        if let ribbon = FloorRibbon(width: width, now: context.now, zone: context.picture.zone) {
            canvas.put(ribbon.title, width: width, Style(.header))
            ribbon.draw(
                row.ribbon, in: canvas.part(Rect(0, 1, width, 1)), isCurrent: context.link.isCurrent)
        }
        var y = 3
        for stretch in document?.intervals ?? [] where y < canvas.height {
            draw(stretch, in: canvas.part(Rect(0, y, width, 1)), context)
            y += 1
        }
        drawCounts(document?.counts ?? [], in: canvas.part(Rect(0, y + 1, width, canvas.height - y - 1)), context)
    }

    private func draw(_ stretch: MachineDocument.Stretch, in canvas: Canvas, _ context: ScreenContext) {
        let look = StateLook(stretch.condition.state)
        let role = context.role(look.mark == nil ? .muted : look.role)
        let time = stretch.from.map { context.picture.zone.time(at: $0) }
        // Seconds where there is room for them.
        let isWide = canvas.width >= 34
        let start = isWide ? 8 : 5
        canvas.put((isWide ? time?.clock : time?.hourMinute) ?? "–", width: start, Style(.muted))
        let length: Duration? =
            if let from = stretch.from, let to = stretch.to ?? context.now { to - from } else { nil }
        let text = length.map { DurationText.hoursMinutesSeconds($0) } ?? "–"
        canvas.put(text, x: start + 1, width: 8, align: .right, Style(context.role(.text)))
        if let mark = look.mark { canvas.put(mark, x: start + 10, Style(role)) }
        let native = stretch.condition.native.map { " " + $0 } ?? ""
        let rest = Rect(start + 12, 0, canvas.width - start - 12, 1)
        canvas.part(rest).put(context.phrases[look.word] + native, width: rest.width, Style(role))
    }

    private func drawCounts(_ counts: [MachineDocument.Count], in canvas: Canvas, _ context: ScreenContext) {
        for (y, entry) in counts.prefix(canvas.height).enumerated() {
            let count = entry.count
            var text = "\(entry.owner)  \(Numbers.grouped(count.shots)) \(context.phrases[.shots])"
            if count.tries > 0 { text += "  \(count.tries) \(context.phrases[.tries])" }
            if count.resets > 0 { text += "  \(count.resets) \(context.phrases[.resets])" }
            canvas.put(text, y: y, width: canvas.width, Style(context.role(.muted)))
        }
    }

    private func drawAlarms(_ alarms: [LineDocument.Notice], in canvas: Canvas, _ context: ScreenContext) {
        guard canvas.height > 0 else { return }
        canvas.rule(y: 0, title: "\(context.phrases[.alarms]) \(alarms.count { $0.isKnown })")
        for (y, alarm) in alarms.prefix(canvas.height - 1).enumerated() {
            let standing: Role = alarm.level == .fault ? .critical : .warning
            let role = alarm.isKnown ? context.role(standing) : .stale
            let line = canvas.part(Rect(1, y + 1, canvas.width - 2, 1))
            let glyph: Glyph = alarm.level == .fault ? .triangle : .hollowDiamond
            line.put(alarm.isKnown ? glyph : .question, Style(role))
            line.put(context.clock(alarm.last), x: 2, width: 8, Style(.muted))
            let unknown = alarm.isKnown ? "" : "(\(context.phrases[.notKnown]))"
            line.put(
                [alarm.code, alarm.text, unknown].filter { !$0.isEmpty }.joined(separator: "  "), x: 11,
                width: line.width - 11, Style(role))
        }
    }
}
