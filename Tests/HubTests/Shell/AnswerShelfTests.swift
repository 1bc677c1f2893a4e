import Records
import Testing

@testable import Hub

@Suite("Answers of more than one page")
struct AnswerShelfTests {
    private let now = ContinuousClock.now

    private func asked(_ machine: String) -> AnswerShelf.Asked {
        var query = Query(.intervals)
        query.machine = machine
        return AnswerShelf.Asked(replyTopic: "floor/v1/s/reply/t", query: query)
    }

    private func answer(_ rows: Int) -> AnswerShelf.Answer {
        let row = { (number: Int) in
            var row = Row()
            row.add("number", Int64(number))
            return row
        }
        return AnswerShelf.Answer(seq: 7, rows: (0..<rows).map(row))
    }

    @Test("the next page is of the answer that the first was of, at its seq")
    func same() {
        var shelf = AnswerShelf()
        shelf.keep(answer(3), for: asked("M1"), at: now)
        var other = asked("M1")
        other.replyTopic = "floor/v1/s/reply/u"
        #expect(shelf.answer(to: other, at: now) == nil)
        let kept = shelf.answer(to: asked("M1"), at: now)
        #expect(kept?.seq == 7 && kept?.rows.count == 3)
    }

    @Test("it is kept a minute from the last page on, no longer, and not after the last page")
    func span() {
        var shelf = AnswerShelf()
        shelf.keep(answer(1), for: asked("M1"), at: now)
        #expect(shelf.answer(to: asked("M1"), at: now + .seconds(59)) != nil)
        #expect(shelf.answer(to: asked("M1"), at: now + .seconds(118)) != nil)
        #expect(shelf.answer(to: asked("M1"), at: now + .seconds(178)) == nil)
        shelf.keep(answer(1), for: asked("M2"), at: now)
        shelf.drop(asked("M2"))
        #expect(shelf.answer(to: asked("M2"), at: now) == nil)
    }

    @Test("beyond its limit the one that nobody came back for longest goes")
    func limit() {
        var shelf = AnswerShelf()
        for number in 0...AnswerShelf.limit {
            shelf.keep(answer(1), for: asked("M\(number)"), at: now + .seconds(Int64(number)))
        }
        #expect(shelf.count == AnswerShelf.limit)
        #expect(shelf.answer(to: asked("M0"), at: now) == nil)
        #expect(shelf.answer(to: asked("M1"), at: now) != nil)
    }
}
