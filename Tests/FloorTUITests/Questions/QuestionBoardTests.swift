import Records
import Testing

@testable import FloorTUI

struct QuestionBoardTests {
    private static let start = ContinuousClock.now

    private static func row(_ number: Int64) -> Row {
        var row = Row()
        row.add("number", number)
        return row
    }

    private static func page(_ seq: Int64, next: Int? = nil, error: String? = nil) -> Page {
        Page(seq: seq, rows: [], next: next, error: error)
    }

    private func plan(
        _ board: inout QuestionBoard, _ questions: [Question], seq: Int64 = 1, isCurrent: Bool = true,
        after seconds: Int
    ) -> [QuestionBoard.Asking] {
        board.plan(questions, seq: seq, isCurrent: isCurrent, at: Self.start + .seconds(seconds))
    }

    @Test("what is looked at is asked for once, and its rows are there when they have come")
    func once() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let asking = try #require(plan(&board, [question], after: 0).first)
        #expect(asking.cursor == 0 && asking.query == question.query)
        #expect(plan(&board, [question], after: 1).isEmpty)
        #expect(board.answer(question.query).isAwaited)
        #expect(board.answer(question.query).waiting == .seconds(1))
        let next = board.take(Self.page(7), rows: [Self.row(1)], number: asking.number, at: Self.start)
        #expect(next == nil)
        let answer = board.answer(question.query)
        #expect(answer.rows == [Self.row(1)] && answer.seq == 7 && answer.waiting == nil && !answer.isAwaited)
    }

    @Test("it is asked again only when the journal went on, and not within five seconds")
    func calm() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let asking = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(1), rows: [], number: asking.number, at: Self.start)
        #expect(plan(&board, [question], seq: 1, after: 60).isEmpty)
        #expect(plan(&board, [question], seq: 2, after: 4).isEmpty)
        #expect(plan(&board, [question], seq: 2, after: 60).count == 1)
    }

    @Test("after something was done here it is asked again at once, and once; what is on its way is waited for first")
    func hurry() throws {
        var board = QuestionBoard()
        let question = Question(Query(.alarms))
        let first = try #require(plan(&board, [question], after: 0).first)
        board.hurry()
        #expect(plan(&board, [question], after: 1).isEmpty)
        _ = board.take(Self.page(1), rows: [], number: first.number, at: Self.start)
        let second = try #require(plan(&board, [question], after: 1).first)
        _ = board.take(Self.page(1), rows: [], number: second.number, at: Self.start)
        #expect(plan(&board, [question], after: 2).isEmpty)
    }

    @Test("what grows without the journal is asked again each ten seconds")
    func steady() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines), pace: .steady)
        let asking = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(1), rows: [], number: asking.number, at: Self.start)
        #expect(plan(&board, [question], after: 9).isEmpty)
        #expect(plan(&board, [question], after: 10).count == 1)
    }

    @Test("old rows stay in sight until all of the new ones are there")
    func whole() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines), wanted: 2)
        let first = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(1), rows: [Self.row(1), Self.row(2)], number: first.number, at: Self.start)
        let again = try #require(plan(&board, [question], seq: 2, after: 10).first)
        let next = board.take(Self.page(2, next: 1), rows: [Self.row(3)], number: again.number, at: Self.start)
        let more = try #require(next)
        #expect(more.cursor == 1)
        #expect(board.answer(question.query).rows == [Self.row(1), Self.row(2)])
        _ = board.take(Self.page(2), rows: [Self.row(4)], number: more.number, at: Self.start)
        #expect(board.answer(question.query).rows == [Self.row(3), Self.row(4)])
    }

    @Test("more rows are asked for when more are wanted, and go on those that are there")
    func extends() throws {
        var board = QuestionBoard()
        let first = try #require(plan(&board, [Question(Query(.machines), wanted: 1)], after: 0).first)
        _ = board.take(Self.page(1, next: 1), rows: [Self.row(1)], number: first.number, at: Self.start)
        #expect(plan(&board, [Question(Query(.machines), wanted: 1)], after: 1).isEmpty)
        let second = try #require(plan(&board, [Question(Query(.machines), wanted: 2)], after: 1).first)
        #expect(second.cursor == 1)
        _ = board.take(Self.page(1), rows: [Self.row(2)], number: second.number, at: Self.start)
        #expect(board.answer(Query(.machines)).rows == [Self.row(1), Self.row(2)])
        #expect(board.answer(Query(.machines)).next == nil)
    }

    @Test("a further page that is true at another number belongs to another answer: all is asked for anew")
    func otherAnswer() throws {
        var board = QuestionBoard()
        let query = Query(.machines)
        let first = try #require(plan(&board, [Question(query, wanted: 1)], after: 0).first)
        _ = board.take(Self.page(1, next: 1), rows: [Self.row(1)], number: first.number, at: Self.start)
        let second = try #require(plan(&board, [Question(query, wanted: 2)], after: 1).first)
        let anew = board.take(Self.page(2), rows: [Self.row(1)], number: second.number, at: Self.start)
        let again = try #require(anew)
        #expect(again.cursor == 0 && board.answer(query).rows == [Self.row(1)])
        // Also while it comes.
        let page = board.take(Self.page(3, next: 1), rows: [Self.row(0)], number: again.number, at: Self.start)
        let other = board.take(
            Self.page(4), rows: [Self.row(0)], number: try #require(page).number, at: Self.start)
        let last = try #require(other)
        #expect(last.cursor == 0)
        _ = board.take(Self.page(4), rows: [Self.row(0), Self.row(1)], number: last.number, at: Self.start)
        #expect(board.answer(query).rows == [Self.row(0), Self.row(1)] && board.answer(query).seq == 4)
    }

    @Test("pages of the journal hold together by themselves, whatever was written between them")
    func journalPages() throws {
        var board = QuestionBoard()
        let query = Query(.audit)
        let first = try #require(plan(&board, [Question(query, wanted: 1)], after: 0).first)
        _ = board.take(Self.page(1, next: 1), rows: [Self.row(2)], number: first.number, at: Self.start)
        let second = try #require(plan(&board, [Question(query, wanted: 2)], after: 1).first)
        #expect(board.take(Self.page(2), rows: [Self.row(1)], number: second.number, at: Self.start) == nil)
        #expect(board.answer(query).rows == [Self.row(2), Self.row(1)])
    }

    @Test("what is new in the journal goes before what is known of it: no more is asked for than that")
    func journalGoesOn() throws {
        func rows(_ seqs: ClosedRange<Int64>) -> [Row] {
            seqs.reversed().map { seq in
                var row = Row()
                row.add("seq", seq)
                return row
            }
        }
        var board = QuestionBoard()
        let query = Query(.audit)
        let question = Question(query, wanted: 4)
        let first = try #require(plan(&board, [question], seq: 9, after: 0).first)
        let second = board.take(Self.page(9, next: 7), rows: rows(8...9), number: first.number, at: Self.start)
        _ = board.take(
            Self.page(9, next: 5), rows: rows(6...7), number: try #require(second).number, at: Self.start)
        let again = try #require(plan(&board, [question], seq: 10, after: 5).first)
        let more = board.take(Self.page(10, next: 8), rows: rows(9...10), number: again.number, at: Self.start)
        #expect(more == nil && board.answer(query).rows == rows(6...10))
        #expect(board.answer(query).next == 5 && board.answer(query).seq == 10)
    }

    @Test("an answer that does not come is asked for again, and the late one is dropped")
    func overdue() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let lost = try #require(plan(&board, [question], after: 0).first)
        let again = try #require(plan(&board, [question], after: 10).first)
        #expect(again.number != lost.number)
        #expect(board.answer(question.query).waiting == .seconds(10))
        _ = board.take(Self.page(1), rows: [Self.row(1)], number: lost.number, at: Self.start)
        #expect(board.answer(question.query).isAwaited)
    }

    @Test("without a link nothing is asked, what was asked is asked anew afterwards, and old rows stay")
    func lost() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let first = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(1), rows: [Self.row(1)], number: first.number, at: Self.start)
        #expect(plan(&board, [question], seq: 9, isCurrent: false, after: 20).isEmpty)
        #expect(board.answer(question.query).rows == [Self.row(1)])
        #expect(plan(&board, [question], seq: 9, after: 21).count == 1)
    }

    @Test("a refusal is told, keeps the rows, and is not asked about again at once")
    func refused() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let first = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(0, error: "no"), rows: [], number: first.number, at: Self.start)
        #expect(board.answer(question.query).error == "no" && !board.answer(question.query).isAwaited)
        #expect(plan(&board, [question], seq: 5, after: 5).isEmpty)
        #expect(plan(&board, [question], seq: 5, after: 10).count == 1)
    }

    @Test("an answer is kept for a while after its screen was left, and then forgotten")
    func memory() throws {
        var board = QuestionBoard()
        let question = Question(Query(.machines))
        let first = try #require(plan(&board, [question], after: 0).first)
        _ = board.take(Self.page(1), rows: [Self.row(1)], number: first.number, at: Self.start)
        _ = plan(&board, [], after: 100)
        #expect(board.answer(question.query).rows == [Self.row(1)])
        _ = plan(&board, [], after: 121)
        #expect(board.answer(question.query).isAwaited)
    }
}
