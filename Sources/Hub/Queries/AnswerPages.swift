package import Records
package import Store

/// The pages of answers to one who asks alone, of a store that nobody writes: an answer is worked out for its first page, and
/// not again for the next.
package struct AnswerPages {
    private let answers: QueryAnswer
    /// The newest answer that was worked out whole.
    private var newest: (query: Query, rows: [Row])?

    /// - Parameter books: what was read already of the moment that all questions are about.
    package init(store: any RecordStore, books: StopBooks = StopBooks()) {
        answers = QueryAnswer(store: store, books: books)
    }

    /// As `QueryAnswer.page`.
    package mutating func page(_ query: Query, cursor: Int, seq: Int64) throws(StoreError) -> Page {
        if query.hasStandingPages { return try answers.page(query, cursor: cursor, seq: seq) }
        if newest?.query != query || cursor == 0 { newest = (query, try answers.rows(query)) }
        return Page(seq: seq, some: newest?.rows ?? [], cursor: cursor)
    }
}
