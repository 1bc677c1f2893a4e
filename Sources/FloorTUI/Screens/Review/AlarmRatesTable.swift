import Basis
import Records
import Shopfloor
import Widgets

/// Floods, then the alarms that came most often, as a table sees them.
struct AlarmRatesTable: TableSource {
    enum Entry {
        case flood(from: Instant, to: Instant, comings: Int64)
        case alarm(Row, id: String)
    }

    enum Column: Int, CaseIterable {
        case mark, machine, item, code, text, comings, share, peak, chatters
    }

    let context: ScreenContext
    let hasMachines: Bool
    /// Columns that there are.
    var width = 80
    private var isNarrow: Bool { width < 60 }
    /// Of all that are looked at together; nil before the hub has answered.
    let whole: Row?
    let entries: [Entry]

    init(context: ScreenContext, rows: [Row], hasMachines: Bool) {
        self.context = context
        self.hasMachines = hasMachines
        whole = rows.first
        let times = rows.first?.json("flood_times").flatMap { try? JSONTape().read($0) }
        let floods: [Entry]? = times?.elements.compactMap { node in
            guard let from = node["from"]?.string.flatMap(ISO8601.parse), let comings = node["comings"]?.asInt64,
                let to = node["to"]?.string.flatMap(ISO8601.parse)
            else { return nil }
            return .flood(from: from, to: to, comings: comings)
        }
        entries = (floods ?? []) + rows.dropFirst().compactMap { row in row.text("id").map { .alarm(row, id: $0) } }
    }

    var rowCount: Int { entries.count }

    func id(of row: Int) -> String {
        switch entries[row] {
        case .flood(let from, _, _): "flood \(from.milliseconds)"
        case .alarm(_, let id): id
        }
    }

    func row(of id: String) -> Int? { entries.indices.first { self.id(of: $0) == id } }

    /// nil where it is no alarm.
    func machine(_ id: String) -> String? {
        guard let row = row(of: id), case .alarm(let alarm, _) = entries[row] else { return nil }
        return alarm.text("machine")
    }

    private func isFlood(_ row: Int) -> Bool { if case .flood = entries[row] { true } else { false } }

    func heading(above row: Int) -> String? {
        let isFirst = row == 0 || isFlood(row - 1) != isFlood(row)
        return isFirst ? context.phrases[isFlood(row) ? .floods : .actors] : nil
    }

    // MARK: Above

    var hasComings: Bool { whole?.integer("comings") ?? 0 > 0 }
    var floodTarget: Double? { whole?.number("flood_target") }

    /// `Alarms in each 10 min`, and what a column is where it is of several of these.
    func chartTitle(isDense: Bool) -> String {
        guard let window else { return "" }
        let title = "\(context.phrases[.inEach]) \(window)"
        return isDense ? "\(title) · \(context.phrases[.mostInColumn])" : title
    }

    /// `10 min`.
    private var window: String? {
        whole?.number("window_s").map { "\(Numbers.value($0 / 60, decimals: $0 < 60 ? 1 : 0)) min" }
    }

    /// `4:06 recorded`: the time of which the rate is.
    private var recorded: String? {
        whole?.number("recorded_s").map { seconds in
            let time = context.length(Duration(seconds: seconds))
            let words = context.phrases[.timeRecorded]
            return context.language == .zh ? "\(words) \(time)" : "\(time) \(words)"
        }
    }

    /// How many came, a day, at most, and in floods; what is too many is said in colour and beside its goal. In fewer words
    /// where these have no room: none of them leaves.
    func facts(width: Int) -> [PageHead.Fact] {
        if isUnknown { return [PageHead.Fact(context.nothingKnownText, context.role(.warning))] }
        return told(width: width)
    }

    /// No alarm could have been recorded: that none came is not known.
    var isUnknown: Bool { !hasComings && whole?.number("recorded_s") == 0 }

    private func told(width: Int) -> [PageHead.Fact] {
        facts.reduce(0) { $0 + $1.text.columns + 2 } - 2 <= width ? facts : shortFacts
    }

    private var shortFacts: [PageHead.Fact] {
        let phrases = context.phrases
        guard let whole, let comings = whole.integer("comings") else { return [] }
        let roles = facts.map(\.role)
        var texts = ["\(Numbers.grouped(comings)) \(phrases[.comings])"]
        if let perDay = whole.number("per_day"), let goal = whole.number("per_day_target") {
            texts.append("\(Numbers.fixed(perDay, 0)) \(phrases[.perDay]) (≤ \(Numbers.fixed(goal, 0)))")
        } else if let recorded {
            texts.append(recorded)
        }
        if let peak = whole.integer("peak"), window != nil { texts.append("\(phrases[.peakTitle]) \(peak)") }
        if let part = whole.number("flooded"), part > 0 {
            texts.append("\(phrases[.floods]) \(Numbers.percent(part)) %")
        }
        if let count = whole.integer("chatters"), count > 0 { texts.append("\(phrases[.chattersShort]) \(count)") }
        if let count = whole.integer("stale"), count > 0 { texts.append("\(count) \(phrases[.staleAlarms])") }
        return zip(texts, roles).map { PageHead.Fact($0, $1) }
    }

