import Basis
import Records
import Shopfloor
import Telemetry
import Widgets

/// All machines of the plant, and below them those that need someone.
struct FloorScreen {
    private(set) var machines = Table<String>([])
    /// The machines as tiles, where `isTiled`.
    private(set) var tiles = TileGrid<String>(Size(0, 0))
    private(set) var isTiled = false
    private(set) var needs = Table<String>([])
    /// Keys go to the lower pane.
    private(set) var isBelow = false

    /// Whether Enter has something to open, as was last drawn.
    var canOpen: Bool { !(isBelow ? needs.visible : seen).isEmpty }
    /// The rows of the machines that were last drawn.
    private var seen: Range<Int> { isTiled ? tiles.visible : machines.visible }
    /// Whether there is something in the pane to which Tab leads, as was last drawn.
    var hasPanes: Bool { isBelow || !needs.visible.isEmpty }
    /// What machines must match to be shown, as it was typed; empty: all are.
    var filter = ""
    /// What the filter leaves; nil: all is shown.
    private(set) var match: FloorMatch?
    private var columns: (revision: Int, language: Language, columns: [TableColumn])?
    private var filtered: (revision: Int, filter: String)?
    /// What is known of machines that send nothing, made anew when the hub's answer changed.
    private var records: (revision: Int, records: FloorRecords)?
    /// What the stops of the shift were for; nil where a screen has no room for it, as was last drawn.
    private var causes: ParetoScreen?

    enum Outcome: Equatable {
        case ignored, changed
        case open(String)
    }

    mutating func select(_ machine: String, _ context: ScreenContext) {
        let table = table(context, ribbon: nil)
        machines.select(machine, in: table)
        tiles.select(machine, in: table)
    }

    /// The machine that keys are about; nil where there is none.
    func selection(_ context: ScreenContext) -> String? {
        isBelow
            ? needs.selection(in: NeedsTable(context: context, entries: attention(context, first: Self.mostNeeds)))
            : selectedMachine(table(context, ribbon: nil))
    }

    private func selectedMachine(_ table: FloorTable) -> String? {
        isTiled ? tiles.selection(in: table) : machines.selection(in: table)
    }

    /// The same machines as rows or as tiles; the selected one stays selected.
    mutating func toggleTiles(_ context: ScreenContext) {
        let selected = selectedMachine(table(context, ribbon: nil))
        isTiled.toggle()
        if let selected { select(selected, context) }
    }

