import Basis
import Records
import Shopfloor
import Widgets

/// What stands above every screen that lies over the Floor: what it is of, which time, and how things stand.
struct PageHead {
    /// Lines that it takes.
    static let height = 3

    /// A part of the second line.
    struct Fact {
        var text: String
        var role: Role
        /// That the rows may be old is read before what they add up to, and never cut away by it.
        var comesFirst = false

        init(_ text: String, _ role: Role = .muted) {
            self.text = text
            self.role = role
        }
    }

    var title: String
    /// At the right of the first line: the time that is looked at, or the filter.
    var trailing = ""
    var facts: [Fact] = []
    /// At the right of the rule below: which rows are seen.
    var extent = ""

    /// What rows add up to. Before the first answer nothing is known, and that is not none.
    mutating func tell(_ facts: [Fact], of answer: Answer) {
        if answer.seq != nil { self.facts += facts }
    }

    /// Draws it; returns what is left for the screen.
    @discardableResult
    func draw(in canvas: Canvas) -> Canvas {
        let room = trailing.isEmpty ? 0 : min(trailing.columns, canvas.width / 2) + 2
        let width = canvas.width - 2 - room
        canvas.put(PathTitle.fit(title, width), x: 1, width: width, Style(.title))
        if room > 0 {
            canvas.put(
                trailing, x: canvas.width - room + 1, width: room - 2, align: .right, Style(.strong))
        }
        var x = 1
        let line = canvas.part(Rect(0, 1, canvas.width - 1, 1))
        for fact in facts.filter(\.comesFirst) + facts.filter({ !$0.comesFirst }) where !fact.text.isEmpty {
            // What does not fit is cut, never half hidden behind what follows.
            guard x < line.width else {
                // One that was cut has its sign.
                if x - 2 < line.width { line.put("…", x: line.width - 1, Style(fact.role)) }
                break
            }
            line.put(fact.text, x: x, width: min(fact.text.columns, line.width - x), Style(fact.role))
            x += fact.text.columns + 2
        }
        canvas.rule(y: 2, trailing: extent)
        return canvas.part(Rect(0, Self.height, canvas.width, max(0, canvas.height - Self.height)))
    }
}

extension SpanChoice {
    /// Said where the shift that is looked at has ended though nobody chose it: none runs.
    func noShiftNow(_ scope: PlantScope, _ context: ScreenContext) -> PageHead.Fact {
        guard !isPast, kind == .shift, span(scope, context)?.shift != nil, context.hasNoShift(scope) else {
            return PageHead.Fact("")
        }
        return PageHead.Fact(context.phrases[.noShiftNow], .text)
    }
}

extension ScreenContext {
    /// Why a list has no rows: the hub is still asked, or has no answer; else `none`.
    func emptyText(_ answer: Answer, _ none: String) -> String {
        if let error = answer.error { return "\(phrases[.noAnswer]): \(error)" }
        guard answer.isAwaited else { return none }
        if !link.isCurrent { return phrases[.notAsked] }
        return waitText(answer) ?? phrases[.asking]
    }

    /// That there is no stop; of a plant that lives by shift records, that these tell of none.
    var noStopsText: String { phrases[picture.isByRecords ? .noStopsRecorded : .noStops] }

    /// Said where nobody knows anything: none is what is known of, not what there was.
    var nothingKnownText: String { ReportPhrases(language: language)[.nothingKnown] }

    /// What the machines were in, by time: asked where no stop came, since of a time without data that says nothing.
    private func statesQuery(_ scope: PlantScope, _ span: ReviewSpan) -> Query { Query(.time, of: scope, in: span) }

    private func unknownQuery(_ scope: PlantScope, _ span: ReviewSpan) -> Query {
        UnknownTime.query(beside: StopListScreen.query(scope, span))
    }

    /// What is to be asked beside the stops of a time: how much of it is not known, and where there are none, whether anything
    /// is.
    func questions(beside stops: Answer, of scope: PlantScope, in span: ReviewSpan?) -> [Question] {
        guard let span, stops.seq != nil, !picture.isByRecords else { return [] }
        let unknown = Question(unknownQuery(scope, span), pace: .steady)
        return stops.rows.isEmpty ? [unknown, Question(statesQuery(scope, span), wanted: 5000)] : [unknown]
    }

    /// How much of a time is not known; nil: none, or the hub has not said.
    private func unknownTime(of scope: PlantScope, in span: ReviewSpan?) -> Duration? {
        guard !picture.isByRecords, let span else { return nil }
        return UnknownTime.sum(board.answer(unknownQuery(scope, span)).rows)
    }

    /// Said beside the stops that are listed; where there are none, that stands in their place.
    func unknownFact(beside stops: Answer, of scope: PlantScope, in span: ReviewSpan?) -> PageHead.Fact {
        guard !stops.rows.isEmpty, let time = unknownTime(of: scope, in: span) else { return PageHead.Fact("") }
        return PageHead.Fact(UnknownTime.fact(time, language), .warning)
    }

    /// Whether nothing at all is known of a time of which no stop came; nil before the hub has said.
    func knowsNothing(of scope: PlantScope, in span: ReviewSpan?) -> Bool? {
        guard !picture.isByRecords else { return false }
        let rows = scope.machines(picture).compactMap { picture.row(of: $0) }.map { picture.rows[$0] }
        if !rows.isEmpty, rows.allSatisfy({ $0.condition.why == .never }) { return true }
        let states = span.map { board.answer(statesQuery(scope, $0)) }
        guard let states, states.seq != nil else { return nil }
        return !UnknownTime.isAnythingKnown(states.rows)
    }

    /// Why no stop is listed of a time.
    func noStopsText(of scope: PlantScope, in span: ReviewSpan?) -> String {
        if let isUnknown = knowsNothing(of: scope, in: span) {
            if isUnknown { return nothingKnownText }
            return unknownTime(of: scope, in: span).map { UnknownTime.noStop($0, language) } ?? noStopsText
        }
        return span.map { emptyText(board.answer(statesQuery(scope, $0)), noStopsText) } ?? noStopsText
    }

    /// `asking the hub … 3 s`, once that takes over a second; nil before.
    func waitText(_ answer: Answer) -> String? {
        guard let waiting = answer.waiting, waiting >= .seconds(1) else { return nil }
        return "\(phrases[.asking]) \(waiting.components.seconds) s"
    }

    /// What the second line says of the rows themselves: that new ones are awaited, or that these may be old.
    func freshness(_ answer: Answer) -> PageHead.Fact {
        let isOld = !link.isCurrent && answer.seq != nil
        if isOld || answer.error != nil && !answer.rows.isEmpty {
            // Screens were asked for at different times: each says of when it is.
            let old = "\(phrases[.rowsOld]) \(clock(answer.at))"
            var fact = PageHead.Fact(isOld ? old : phrases[.noAnswer], .warning)
            fact.comesFirst = true
            return fact
        }
        return PageHead.Fact(answer.rows.isEmpty ? "" : waitText(answer) ?? "")
    }
}
