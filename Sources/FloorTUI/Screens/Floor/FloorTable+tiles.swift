import Basis
import Records
import Shopfloor
import Widgets

/// Machines as tiles: mark and machine, below them the state and for how long.
extension FloorTable: TileSource {
    /// Columns for the mark before a tile's text.
    private static let indent = 2

    /// Wide enough for the words of every state and the longest name of a machine, within reason.
    static func tileSize(_ context: ScreenContext) -> Size {
        let phrases = context.phrases
        let states = MachineState.allCases.map { phrases[StateLook($0).word].columns }
        let warnings = [ReviewPhrase.runsWarns, .runsFault].map { phrases[$0].columns }
        let words = (states + warnings).max() ?? 0
        return Size(indent + max(words + " 0:00".columns, min(context.picture.widestID, 16)), 2)
    }

    func draw(row: Int, in canvas: Canvas) {
        let (machine, look, role, isNormal) = machine(in: row)
        let text = canvas.part(Rect(Self.indent, 0, canvas.width - Self.indent, canvas.height))
        drawMark(machine, look, role, in: canvas)
        text.put(machine.machine, width: text.width, Style(context.role(isNormal ? .text : .strong)))
        guard look != nil else { return drawRecord(of: machine.machine, in: text.row(1)) }
        let since = context.shortDuration(since: machine.since)
        let words = stateWords(machine, look)
        let width = min(words.columns, max(0, text.width - since.columns - 1))
        text.put(words, y: 1, width: width, Style(role))
        text.put(since, x: width + 1, y: 1, Style(context.role(.text)))
    }

    /// Of a machine that sends nothing, what its newest shift record says.
    private func drawRecord(of machine: String, in canvas: Canvas) {
        let oee = records.newest(of: machine)?.oee.map { "\(Numbers.fixed($0 * 100, 0)) %" }
        canvas.put("\(context.phrases[.oee]) \(oee ?? "–")", width: canvas.width, Style(context.role(.muted)))
    }
}