    mutating func handle(_ key: Key, _ context: ScreenContext) -> Outcome {
        refilter(context)
        if key == .tab || key == .backTab {
            isBelow.toggle()
            return .changed
        }
        let outcome =
            if isBelow {
                needs.handle(key, NeedsTable(context: context, entries: attention(context, first: Self.mostNeeds)))
            } else if isTiled {
                tiles.handle(key, table(context, ribbon: nil))
            } else {
                machines.handle(key, table(context, ribbon: nil))
            }
        switch outcome {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let machine): return .open(machine)
        }
    }

    /// The newest shift records, where the plant lives by those; else how many stops nobody explained.
    func questions(_ context: ScreenContext) -> [Question] {
        (FloorRecords.query(context).map { [Question($0, wanted: 5000)] } ?? []) + (causes?.questions(context) ?? [])
            + FloorStops.questions(context)
    }

    private func table(_ context: ScreenContext, ribbon: FloorRibbon?, width: Int = .max) -> FloorTable {
        FloorTable(
            context: context, shown: match?.rows, ribbon: ribbon, records: records?.records ?? FloorRecords(),
            width: width)
    }

    private mutating func readRecords(_ context: ScreenContext) {
        guard let query = FloorRecords.query(context) else { return }
        let revision = context.board.answer(query).revision
        if records?.revision != revision { records = (revision, FloorRecords(context)) }
    }

    private mutating func refilter(_ context: ScreenContext) {
        guard !filter.isEmpty else {
            match = nil
            filtered = nil
            return
        }
        if let filtered, filtered == (context.picture.revision, filter) { return }
        filtered = (context.picture.revision, filter)
        let match = FloorMatch(context.picture.rows.indices.filter { matches($0, context) }, in: context.picture)
        // What is left is among the machines.
        if match.attention.isEmpty, !match.rows.isEmpty { isBelow = false }
        self.match = match
    }

    private func matches(_ number: Int, _ context: ScreenContext) -> Bool {
        let row = context.picture.rows[number]
        let state = context.picture.state(row)
        let texts = [
            row.machine, context.picture.name(of: number)?[context.language],
            state.map { context.phrases[StateLook($0).word] }, state?.rawValue, row.condition.native, row.owner,
            row.alarm?.text[context.language],
        ]
        let wanted = filter.lowercased()
        return texts.contains { $0?.lowercased().contains(wanted) ?? false }
    }

    // MARK: Drawing

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        refilter(context)
        readRecords(context)
        drawHead(in: canvas, context)
        let body = canvas.part(Rect(0, 3, canvas.width, max(0, canvas.height - 3)))
        drawBody(in: body, context)
        let count = match?.rows.count ?? context.picture.rows.count
        canvas.rule(y: 2, trailing: context.extent(seen, of: count))
    }

    /// Those that need someone among the machines that are shown.
    private func attention(_ context: ScreenContext, first limit: Int) -> [Attention] {
        match.map { Array($0.attention.prefix(limit)) } ?? context.picture.attention(first: limit)
    }

    /// More than these in the lower pane nobody goes through.
    private static let mostNeeds = 100

    /// From this width on those that need someone stand beside the machines.
    private static let wide = 180

    private mutating func drawBody(in canvas: Canvas, _ context: ScreenContext) {
        if isTiled { tiles.tile = FloorTable.tileSize(context) }
        let wanted = wantedHeight(Size(canvas.width - 2, canvas.height), context)
        let total = match?.attention.count ?? context.picture.attentionCount
        noteCauses(isWide: canvas.width >= Self.wide, context)
        // Beside them only where there is something to say, and below them no room for it.
        if canvas.width >= Self.wide, total > 0 || hasCauses(context) {
            let side = besideWidth(canvas, context)
            let left = canvas.width - side - 1
            drawMachines(in: canvas.part(Rect(1, 0, left - 1, canvas.height)), context)
            let right = canvas.part(Rect(left + 1, 0, side, canvas.height))
            for y in 0..<canvas.height { canvas.put(.vertical, x: left, y: y, Style(.border)) }
            drawBeside(in: right, context, total: total)
            return
        }
        let below = paneHeight(canvas.height, wanted: wanted, total: total)
        let above = max(1, canvas.height - below)
        drawMachines(in: canvas.part(Rect(1, 0, canvas.width - 2, above)), context)
        drawNeeds(in: canvas.part(Rect(0, above, canvas.width, canvas.height - above)), context, total: total)
    }

    /// The pane gives way to the machines where all of them are seen. Where they scroll it has a line for each that needs
    /// someone, as far as a third of the height goes: one that is out of sight above stands below.
    private func paneHeight(_ height: Int, wanted: Int, total: Int) -> Int {
        let (spare, all) = (height - wanted, total + 1)
        let scrolls = spare < 2 && total > 0 && height >= 10
        return min(max(0, scrolls ? all : spare), height / 3, max(2, all))
    }

    /// The lines that show all machines; of tiles no more are told than there is room for.
    private func wantedHeight(_ room: Size, _ context: ScreenContext) -> Int {
        let table = table(context, ribbon: nil)
        if isTiled { return tiles.wantedHeight(in: room, table) }
        let headings = context.picture.lines.count > 1 ? context.picture.lines.count : 0
        return table.rowCount + headings + 1
    }

    /// What stands beside the machines has as many columns as it needs, and where these are more than the machines leave,
    /// what they leave, but never fewer than these. The ribbon, which is looked at rather than read, keeps twice its least.
    private static let leastBeside = 56

    private mutating func besideWidth(_ canvas: Canvas, _ context: ScreenContext) -> Int {
        let columns = currentColumns(context).filter { $0.min < canvas.width }
        let left = columns.reduce(2) { $0 + $1.min * ($1.isPicture ? 2 : 1) + machines.gap }
        let entries = attention(context, first: canvas.height)
        let needs = NeedsTable(context: context, entries: entries, tellsStops: true)
        let machine = currentColumns(context)[FloorTable.Column.machine.rawValue].min
        // Within its frame.
        let wanted = max(needs.wanted(machineWidth: machine), hasCauses(context) ? causes?.wanted(context) ?? 0 : 0) + 2
        return max(Self.leastBeside, min(wanted, canvas.width - left - 1))
    }

    private mutating func noteCauses(isWide: Bool, _ context: ScreenContext) {
        guard isWide, filter.isEmpty else { return causes = nil }
        let scope = PlantScope.whole(context.picture)
        guard causes?.scope != scope else { return }
        causes = ParetoScreen(scope: scope)
        causes?.isFocused = false
    }

    private func hasCauses(_ context: ScreenContext) -> Bool { causes?.isAnswered(context) ?? false }

    /// Those that need someone, and below them, where they leave room, what the stops of the shift were for.
    private mutating func drawBeside(in canvas: Canvas, _ context: ScreenContext, total: Int) {
        let least = PageHead.height + 6
        let needed = max(total, 1) + 2
        guard hasCauses(context), canvas.height >= needed + least || canvas.height >= 3 * least else {
            return drawNeeds(in: canvas, context, total: total)
        }
        let above = min(needed, canvas.height * 2 / 3)
        drawNeeds(in: canvas.part(Rect(0, 0, canvas.width, above)), context, total: total)
        let below = canvas.part(Rect(0, above, canvas.width, canvas.height - above))
        causes?.draw(in: below, context)
        below.target([.character(ScreenName.pareto.digit)])
    }

    private mutating func drawMachines(in canvas: Canvas, _ context: ScreenContext) {
        guard !isTiled else { return drawTiles(in: canvas, context) }
        machines.isFocused = !isBelow
        machines.focusKeys = [.tab]
        machines.emptyText = emptyText(context)
        var columns = currentColumns(context)
        let ribbon = ribbon(&columns, width: canvas.width, context)
        machines.columns = columns
        machines.draw(in: canvas, table(context, ribbon: ribbon, width: canvas.width))
    }

    private mutating func drawTiles(in canvas: Canvas, _ context: ScreenContext) {
        tiles.isFocused = !isBelow
        tiles.focusKeys = [.tab]
        tiles.emptyText = emptyText(context)
        tiles.draw(in: canvas, table(context, ribbon: nil, width: canvas.width))
    }

    private mutating func currentColumns(_ context: ScreenContext) -> [TableColumn] {
        if let columns, columns.revision == context.picture.revision, columns.language == context.language {
            return columns.columns
        }
        let fresh = FloorTable.columns(context)
        columns = (context.picture.revision, context.language, fresh)
        return fresh
    }

    private func emptyText(_ context: ScreenContext) -> String {
        if !filter.isEmpty { return context.phrases[.noMatch] }
        if context.picture.plant != nil { return context.phrases[.noMachines] }
        switch context.link {
        // Why stands above; here what else can be done.
        case .connecting(_?): return context.phrases[LinkPhrase.firstSteps]
        case .denied, .noHub: return context.phrases[LinkPhrase.nothingYet]
        default: return context.phrases[.waitingForHub]
        }
    }

    private mutating func drawNeeds(in canvas: Canvas, _ context: ScreenContext, total: Int) {
        guard canvas.height > 0, !context.picture.rows.isEmpty else { return }
        let room = canvas.height - 1
        let title = "\(context.phrases[.needsSomeone]) · \(context.phrases[.worstFirst])"
        let body = canvas.part(Rect(1, 1, canvas.width - 2, room))
        needs.showsHeader = false
        needs.isFocused = isBelow
        needs.focusKeys = [.tab]
        let nobody: Phrase = context.link.isCurrent ? .nothingNeedsSomeone : .needsNotKnown
        needs.emptyText = context.phrases[filter.isEmpty ? nobody : .noMatchNeedsSomeone]
        let width = currentColumns(context)[FloorTable.Column.machine.rawValue].min
        needs.columns = NeedsTable.columns(context.phrases, machineWidth: width)
        let entries = attention(context, first: isBelow ? Self.mostNeeds : room)
        let stops = FloorStops(context)
        needs.draw(in: body, NeedsTable(context: context, entries: entries, tellsStops: true))
        let seen = context.extent(needs.visible, of: total)
        let count = seen.isEmpty ? "\(total)" : seen
        let short = "\(context.phrases[.needsSomeone])"
        // Where there is room for one of them only, how many there are.
        let open = stops.words(context).first { short.columns + $0.columns + count.columns + 18 <= canvas.width } ?? ""
        let trailing = open.isEmpty ? "\(count) · Tab" : "\(open)   \(count) · Tab"
        let isWide = title.columns + trailing.columns + 9 <= canvas.width
        canvas.rule(y: 0, title: isWide ? title : short, trailing: total > 0 ? trailing : open)
    }
}
