import Basis
import Records
import Shopfloor

/// Decides which documents go out when: what changed soon, none too often, all now and then.
///
/// Rows of a line at most five times a second; a machine at each change of its state, every 10 s when anything of it
/// changed, and five times a second while a terminal watches it.
struct DocumentSchedule {
    enum Document: Hashable {
        case model(TopicGrammar.ModelPart)
        case line(String)
        /// By its number in the plant.
        case machine(Int)
        case alarm(AlarmID)
    }

    static let shortest = Duration.milliseconds(200)
    static let unwatched = Duration.seconds(10)
    static let lease = Duration.seconds(30)

    /// When a document was last published; nil: not in this epoch.
    private var published: [Document: Instant] = [:]
    /// When a document that changed is to go out.
    private var due: [Document: Instant] = [:]
    private var leases: [Int: Instant] = [:]

    /// A terminal watches a machine for the next 30 s.
    mutating func watch(_ machine: Int, at now: Instant) {
        leases[machine] = now + Self.lease
        changed(.machine(machine), at: now)
    }

    func isWatched(_ machine: Int, at now: Instant) -> Bool { leases[machine].map { now < $0 } ?? false }

    /// The document changed in a way that people wait for.
    mutating func changed(_ document: Document, at now: Instant) {
        plan(document, at: max(now, next(document, Self.shortest)))
    }

    /// A value of the machine changed, or anything of its row.
    mutating func changedValues(of machine: Int, at now: Instant) {
        let pause = isWatched(machine, at: now) ? Self.shortest : Self.unwatched
        plan(.machine(machine), at: max(now, next(.machine(machine), pause)))
    }

    private func next(_ document: Document, _ pause: Duration) -> Instant {
        published[document].map { $0 + pause } ?? .distantPast
    }

    private mutating func plan(_ document: Document, at time: Instant) {
        due[document] = min(due[document] ?? time, time)
    }

    /// Documents have other numbers from now on; nil: there is no such document any more.
    mutating func renumber(_ next: (Document) -> Document?) {
        func renumbered(_ times: [Document: Instant]) -> [Document: Instant] {
            Dictionary(times.compactMap { entry in next(entry.key).map { ($0, entry.value) } }) { first, _ in first }
        }
        published = renumbered(published)
        due = renumbered(due)
        let watched = leases.compactMap { number, until -> (Int, Instant)? in
            if case .machine(let other)? = next(.machine(number)) { (other, until) } else { nil }
        }
        leases = Dictionary(watched) { first, _ in first }
    }

    /// The document is gone.
    mutating func drop(_ document: Document) {
        published[document] = nil
        due[document] = nil
    }

    /// When `takeDue` has something next; nil: nothing waits.
    var deadline: Instant? { due.values.min() }

    /// At most `limit` documents whose time has come, the longest due first; they count as published now.
    mutating func takeDue(at now: Instant, limit: Int) -> [Document] {
        let ready = due.filter { $0.value <= now }.sorted { $0.value < $1.value }.prefix(max(0, limit)).map(\.key)
        for document in ready {
            due[document] = nil
            published[document] = now
        }
        return ready
    }
}
