import Basis
import Records

/// Rows that a screen wants to show, and how calmly they are kept fresh.
struct Question: Hashable {
    /// When the same is asked again while it is looked at.
    enum Pace: Hashable {
        /// When the journal went on, but not more often than each five seconds.
        case change
        /// Each ten seconds: what it sums up grows without an entry in the journal.
        case steady
        /// Each minute: it looks back, and is not what the screen is there for.
        case calm
    }

    var query: Query
    /// Rows that are needed now: those that are seen, and some more.
    var wanted: Int
    var pace: Pace

    init(_ query: Query, wanted: Int = 200, pace: Pace = .change) {
        self.query = query
        self.wanted = wanted
        self.pace = pace
    }
}

/// What is known of a question's answer.
struct Answer {
    /// From the first on; more may come, see `next`.
    var rows: [Row] = []
    /// The journal's number at which the rows are true; nil before the first page.
    var seq: Int64?
    /// By the hub's clock when its newest page came; nil before the first.
    var at: Instant?
    /// What the next page is asked with; nil: these are all.
    var next: Int?
    /// Why there is none, as the hub says it; nil where there is one, or it has not come yet.
    var error: String?
    /// How long the hub has been asked without an answer; nil where none is awaited.
    var waiting: Duration?
    /// Counts the changes of `rows`, over all questions: what is made of rows is made again when it is another one.
    var revision = 0

    /// Nothing came yet, neither rows nor a refusal.
    var isAwaited: Bool { seq == nil && error == nil }
}
