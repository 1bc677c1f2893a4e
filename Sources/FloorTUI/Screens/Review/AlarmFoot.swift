import Basis
import Records
import Shopfloor
import Widgets

/// The selected alarm in full, below the list: what its row has no room for.
struct AlarmFoot {
    /// Lines of the list that stay, with its header, before anything stands below it.
    private static let leastList = 12
    /// A screen as high as this has room for longer notes.
    private static let high = 32

    private let list: AlarmListTable
    private let alarm: AlarmLine

    /// nil where no alarm is selected.
    init?(_ list: AlarmListTable, selected: String?) {
        guard let alarm = list.alarms.first(where: { $0.id == selected }) else { return nil }
        self.list = list
        self.alarm = alarm
    }

    private var context: ScreenContext { list.context }

    /// Lines that it takes of those that list and foot have, its rule with them; 0 where all of them are the list's. Which
    /// alarm is selected changes nothing for a list that fills them: its rows stay where they are.
    func height(of all: Int, width: Int) -> Int {
        let blank = all - list.lines(atMost: all)
        let most = all >= Self.high ? 7 : 5
        let room = max(min(most, all - Self.leastList), blank)
        guard room >= 3 else { return 0 }
        return min(room, max(most, lines(width).count + 1))
    }

    func draw(in canvas: Canvas) {
        guard canvas.height > 0 else { return }
        let name = [alarm.machine, alarm.item, alarm.code].filter { !$0.isEmpty }.joined(separator: " ")
        let room = canvas.width - name.columns - 9
        canvas.rule(y: 0, title: name, trailing: [times, repeats].first { $0.columns <= room } ?? "")
        let all = lines(canvas.width - 2)
        let seen = all.prefix(canvas.height - 1)
        for (y, line) in seen.enumerated() {
            // What has no room is not silently left out.
            let isCut = y == seen.count - 1 && seen.count < all.count
            let width = canvas.width - 2
            let text = isCut ? "\(line.text) \(all[y + 1].text)" : line.text
            canvas.put(text, x: 1, y: y + 1, width: width, Style(line.role))
            if isCut, text.columns <= width { canvas.put("…", x: width, y: y + 1, Style(line.role)) }
        }
    }

    // MARK: What it says

    private func lines(_ width: Int) -> [(text: String, role: Role)] {
        [(text, list.role(alarm)), (state, Role.muted), (note, context.role(.text))].flatMap { text, role in
            text.isEmpty ? [] : text.wrapped(toColumns: width).map { (text: $0, role: role) }
        }
    }

    private var text: String {
        let words = alarm.text[context.language]
        return ([words.isEmpty ? alarm.code : words] + list.marks(of: alarm).map { "[\($0)]" }).joined(separator: " ")
    }

    /// `came 14:00  ×12, last 14:05`
    private var times: String {
        let came = "\(context.phrases[ReviewPhrase.came].lowercased()) \(context.moment(alarm.since, .minutes))"
        return [came, repeats].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// `×12, last 14:05`; empty where it was told once.
    private var repeats: String {
        guard alarm.repeats > 1 else { return "" }
        let last = "\(context.phrases[ReviewPhrase.last].lowercased()) \(context.moment(alarm.last, .minutes))"
        return "×\(Numbers.grouped(alarm.repeats))\(comma)\(last)"
    }

    private var comma: String { context.language == .zh ? "," : ", " }

    /// `active, acknowledged · by t-line (unsigned) 14:03`; of a shelved one until when, too; and what of this terminal is on
    /// its way, or was refused.
    private var state: String {
        let phrases = context.phrases
        let by = alarm.by.map { "\(words(by: $0)) (\(phrases[.unsigned]))" }
        let who = [by, alarm.byAt.map { context.moment($0, .minutes) }].compactMap(\.self).joined(separator: " ")
        let until = alarm.shelvedUntil.map { "\(phrases[Phrase.until]) \(context.moment($0, .minutes))" }
        let own = list.pending(alarm).map { entry, look in
            "\(CommandWords.words(ofKind: entry.kind, phrases)): \(phrases[look.word])"
        }
        return [phrases[alarm.state.phrase], until, who, own].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    private var note: String {
        guard let note = alarm.note, !note.isEmpty else { return "" }
        let whose = [alarm.notedBy.map(words), alarm.notedAt.map { context.moment($0, .minutes) }].compactMap(\.self)
        let title = context.phrases[ReviewPhrase.noteTitle]
        return (whose.isEmpty ? "\(title): " : "\(title) (\(whose.joined(separator: " "))): ") + note
    }

    private func words(by name: String) -> String { "\(ReportPhrases(language: context.language)[.by]) \(name)" }
}
