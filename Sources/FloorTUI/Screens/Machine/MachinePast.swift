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
        let countRows = counts.isEmpty || rest.height < 3 ? 0 : min(counts.count, rest.height - 1, 6)
        if countRows > 0 {
            let title = context.phrases[.counts]
            rest.rule(y: 0, title: title, trailing: context.extent(0..<countRows, of: counts.count))
            drawCounts(countRows, in: rest.part(Rect(0, 1, rest.width, countRows)))
            rest = rest.part(Rect(0, countRows + 1, rest.width, rest.height - countRows - 1))
        }
        guard rest.height >= 3, !intervals.isEmpty else { return }
        let seen = 0..<min(intervals.count, rest.height - 1)
        let trailing = context.extent(seen, of: intervals.count)
        rest.rule(y: 0, title: context.phrases[.states], trailing: trailing)
        let begins = intervals[seen].compactMap(\.from)
        let begin = context.momentColumns(.minutes, from: begins.min(), to: begins.max())
        let word = intervals[seen].map { context.phrases[StateLook($0.condition.state).word].columns }.max() ?? 0
        // How long one lasted stands between two times, too; what it was is never cut for it.
        let lengthEnd = begin + 9 + word <= rest.width ? begin + 6 : begin
        for y in seen { draw(intervals[y], begin: begin, lengthEnd: lengthEnd, in: rest.row(y + 1)) }
    }

    private func drawCounts(_ rows: Int, in canvas: Canvas) {
        for (y, entry) in counts.prefix(rows).enumerated() {
            let count = entry.count
            var text = "\(entry.owner)  \(context.phrases.count(count.shots, .oneShot, .shotsUnit))"
            for (number, unit) in [(count.tries, Phrase.tries), (count.scrap, .scrapped), (count.resets, .resets)]
            where number > 0 {
                let part = "  \(Numbers.grouped(number)) \(context.phrases[unit])"
                // Half a word would say less than none.
                if text.columns + part.columns <= canvas.width { text += part }
            }
            canvas.put(text, y: y, width: canvas.width, Style(context.role(.muted)))
        }
    }

    /// - Parameters:
    ///   - begin: columns of the times at the left.
    ///   - lengthEnd: where the column of lengths ends; as far as `begin` where there is none.
    private func draw(_ stretch: MachineDocument.Stretch, begin: Int, lengthEnd: Int, in canvas: Canvas) {
        let look = StateLook(stretch.condition.state)
        let role = context.role(stretch.to == nil && look.mark != nil ? look.role : .muted)
        canvas.put(context.moment(stretch.from, .minutes), width: begin, Style(.muted))
        let length: Duration? =
            if let from = stretch.from, let to = stretch.to ?? context.now { to - from } else { nil }
        let text = length.map(context.length) ?? "–"
        canvas.put(text, x: begin + 1, width: max(0, lengthEnd - begin - 1), align: .right, Style(context.role(.muted)))
        if let mark = look.mark { canvas.put(mark, x: lengthEnd + 1, Style(role)) }
        let rest = canvas.part(Rect(lengthEnd + 3, 0, max(0, canvas.width - lengthEnd - 3), 1))
        let word = context.phrases[look.word]
        let both = stretch.condition.native.map { "\(word)  \($0)" } ?? word
        // A native word is shown whole or not at all.
        rest.put(both.columns <= rest.width ? both : word, width: rest.width, Style(role))
    }
}