    private var facts: [PageHead.Fact] {
        let phrases = context.phrases
        guard let whole, let comings = whole.integer("comings") else { return [] }
        var facts = [PageHead.Fact("\(Numbers.grouped(comings)) \(phrases[.comings])", context.role(.strong))]
        if let perDay = whole.number("per_day"), let goal = whole.number("per_day_target") {
            let rate = "\(Numbers.fixed(perDay, 0)) \(phrases[.perDay])"
            let time = recorded.map { phrases.language == .zh ? "\($0) 内 \(rate)" : "\(rate) in \($0)" } ?? rate
            let words = "\(time) (\(phrases[.goal]) ≤ \(Numbers.fixed(goal, 0)))"
            facts.append(PageHead.Fact(words, context.role(perDay > goal ? .warning : .text)))
        } else if let recorded {
            facts.append(PageHead.Fact(recorded, context.role(.text)))
        }
        if let peak = whole.integer("peak"), let window {
            let isFlood = floodTarget.map { Double(peak) > $0 } ?? false
            let words =
                phrases.language == .zh
                ? "\(window) \(phrases[.mostIn]) \(peak)" : "\(peak) \(phrases[.mostIn]) \(window)"
            facts.append(PageHead.Fact(words, context.role(isFlood ? .warning : .text)))
        }
        if let part = whole.number("flooded"), part > 0 {
            facts.append(
                PageHead.Fact("\(Numbers.percent(part)) % \(phrases[.floodShare])", context.role(.warning)))
        }
        if let chatters = whole.integer("chatters"), chatters > 0 {
            facts.append(PageHead.Fact("\(chatters) \(phrases[.chatterings])", context.role(.text)))
        }
        if let stale = whole.integer("stale"), stale > 0 {
            facts.append(PageHead.Fact("\(stale) \(phrases[.staleAlarms])", context.role(.text)))
        }
        return facts
    }

    // MARK: Rows

    func draw(row: Int, column: Int, in cell: TableCell) {
        switch entries[row] {
        case .flood(let from, let to, let comings):
            let role = context.role(.warning)
            switch Column(rawValue: column) {
            case .mark: cell.canvas.put(.up, Style(role))
            case .text:
                let ends = [from, to].map { context.moment($0, .minutes) }.joined(separator: " – ")
                cell.put("\(ends)  \(context.length(to - from))", Style(role))
            case .comings: cell.put(Numbers.grouped(comings), Style(context.role(.strong)))
            default: break
            }
        case .alarm(let alarm, _): draw(alarm, column, in: cell)
        }
    }

    private func draw(_ alarm: Row, _ column: Int, in cell: TableCell) {
        let isFault = alarm.text("level") == AlarmLevel.fault.rawValue
        let text = context.role(.text)
        switch Column(rawValue: column) {
        case .mark: cell.canvas.put(isFault ? .triangle : .hollowDiamond, Style(.muted))
        case .machine: cell.put(alarm.text("machine") ?? "", Style(text))
        case .item: cell.put(alarm.text("item") ?? "", Style(.muted))
        case .code: cell.put(alarm.text("code") ?? "", Style(.muted))
        case .text:
            let words = LocalizedText(alarm.text("text") ?? "", zh: alarm.text("text_zh"))[context.language]
            let mark = alarm.integer("stale") == 1 ? " [\(context.phrases[.standing])]" : ""
            let code = alarm.text("code") ?? ""
            let names = [words, code, parts.areSeveral ? alarm.text("item") ?? "" : ""].filter { !$0.isEmpty }
            let told = isNarrow ? names.joined(separator: " ") : words.isEmpty ? code : words
            cell.put(told + mark, Style(text))
        case .comings: cell.put(Numbers.grouped(alarm.integer("comings") ?? 0), Style(context.role(.strong)))
        case .share: cell.put(alarm.number("share").map { Numbers.percent($0) } ?? "–", Style(text))
        case .peak: cell.put(Numbers.grouped(alarm.integer("peak") ?? 0), Style(.muted))
        case .chatters:
            let count = alarm.integer("chatters") ?? 0
            cell.put(count > 0 ? "\(Numbers.grouped(count))×" : "", Style(context.role(.warning)))
        case nil: break
        }
    }

    /// The parts of machines that speak; see `AlarmParts`.
    private var parts: AlarmParts {
        AlarmParts(
            entries.prefix(200).compactMap { entry in
                guard case .alarm(let row, _) = entry else { return nil }
                return (row.text("machine") ?? "", row.text("item") ?? "")
            })
    }

    var columns: [TableColumn] {
        let phrases = context.phrases
        let codes = entries.prefix(200).map { entry in
            if case .alarm(let row, _) = entry { row.text("code")?.columns ?? 0 } else { 0 }
        }
        return [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: 8).present(hasMachines),
            parts.column(phrases, width: width),
            TableColumn(phrases[.code], min: min(12, max(4, codes.max() ?? 0)), priority: 3).present(!isNarrow),
            TableColumn(phrases[.text], min: 18, weight: 1),
            TableColumn(phrases[.timesCame], min: 5, align: .right),
            TableColumn("%", min: 5, align: .right, priority: 1),
            TableColumn(phrases[.peakTitle], min: 5, align: .right, priority: 2),
            TableColumn(phrases[.chattersShort], min: 7, align: .right, priority: 4),
        ]
    }
}
