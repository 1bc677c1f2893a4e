import Basis
import Records
import Widgets

/// What the Floor's head says of the running shift: its name, times and progress; of a plant of one line its figures, too.
enum FloorHead {
    private static let barWidth = 10

    /// Draws it at the right of the first line; where there is no room the bar leaves first, then all.
    ///
    /// - Returns: the columns that are left for what stands before it.
    static func drawShift(in canvas: Canvas, _ context: ScreenContext) -> Int {
        guard let shift = context.picture.shift, let now = context.now else { return drawNone(in: canvas, context) }
        let length = (shift.interval.to - shift.interval.from).inSeconds
        let part = length > 0 ? min(1, max(0, (now - shift.interval.from).inSeconds / length)) : 0
        let name = name(shift, context)
        let progress = "\(Numbers.fixed(part * 100, 0)) %"
        let figures = context.picture.lines.count == 1 ? figures(context.picture.lines[0], context) : []
        let after = ([progress] + figures).joined(separator: "   ")
        let place = canvas.width / 3
        for bar in [barWidth, 0] {
            let gap = bar > 0 ? bar + 4 : 2
            let width = name.columns + gap + after.columns
            guard width <= canvas.width - place - 2 else { continue }
            var x = canvas.put(name, x: canvas.width - width - 1, Style(context.role(.text)))
            if bar > 0 {
                Bar(part, scale: 0...1).draw(in: canvas.part(Rect(x + 2, 0, bar, 1)))
            }
            x += gap
            canvas.put(after, x: x, Style(context.role(.text)))
            return canvas.width - width - 2
        }
        return canvas.width
    }

    /// That none runs, where some are planned.
    private static func drawNone(in canvas: Canvas, _ context: ScreenContext) -> Int {
        let words = context.phrases[ReviewPhrase.noShiftNow]
        let width = words.columns + 1
        guard context.hasNoShift(.plant), width <= canvas.width / 2 else { return canvas.width }
        canvas.put(words, x: canvas.width - width, Style(context.role(.text)))
        return canvas.width - width - 1
    }

    private static func name(_ shift: LineDocument.Shift, _ context: ScreenContext) -> String {
        "\(shift.name[context.language]) \(context.hours(shift.interval))"
    }

    /// A line's own shift, where the head's is none of it: lines may work at different times, or one not at all.
    static func shift(_ line: PlantPicture.LineState, _ context: ScreenContext) -> [String] {
        guard let shift = line.shift else {
            return context.picture.shift == nil || line.head == nil ? [] : [context.phrases[.noShift]]
        }
        return context.picture.shift == nil ? [name(shift, context)] : []
    }

    /// OEE of the shift until now, and how much of its time is known; nothing where neither is defined, or where nothing is
    /// meant to be known before the shift's record comes.
    static func figures(_ line: PlantPicture.LineState, _ context: ScreenContext) -> [String] {
        guard !context.picture.isByRecords else { return [] }
        var texts: [String] = []
        if let oee = line.oee {
            let marks = FigureMarks(isDoubtful: line.isIdealDoubtful)
            texts.append("OEE \(Numbers.fixed(oee * 100, 0)) %\(marks.short(.oee))")
        }
        if let coverage = line.coverage {
            texts.append("\(context.phrases[.dataShare]) \(Numbers.fixed(coverage * 100, 0)) %")
        }
        return texts
    }
}
