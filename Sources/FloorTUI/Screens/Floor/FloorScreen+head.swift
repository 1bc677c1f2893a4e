import Basis
import Records
import Shopfloor
import Telemetry
import Widgets

/// The first two lines of the Floor: where it is, the shift or the filter, and how many machines are in which state.
extension FloorScreen {
    func drawHead(in canvas: Canvas, _ context: ScreenContext) {
        let picture = context.picture
        let place = picture.plant.map { plant in
            ([plant.site] + (plant.areas.count == 1 ? plant.areas : [])).map { $0.name[context.language] }
        }
        var room = canvas.width
        if filter.isEmpty {
            room = FloorHead.drawShift(in: canvas, context)
        } else {
            let text = "/\(filter)  \(match?.rows.count ?? 0) \(context.phrases[.of]) \(picture.rows.count)"
            room = max(canvas.width / 3, canvas.width - text.columns - 2)
            canvas.put(text, x: room + 1, width: canvas.width - room - 2, Style(.strong))
        }
        let title = (place ?? ["FloorTUI"]).joined(separator: " › ")
        canvas.put(PathTitle.fit(title, room - 2), x: 1, width: room - 2, Style(.title))
        guard !picture.rows.isEmpty else { return }
        let count = match?.rows.count ?? picture.rows.count
        let words = context.phrases.count(Int64(count), .oneMachine, .allMachines)
        var x = canvas.put(words, x: 1, y: 1, Style(.muted))
        if picture.isByRecords { x = canvas.put("  \(context.phrases[.recordsOnly])", x: x, y: 1, Style(.muted)) }
        if let lastKnown = context.lastKnown { x = canvas.put("  \(lastKnown):", x: x, y: 1, Style(.muted)) }
        let counts = match?.counts ?? picture.counts
        var states = MachineState.allCases.compactMap { state in
            counts[state].flatMap { $0 > 0 ? (look: StateLook(state), count: $0) : nil }
        }.map { (look: $0.look, text: "  \($0.count) \(context.phrases[$0.look.word])") }
        // Where not all have room, what is normal gives way.
        while states.reduce(x, { $0 + $1.text.columns }) >= canvas.width,
            let normal = states.firstIndex(where: { $0.look.mark == nil })
        {
            states.remove(at: normal)
        }
        for (look, text) in states {
            let style = Style(context.role(look.mark == nil ? .muted : look.role))
            canvas.put(text, x: x, y: 1, width: min(text.columns, max(0, canvas.width - x)), style)
            x += text.columns
        }
    }
}
