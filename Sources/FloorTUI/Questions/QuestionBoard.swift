import Basis
import Records

/// The questions of the screens that are looked at, and what came of them. Pure: the loop around it sends what `plan`
/// returns and hands in what comes.
///
/// Old rows stay in sight until new ones have all come, so that nothing on the screen jumps.
struct QuestionBoard {
    /// One page to ask for.
    struct Asking: Hashable {
        /// Comes back with the answer.
        var number: UInt64
        var query: Query
        var cursor: Int
    }

    /// Without an answer for so long it is asked again.
    static let patience = Duration.seconds(10)
    static let changePace = Duration.seconds(5)
    static let steadyPace = Duration.seconds(10)
    static let calmPace = Duration.seconds(60)
    /// Answers of screens that were left are kept so long, for whoever comes back.
    static let memory = Duration.seconds(120)

    private struct Pending {
        var number: UInt64
        var askedAt: ContinuousClock.Instant
        /// When the answer that is awaited was first asked for.
        var since: ContinuousClock.Instant
        /// The page goes on the rows that are shown; else it belongs to an answer that takes their place once it is whole.
        var extends: Bool
    }

    private struct Entry {
        var answer = Answer()
        /// Pages of an answer that is on its way, and the journal's number at which they are true; nil before the first.
        var coming: [Row] = []
        var comingSeq: Int64?
        var wanted = 0
        var pending: Pending?
        /// When the first page of the newest answer was asked for, and the journal's number that was known then.
        var askedAt: ContinuousClock.Instant?
        var askedSeq: Int64 = 0
        /// It is to be asked again without waiting for its pace.
        var isHurried = false
        var neededAt: ContinuousClock.Instant

        /// What follows on the rows that came and is there already, since entries of the journal never change; nil: it is
        /// not known what follows.
        func known(of query: Query) -> ArraySlice<Row>? {
            guard query.what == .audit, query.hasStandingPages, let last = coming.last?.integer("seq"),
                let place = answer.rows.firstIndex(where: { $0.integer("seq") == last })
            else { return nil }
            return answer.rows[(place + 1)...]
        }
    }

    private var entries: [Query: Entry] = [:]
    private var number: UInt64 = 0
    private var revision = 0
    private var moment: ContinuousClock.Instant?

    /// What is known of the answer; of a question that was never planned nothing is.
    func answer(_ query: Query) -> Answer {
        guard let entry = entries[query] else { return Answer() }
        var answer = entry.answer
        if let pending = entry.pending, let moment { answer.waiting = moment - pending.since }
        return answer
    }

    // MARK: Asking

    /// What is to be asked now.
    ///
    /// - Parameters:
    ///   - questions: of the screen that is looked at.
    ///   - seq: the newest number of the journal that is known of.
    ///   - isCurrent: false while nobody is there who could answer.
    mutating func plan(
        _ questions: [Question], seq: Int64, isCurrent: Bool, at moment: ContinuousClock.Instant
    ) -> [Asking] {
        self.moment = moment
        for question in questions {
            entries[question.query, default: Entry(neededAt: moment)].neededAt = moment
            entries[question.query]?.wanted = question.wanted
        }
        entries = entries.filter { moment - $0.value.neededAt <= Self.memory }
        guard isCurrent else {
            // What was asked of somebody who is gone is not answered.
            for query in entries.keys { entries[query]?.pending = nil }
            return []
        }
        return questions.compactMap { ask($0, seq: seq, at: moment) }
    }

    private mutating func ask(_ question: Question, seq: Int64, at moment: ContinuousClock.Instant) -> Asking? {
        guard var entry = entries[question.query], let cursor = cursor(entry, question, seq, moment) else { return nil }
        number += 1
        if cursor == 0 {
            (entry.coming, entry.comingSeq) = ([], nil)
            entry.askedAt = moment
            entry.askedSeq = seq
            entry.isHurried = false
        }
        let since = entry.pending?.since ?? moment
        entry.pending = Pending(number: number, askedAt: moment, since: since, extends: cursor > 0)
        entries[question.query] = entry
        return Asking(number: number, query: question.query, cursor: cursor)
    }

