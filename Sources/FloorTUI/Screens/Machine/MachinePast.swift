import Basis
import Records
import Shopfloor
import Widgets

/// What stands below the stops where there is room: the counts of each die, and the last conditions.
struct MachinePast {
    let context: ScreenContext
    let counts: [MachineDocument.Count]
    /// The newest first; of the time before anything was known there is nothing to tell.
    let intervals: [MachineDocument.Stretch]

    init(context: ScreenContext, counts: [MachineDocument.Count], intervals: [MachineDocument.Stretch]) {
        self.context = context
        self.counts = counts
        self.intervals = intervals.filter { $0.from != nil }
    }

    func draw(in canvas: Canvas) {
        var rest = canvas
        // Below its heading a list has two lines at least, or it is not there.
        let (shown, texts) = rest.height < 3 ? (0, []) : countLines(atMost: min(rest.height - 1, 6), width: rest.width)
        let countRows = texts.count
        if countRows > 0 {
            let title = context.phrases[.counts]
            rest.rule(y: 0, title: title, trailing: context.extent(0..<shown, of: counts.count))
            for (y, text) in texts.enumerated() {
                rest.put(text, y: y + 1, width: rest.width, Style(context.role(.muted)))
            }
            rest = rest.part(Rect(0, countRows + 1, rest.width, rest.height - countRows - 1))
        }
        guard rest.height >= 3, !intervals.isEmpty else { return }
        let lines = lines(rest.height - 1)
        let seen = lines.compactMap { if case .state(let stretch, _) = $0 { stretch } else { nil } }
        let trailing = context.extent(0..<seen.count, of: intervals.count)
        rest.rule(y: 0, title: context.phrases[.states], trailing: trailing)
        let begin = seen.compactMap { $0.from.map { context.bareClock($0).columns } }.max() ?? 5
        for (y, line) in lines.enumerated() {
            switch line {
            case .date(let date): rest.put("\(date)", y: y + 1, width: rest.width, Style(.muted))
            case .state(let stretch, let from): draw(stretch, from, begin: begin, in: rest.row(y + 1))
            }
        }
    }

    private enum Line {
        /// Of the states below it.
        case date(CivilDate)
        case state(MachineDocument.Stretch, from: Instant)
    }

    /// As many as have room. A date stands once above its states, and today's not at all: in each row it would take the room of
    /// what the machine was in.
    private func lines(_ most: Int) -> [Line] {
        var lines: [Line] = []
        var date = context.now.map(context.date)
        for stretch in intervals {
            guard let from = stretch.from else { continue }
            let own = context.date(from)
            guard lines.count + (own == date ? 1 : 2) <= most else { break }
            if own != date { lines.append(.date(own)) }
            date = own
            lines.append(.state(stretch, from: from))
        }
        return lines
    }

    /// How many counts have room, and their lines: one each, or where all have room several, so that no part is left out.
    private func countLines(atMost most: Int, width: Int) -> (shown: Int, lines: [String]) {
        let whole = counts.map { lines(of: $0, width: width) }
        if whole.reduce(0, { $0 + $1.count }) <= most { return (counts.count, whole.flatMap(\.self)) }
        let shown = whole.prefix(most)
        // Half a word would say less than none; that there is more is said.
        return (shown.count, shown.map { $0.count > 1 ? $0[0].truncated(toColumns: width - 2) + " …" : $0[0] })
    }

    private func lines(of entry: MachineDocument.Count, width: Int) -> [String] {
        let (count, phrases) = (entry.count, context.phrases)
        var lines = ["\(entry.owner)  \(phrases[.inTotal]) \(Numbers.grouped(count.shots))"]
        for (number, unit) in [(count.tries, Phrase.tries), (count.scrap, .scrapped), (count.resets, .resets)]
        where number > 0 {
            let part = "  \(Numbers.grouped(number)) \(phrases[unit])"
            let last = lines.count - 1
            if lines[last].columns + part.columns <= width { lines[last] += part } else { lines.append(part) }
        }
        return lines
    }

    /// - Parameter begin: columns of the times at the left.
    private func draw(_ stretch: MachineDocument.Stretch, _ from: Instant, begin: Int, in canvas: Canvas) {
        let look = StateLook(stretch.condition.state)
        let role = context.role(stretch.to == nil && look.mark != nil ? look.role : .muted)
        canvas.put(context.bareClock(from), width: begin, Style(.muted))
        let text = (stretch.to ?? context.now).map { context.length($0 - from) } ?? "–"
        let lengthEnd = begin + 6
        canvas.put(text, x: begin + 1, width: 5, align: .right, Style(context.role(.muted)))
        if let mark = look.mark { canvas.put(mark, x: lengthEnd + 1, Style(role)) }
        let rest = canvas.part(Rect(lengthEnd + 3, 0, max(0, canvas.width - lengthEnd - 3), 1))
        let word = context.phrases[look.word]
        let both = stretch.condition.native.map { "\(word)  \($0)" } ?? word
        // A native word is shown whole or not at all.
        rest.put(both.columns <= rest.width ? both : word, width: rest.width, Style(role))
    }
}
