import Basis
import Records
import Widgets

/// One entry of the journal, whole: each member of its body, and what proves it.
struct EntryScreen: ScreenPage {
    let entry: JournalEntryRow
    var filter: String?
    /// Lines above the first that is seen.
    private var top = 0
    private var most = 0

    var keyContext: KeyContext { .entry }
    var canOpen: Bool { false }

    init(entry: JournalEntryRow) { self.entry = entry }

    func questions(_ context: ScreenContext) -> [Question] { [] }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        switch key {
        case .up: top -= 1
        case .down: top += 1
        case .pageUp: top -= 10
        case .pageDown: top += 10
        case .home: top = 0
        case .end: top = most
        default: return .ignored
        }
        top = min(max(0, top), most)
        return .changed
    }

    private struct Line {
        var name: String
        var text: String
    }

    private func lines(_ context: ScreenContext, width: Int) -> [Line] {
        let phrases = context.phrases
        var pairs = [
            (phrases[.time], entry.at.map { moment($0, context) } ?? "–"), (phrases[.kind], kind(phrases)),
            (phrases[.what], entry.words(context)),
            (phrases[.byWhom], entry.by ?? phrases[.nobody]), (phrases[.command], entry.command.map { "#\($0)" } ?? ""),
        ]
        if entry.by != nil { pairs.append((phrases[.signature], signature(phrases))) }
        pairs = pairs.filter { !$0.1.isEmpty } + [("", "")]
        if let entered {
            pairs.append((phrases[.entered], "\(moment(entered, context)) (\(phrases[.terminalClock]))"))
        }
        // By whom it came stands above.
        pairs += entry.members(context).filter { $0.key != "by" || $0.text != entry.by }.map { ($0.name, $0.text) }
        pairs += [("", ""), (phrases[.hash], entry.hash)]
        let column = nameColumn(pairs.map(\.0))
        return pairs.flatMap { name, text in
            text.wrapped(toColumns: max(8, width - column)).enumerated().map {
                Line(name: $0 == 0 ? name : "", text: $1)
            }
        }
    }

    /// With its date and the plant's distance from UTC: it is what the entry proves.
    private func moment(_ instant: Instant, _ context: ScreenContext) -> String {
        let time = context.picture.zone.time(at: instant)
        return "\(time.dateAndClock)\(time.isRepeated ? "" : " " + time.offsetText)"
    }

    /// With the word by which `show audit --kind` finds it, where it is another one.
    private func kind(_ phrases: Phrases) -> String {
        let word = entry.kindWord(phrases)
        return word == entry.kind ? word : "\(word) (\(entry.kind))"
    }

    /// When a person entered a command, which stands in its bytes.
    private var entered: Instant? {
        guard let bytes = EntryBody(entry.body).text("bytes") else { return nil }
        return EntryBody(Array(bytes.utf8)).instant("entered")
    }

    private func signature(_ phrases: Phrases) -> String {
        EntryBody(entry.body).text("sig") ?? (entry.kind == "command" ? phrases[.unsigned] : "")
    }

    private func nameColumn(_ names: [String]) -> Int { (names.map(\.columns).max() ?? 0) + 2 }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        let body = canvas.part(room)
        let lines = lines(context, width: body.width)
        most = max(0, lines.count - body.height)
        top = min(top, most)
        let column = nameColumn(lines.map(\.name))
        body.placeCursor(x: 0, visible: false)
        for (y, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
            body.put(line.name, y: y, width: column - 1, Style(.muted))
            body.put(line.text, x: column, y: y, width: body.width - column, Style(context.role(.text)))
        }
        var head = PageHead(title: "\(context.phrases[.journal]) › #\(Numbers.grouped(entry.seq))")
        head.facts = [PageHead.Fact(entry.machine ?? "", .strong), PageHead.Fact(context.clock(entry.at))]
        head.extent = context.extent(top..<min(lines.count, top + body.height), of: lines.count)
        head.draw(in: canvas)
    }
}
