import Basis
import Records
import Widgets

/// The values of one machine as a table sees them: a value out of its limits is the only coloured thing.
struct ValueTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, name, value, unit, limits, trend
    }

    let context: ScreenContext
    let tags: [MachineDocument.Tag]

    var rowCount: Int { tags.count }
    func id(of row: Int) -> String { tags[row].id }
    func row(of id: String) -> Int? { tags.firstIndex { $0.id == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let tag = tags[row]
        let freshness = Freshness(tag, context)
        let isOut = tag.isOutOfLimits && freshness == .live
        let role: Role = isOut ? .outOfLimits : freshness == .live ? .text : .stale
        switch Column(rawValue: column) {
        case .mark:
            if isOut { cell.canvas.put(.triangle, Style(.outOfLimits)) }
            if freshness != .live, context.link != .recorded { cell.canvas.put(freshness.glyph, Style(.stale)) }
        case .name: cell.put(tag.name?[context.language] ?? tag.id, Style(context.role(.text)))
        case .value: cell.put(text(tag, freshness), Style(role))
        case .unit: cell.put(tag.unit ?? "", Style(.muted))
        case .limits: drawLimits(tag, freshness, in: cell.canvas)
        case .trend: Sparkline(tag.trend.map { $0.map(Double.init) }, limits: tag.limits).draw(in: cell.canvas)
        case nil: break
        }
    }

    private func text(_ tag: MachineDocument.Tag, _ freshness: Freshness) -> String {
        switch tag.value {
        // A store keeps what values add up to, not each of them.
        case nil where context.link == .recorded: "–"
        case nil: context.phrases[freshness == .unseen ? .notSeen : .valueUnknown]
        case .number(let number): Numbers.value(number, decimals: tag.decimals)
        case .some(let value): value.text ?? context.phrases[.valueUnknown]
        }
    }

    private static let barWidth = 8

    /// A bar with the limits and which of them is passed; for a value that may no longer hold, its age instead.
    private func drawLimits(_ tag: MachineDocument.Tag, _ freshness: Freshness, in canvas: Canvas) {
        let note = note(tag, freshness)
        guard freshness == .live, tag.flags.isEmpty, let scale = tag.scale else {
            return canvas.put(note, width: canvas.width, Style(.stale))
        }
        let bar = canvas.part(Rect(0, 0, min(Self.barWidth, canvas.width), 1))
        Bar(tag.value?.number, scale: scale, lowLimit: tag.low, highLimit: tag.high).draw(in: bar)
        canvas.put(note, x: bar.width + 1, width: max(0, canvas.width - bar.width - 1), Style(.outOfLimits))
    }

    /// Its age once past its limit, what cleansing found, and the limit that it passed.
    private func note(_ tag: MachineDocument.Tag, _ freshness: Freshness) -> String {
        var notes: [String] = []
        if tag.isOutOfLimits, let number = tag.value?.number {
            if let high = tag.high, number > high { notes.append("> \(Numbers.value(high, decimals: tag.decimals))") }
            if let low = tag.low, number < low { notes.append("< \(Numbers.value(low, decimals: tag.decimals))") }
        }
        if tag.isRetained { notes.append(context.phrases[.retained]) }
        if freshness == .stale || tag.isRetained {
            notes.append(tag.at.map { context.clock($0) } ?? context.phrases[.ageUnknown])
        }
        notes += tag.flags
        return notes.joined(separator: " ")
    }

    static func columns(_ phrases: Phrases, _ tags: [MachineDocument.Tag]) -> [TableColumn] {
        // A column that no value fills is absent.
        let absent = TableColumn("", min: 10_000, priority: 1000)
        let hasTrends = tags.contains { $0.trend.contains { $0 != nil } }
        return [
            TableColumn("", min: 1), TableColumn(phrases[.name], min: 12, weight: 1),
            TableColumn(phrases[.value], min: 9, align: .right), TableColumn("", min: 5, priority: 1),
            TableColumn(phrases[.limits], min: 17, weight: 1, priority: 2),
            hasTrends ? TableColumn(phrases[.trend], min: 10, weight: 1, priority: 4) : absent,
        ]
    }
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
