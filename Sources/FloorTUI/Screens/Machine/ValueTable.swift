import Basis
import Records
import Shopfloor
import Widgets

/// The values of one machine: each with its unit, a bar within its limits, its course, and its age once that is past its
/// limit. A value out of limits is the only coloured thing.
struct ValueTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, name, value, unit, limits, trend
    }

    let context: ScreenContext
    let row: LineDocument.Row
    let tags: [MachineDocument.Tag]
    let columns: [TableColumn]
    private let names: [String]
    /// There is no room for a column of courses: they stand behind the bars, where nothing else does.
    private let mergesTrends: Bool

    init(context: ScreenContext, row: LineDocument.Row, tags: [MachineDocument.Tag], width: Int) {
        self.context = context
        self.row = row
        self.tags = tags
        let names = tags.map { $0.name?[context.language] ?? $0.id }
        var columns = Self.columns(context, row, tags, names, width: width)
        let layout = TableColumn.layout(columns, width: width, gap: 1)
        let hasTrends = tags.contains { $0.trend.contains { $0 != nil } }
        let room = { (column: Column) in layout.first { $0.index == column.rawValue }?.range.count ?? 0 }
        mergesTrends = hasTrends && room(.trend) == 0 && room(.limits) >= Self.barWidth + Self.leastTrend
        if mergesTrends {
            let title = columns[Column.limits.rawValue].title
            let blank = String(repeating: " ", count: max(1, Self.barWidth + 1 - title.columns))
            columns[Column.limits.rawValue].title = title + blank + context.phrases[.trend]
        }
        self.columns = columns
        self.names = DistinctLabels.cut(names, toColumns: room(.name))
    }

    var rowCount: Int { tags.count }
    func id(of row: Int) -> String { tags[row].id }
    func row(of id: String) -> Int? { tags.firstIndex { $0.id == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let tag = tags[row]
        let freshness = Freshness(tag, of: self.row, context)
        let isOut = tag.isOutOfLimits && freshness == .live
        let role: Role = isOut ? .outOfLimits : freshness == .live ? .text : .stale
        switch Column(rawValue: column) {
        case .mark:
            if isOut { cell.canvas.put(.triangle, Style(.outOfLimits)) }
            if freshness != .live, context.link != .recorded { cell.canvas.put(freshness.glyph, Style(.stale)) }
        case .name: cell.put(names[row], Style(context.role(.text)))
        case .value:
            let isOff = freshness == .live && tag.value == .bool(false)
            cell.put(Self.text(tag, freshness, context), Style(isOff ? .muted : role))
        case .unit: cell.put(tag.unit ?? "", Style(.muted))
        case .limits: drawLimits(tag, freshness, in: cell.canvas)
        case .trend: drawTrend(tag, in: cell.canvas)
        case nil: break
        }
    }

    private static func text(_ tag: MachineDocument.Tag, _ freshness: Freshness, _ context: ScreenContext) -> String {
        switch tag.value {
        // A store keeps what values add up to, not each of them; that one was never seen stands beside it.
        case nil where context.link == .recorded || freshness == .unseen: "–"
        case nil: context.phrases[.valueUnknown]
        case .number(let number): Numbers.value(number, decimals: tag.decimals)
        case .bool(let isOn): context.phrases[isOn ? .on : .off]
        case .some(let value): value.text ?? context.phrases[.valueUnknown]
        }
    }

    private static let barWidth = 8

    /// A bar with the limits and which of them is passed; for a value that may no longer hold, its age instead.
    private func drawLimits(_ tag: MachineDocument.Tag, _ freshness: Freshness, in canvas: Canvas) {
        let note = note(tag, freshness, canvas.width)
        guard freshness == .live, tag.flags.isEmpty else {
            return canvas.put(note, width: canvas.width, Style(.stale))
        }
        let barWidth = min(Self.barWidth, canvas.width)
        if let scale = tag.scale {
            let bar = canvas.part(Rect(0, 0, barWidth, 1))
            Bar(tag.value?.number, scale: scale, lowLimit: tag.low, highLimit: tag.high).draw(in: bar)
        }
        let x = tag.scale == nil && !note.isEmpty ? 0 : barWidth + 1
        let rest = canvas.part(Rect(x, 0, max(0, canvas.width - x), 1))
        if note.isEmpty, mergesTrends { return drawTrend(tag, in: rest) }
        // Part of a limit would be another limit; that it is passed the bar shows, and the value's colour.
        if note.columns <= rest.width { rest.put(note, Style(.outOfLimits)) }
    }

    private func drawTrend(_ tag: MachineDocument.Tag, in canvas: Canvas) {
        // Of a text there is no course; of a number that has not come, a gap.
        guard tag.trend.contains(where: { $0 != nil }) else { return }
        Sparkline(Self.condensed(tag.trend, to: canvas.width), limits: tag.limits).draw(in: canvas)
    }

    /// The whole course in so many points; each the mean of those that it stands for, nil where none of them is known.
    static func condensed(_ trend: [Float?], to width: Int) -> [Double?] {
        guard width > 0, trend.count > width else { return trend.map { $0.map(Double.init) } }
        return (0..<width).map { column in
            let part = trend[column * trend.count / width..<(column + 1) * trend.count / width].compactMap(\.self)
            return part.isEmpty ? nil : Double(part.reduce(0, +)) / Double(part.count)
        }
    }

    /// Its age once past its limit, what cleansing found, and the limit that it passed.
    private func note(_ tag: MachineDocument.Tag, _ freshness: Freshness, _ width: Int) -> String {
        var notes: [String] = []
        if tag.isOutOfLimits, freshness == .live, let number = tag.value?.number {
            if let high = tag.high, number > high { notes.append("> \(Numbers.value(high, decimals: tag.decimals))") }
            if let low = tag.low, number < low { notes.append("< \(Numbers.value(low, decimals: tag.decimals))") }
        }
        let flags = tag.flags.map { RowWords.heading($0, of: .tags, context.language) }
        // What is wrong with a value stays whole before how old it is.
        let room = flags.reduce(width) { $0 - $1.columns - 1 }
        if tag.isRetained { notes.append(Self.retained(tag, room, context)) }
        if freshness == .unseen { notes.append(unseen(tag, room)) }
        if !tag.isRetained, freshness == .stale || freshness == .dead {
            let ages = [context.age(tag.at)] + (tag.at.map { at in [context.moment(at, .minutes)] } ?? [])
            let age = ages.first { $0.columns <= room } ?? (flags.isEmpty ? ages.last : nil)
            notes += age.map { [$0] } ?? []
        }
        return (notes + flags).joined(separator: " ")
    }

    /// Of a retained value its own time is what is known, not how long it held; without more room that alone: its mark says
    /// that it is not live.
    private static func retained(_ tag: MachineDocument.Tag, _ width: Int, _ context: ScreenContext) -> String {
        let word = context.phrases[.retained]
        guard let at = tag.at else {
            let whole = "\(word) \(context.phrases[.ageUnknown])"
            return whole.columns <= width ? whole : context.phrases[.ageUnknown]
        }
        let times = [context.clock(at)] + [.exact, .minutes, .five].map { context.moment(at, $0) }
        let told = times.map { "\(word) \($0)" } + times
        return told.first { $0.columns <= width } ?? word
    }

    /// What is said where no value is known; in a word where there is no more room.
    private func unseen(_ tag: MachineDocument.Tag, _ width: Int) -> String {
        guard tag.wasReadBefore else { return context.phrases[.notSeen] }
        let whole = context.phrases[.notSeenSinceStart]
        return whole.columns <= width ? whole : context.phrases[.awaited]
    }

    /// As wide as what stands in them: names first, then courses, then what is left. A column that nothing fills is absent.
    private static func columns(
        _ context: ScreenContext, _ row: LineDocument.Row, _ tags: [MachineDocument.Tag], _ names: [String], width: Int
    ) -> [TableColumn] {
        let phrases = context.phrases
        let values = tags.map { text($0, Freshness($0, of: row, context), context).columns }
        let widestName = min(names.map(\.columns).max() ?? 0, 32)
        let widestValue = min(values.max() ?? 0, 32)
        let unit = min(tags.map { $0.unit?.columns ?? 0 }.max() ?? 0, 6)
        // Of a store neither bar nor age is known.
        let hasLimits = context.link != .recorded
        let hasTrends = tags.contains { $0.trend.contains { $0 != nil } }
        var name = min(max(8, widestName), 14)
        var value = min(max(7, widestValue), 10)
        var rest = width - 3 - name - value - (unit > 0 ? unit + 1 : 0)
        func give(_ room: inout Int, upTo most: Int) {
            let more = max(0, min(most - room, rest))
            (room, rest) = (room + more, rest - more)
        }
        // A bar, or an age.
        var limits = min(max(barWidth, rest - 1), leastNote(tags, phrases))
        if hasLimits { rest -= limits + 1 }
        // By its name a value is known: most of them have room before anything else has more than it needs.
        give(&name, upTo: min(widestName, 24))
        let hasTrendColumn = hasTrends && rest >= leastTrend + 1
        if hasTrendColumn { rest -= leastTrend + 1 }
        give(&name, upTo: widestName)
        give(&value, upTo: widestValue)
        // With the limit that is passed beside the bar.
        if hasLimits, tags.contains(where: { $0.scale != nil }) { give(&limits, upTo: 16) }
        if hasLimits { give(&limits, upTo: widestNote(tags, context)) }
        return [
            TableColumn("", min: 1), TableColumn(phrases[.name], min: name),
            TableColumn(phrases[.value], min: value, align: .right),
            TableColumn("", min: unit, weight: hasLimits ? 0 : 1, priority: 1).present(unit > 0),
            TableColumn(phrases[.limits], min: limits, weight: hasTrendColumn ? 0 : 1, priority: 2).present(hasLimits),
            TableColumn(phrases[.trend], min: leastTrend, weight: 1, priority: 4).present(hasTrendColumn),
        ]
    }

    /// `never seen`, `0:05 ago`; of a value without a time also that its age is not known.
    private static func leastNote(_ tags: [MachineDocument.Tag], _ phrases: Phrases) -> Int {
        let retained = tags.contains(where: \.isRetained) ? phrases[.retained].columns + 6 : 0
        let flags = tags.flatMap(\.flags).map { RowWords.heading($0, of: .tags, phrases.language).columns }.max() ?? 0
        let unknown = tags.contains { $0.value != nil && $0.at == nil } ? phrases[.ageUnknown].columns : 0
        return max(10, retained, flags, unknown)
    }

    /// With room for all that is said of values that are not live.
    private static func widestNote(_ tags: [MachineDocument.Tag], _ context: ScreenContext) -> Int {
        let awaited = tags.contains(where: \.wasReadBefore) ? context.phrases[.notSeenSinceStart].columns : 0
        return tags.filter(\.isRetained).reduce(awaited) { max($0, retained($1, .max, context).columns) }
    }

    /// Points of a course, below which it says nothing.
    private static let leastTrend = 8
}

extension MachineDocument.Tag {
    var isOutOfLimits: Bool {
        guard let number = value?.number else { return false }
        return low.map { number < $0 } ?? false || high.map { number > $0 } ?? false
    }

    /// nil where there is no limit.
    var limits: ClosedRange<Double>? {
        guard low != nil || high != nil else { return nil }
        let (low, high) = (low ?? -.infinity, high ?? .infinity)
        return low <= high ? low...high : nil
    }

    /// What a bar shows: the limits and a fifth of their distance on either side; nil where there are not two.
    var scale: ClosedRange<Double>? {
        guard let low, let high, low < high else { return nil }
        let margin = (high - low) / 5
        return (low - margin)...(high + margin)
    }
}