    /// The page that is to be asked for; nil: none now.
    private func cursor(
        _ entry: Entry, _ question: Question, _ seq: Int64, _ moment: ContinuousClock.Instant
    ) -> Int? {
        if let pending = entry.pending { return moment - pending.askedAt >= Self.patience ? 0 : nil }
        guard let askedAt = entry.askedAt, !entry.answer.isAwaited else { return 0 }
        if entry.answer.rows.count < question.wanted, let next = entry.answer.next { return next }
        if entry.isHurried { return 0 }
        let age = moment - askedAt
        if entry.answer.error != nil { return age >= Self.patience ? 0 : nil }
        return switch question.pace {
        case .change: seq > entry.askedSeq && age >= Self.changePace ? 0 : nil
        case .steady: age >= Self.steadyPace ? 0 : nil
        case .calm: age >= Self.calmPace ? 0 : nil
        }
    }

    /// Something that was done here is in the records now: what is looked at is asked again at once.
    mutating func hurry() {
        for query in entries.keys { entries[query]?.isHurried = true }
    }

    // MARK: What comes

    /// Takes a page; returns the next one to ask for where the answer is not whole yet. What nobody waits for is dropped.
    ///
    /// - Parameter now: by the hub's clock; nil where that is not known.
    mutating func take(
        _ page: Page, rows: [Row], number: UInt64, at moment: ContinuousClock.Instant, now: Instant? = nil
    ) -> Asking? {
        guard let query = query(of: number), var entry = entries[query], let pending = entry.pending else { return nil }
        entry.pending = nil
        defer { entries[query] = entry }
        revision += 1
        entry.answer.revision = revision
        if let error = page.error {
            entry.answer.error = error
            return nil
        }
        let begun = pending.extends ? entry.answer.seq : entry.comingSeq
        if let begun, begun != page.seq, !query.hasStandingPages {
            // The answer that the pages before are of is no more.
            (entry.coming, entry.comingSeq, entry.askedAt) = ([], nil, moment)
            return ask(query, 0, since: pending.since, at: moment, &entry)
        }
        if pending.extends {
            entry.answer.rows += rows
            entry.answer.next = page.next
        } else {
            entry.coming += rows
            entry.comingSeq = page.seq
            let known = entry.known(of: query)
            if known == nil, let next = page.next, entry.coming.count < max(entry.wanted, entry.answer.rows.count) {
                return ask(query, next, since: pending.since, at: moment, &entry)
            }
            if known == nil { entry.answer.next = page.next }
            entry.answer.rows = entry.coming + (known ?? [])
            entry.coming = []
        }
        entry.answer.seq = page.seq
        entry.answer.at = now
        entry.answer.error = nil
        return nil
    }

    /// A page of the answer that takes the place of the one that is shown.
    private mutating func ask(
        _ query: Query, _ cursor: Int, since: ContinuousClock.Instant, at moment: ContinuousClock.Instant,
        _ entry: inout Entry
    ) -> Asking {
        number += 1
        entry.pending = Pending(number: number, askedAt: moment, since: since, extends: false)
        return Asking(number: number, query: query, cursor: cursor)
    }

    private func query(of number: UInt64) -> Query? {
        entries.first { $0.value.pending?.number == number }?.key
    }

    /// The broker throws questions away: what was asked gets no answer.
    mutating func refuseAll(_ why: String) {
        for number in entries.values.compactMap({ $0.pending?.number }) { refuse(why, number: number) }
    }

    /// The question was not accepted by the broker, or may not be asked at all.
    mutating func refuse(_ why: String, number: UInt64) {
        guard let query = query(of: number) else { return }
        entries[query]?.pending = nil
        entries[query]?.answer.error = why
    }

    /// Forgets everything: another hub speaks now.
    mutating func reset() { entries = [:] }
}
