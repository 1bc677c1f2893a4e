import Basis
import Records

/// Answers of more than one page, kept while their pages are fetched: so all pages are true at one seq, no row stands on
/// two of them or on none, and a long answer is worked out once. A value; the caller says what time it is.
struct AnswerShelf {
    struct Asked: Hashable {
        var replyTopic: String
        var query: Query
    }

    struct Answer {
        /// The journal's number at which the rows are true.
        var seq: Int64
        var rows: [Row]
    }

    /// Whoever has not come back for the next page by then starts anew.
    static let span = Duration.seconds(60)
    /// More than people look at together; the one that was fetched from longest ago goes.
    static let limit = 16

    private var answers: [Asked: (answer: Answer, until: ContinuousClock.Instant)] = [:]

    /// The answer that an earlier page came from; nil where there is none any more.
    mutating func answer(to asked: Asked, at now: ContinuousClock.Instant) -> Answer? {
        answers = answers.filter { $0.value.until > now }
        guard let kept = answers[asked] else { return nil }
        answers[asked]?.until = now + Self.span
        return kept.answer
    }

    /// Keeps an answer for its next page.
    mutating func keep(_ answer: Answer, for asked: Asked, at now: ContinuousClock.Instant) {
        answers[asked] = (answer, now + Self.span)
        guard answers.count > Self.limit, let oldest = answers.min(by: { $0.value.until < $1.value.until }) else {
            return
        }
        answers[oldest.key] = nil
    }

    /// Its last page went out.
    mutating func drop(_ asked: Asked) { answers[asked] = nil }

    var count: Int { answers.count }
}
