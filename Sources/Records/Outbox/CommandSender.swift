/// Decides which command of a terminal goes to the hub, and when. Pure: link, hub, answers and time come in, what is to be
/// done comes out.
///
/// The commands that change one object go one after the other, each when the one before is answered, so that no retry
/// can change their order; those of other objects do not wait for them. A command is sent until the hub answers it, for
/// ever: after one second, and then ever later up to a minute. After a link or a hub was lost, the hub is first asked what
/// became of those that it may have got.
package struct CommandSender: Sendable {
    /// A command that waits, without its bytes: there may be many.
    package struct Waiting: Hashable, Sendable {
        package var seq: Int64
        package var key: String
        package var object: String
        /// For which site it was typed, in its topic form; nil: nobody knows. It is for who calls: the sender knows one hub.
        package var site: String?

        package init(seq: Int64, key: String, object: String, site: String? = nil) {
            self.seq = seq
            self.key = key
            self.object = object
            self.site = site
        }
    }

    package enum Action: Hashable, Sendable {
        /// Send the commands with these numbers, in this order.
        case send([Int64])
        /// Ask the hub what became of these keys.
        case ask([String])
    }

    /// Commands that may be on their way at a time; one that was sent three times in vain takes no place any more.
    package static let window = 64
    /// Keys in a question.
    package static let mostAsked = 500
    /// So long a question waits for its answer; then its commands are sent, which is a question too.
    package static let answerLimit = Duration.seconds(3)
    private static let firstRetry = Duration.seconds(1)
    private static let longestRetry = Duration.seconds(60)
    private static let mostAttemptsInWindow = 3

    private struct Flight {
        var attempts: Int
        var due: ContinuousClock.Instant
    }

    private var waiting: [Int64: Waiting] = [:]
    private var numbers: [String: Int64] = [:]
    /// Of each object the commands that wait, in order; only the first may be sent.
    private var queues: [String: [Int64]] = [:]
    /// Firsts that are to be sent, the smallest last.
    private var ready: [Int64] = []
    private var flights: [Int64: Flight] = [:]
    /// Firsts of which the hub is to be asked, in order.
    private var doubtful: [Int64] = []
    private var question: (seqs: [Int64], due: ContinuousClock.Instant)?
    private var isReachable = false
    private var epoch: Int64?

    package init() {}

    /// Commands that the hub has not answered.
    package var count: Int { waiting.count }

    // MARK: What happens

    /// A command is durable on this terminal.
    ///
    /// - Parameter isOld: it was there before this program started. The first of its object may have been sent then; those
    ///   behind it cannot.
    package mutating func add(_ command: Waiting, isOld: Bool = false) {
        guard waiting[command.seq] == nil, numbers[command.key] == nil else { return }
        waiting[command.seq] = command
        numbers[command.key] = command.seq
        place(command)
        guard queues[command.object]?.first == command.seq else { return }
        if isOld { doubt(command.seq) } else { makeReady(command.seq) }
    }

    /// The hub, or this terminal itself, has answered. What waited behind it can go.
    ///
    /// - Returns: false where the key does not wait: an answer that came twice.
    @discardableResult
    package mutating func settle(_ key: String) -> Bool {
        guard let seq = numbers.removeValue(forKey: key), let command = waiting.removeValue(forKey: seq) else {
            return false
        }
        flights[seq] = nil
        ready.removeAll { $0 == seq }
        doubtful.removeAll { $0 == seq }
        question?.seqs.removeAll { $0 == seq }
        var queue = queues[command.object] ?? []
        let wasFirst = queue.first == seq
        queue.removeAll { $0 == seq }
        queues[command.object] = queue.isEmpty ? nil : queue
        // Of those behind it none was ever sent.
        if wasFirst, let next = queue.first { makeReady(next) }
        return true
    }

    /// The hub does not know this key: it never came there.
    package mutating func isUnknown(_ key: String) {
        guard let seq = numbers[key] else { return }
        question?.seqs.removeAll { $0 == seq }
        doubtful.removeAll { $0 == seq }
        flights[seq] = nil
        makeReady(seq)
    }

    /// The answer to the question is here, whole: of what was not in it nothing is known.
    package mutating func questionAnswered() {
        guard let open = question else { return }
        question = nil
        for seq in open.seqs where waiting[seq] != nil { makeReady(seq) }
    }

    /// Whether the hub can be reached over the link, and which start of it is there; nil: not heard yet.
    ///
    /// What was on its way when the link or that hub went is in doubt from then on.
    package mutating func hub(isReachable: Bool, epoch: Int64?) {
        let isOther = epoch != nil && self.epoch != nil && epoch != self.epoch
        if let epoch { self.epoch = epoch }
        if isOther || !isReachable { loseFlights() }
        self.isReachable = isReachable
    }

    /// What is due now.
    ///
    /// - Parameter random: from 0 up to 1, asked for each command: the terminals of a plant must not retry together.
    package mutating func advance(
        to now: ContinuousClock.Instant, random: () -> Double = { Double.random(in: 0..<1) }
    ) -> [Action] {
        guard isReachable else { return [] }
        var actions: [Action] = []
        if let open = question, open.due <= now { questionAnswered() }
        if question == nil, !doubtful.isEmpty {
            let asked = Array(doubtful.prefix(Self.mostAsked))
            doubtful.removeFirst(asked.count)
            question = (asked, now + Self.answerLimit)
            actions.append(.ask(asked.compactMap { waiting[$0]?.key }))
        }
        var sent = flights.filter { $0.value.due <= now }.map(\.key)
        for seq in sent { launch(seq, at: now, random()) }
        var places = Self.window - flights.values.count { $0.attempts < Self.mostAttemptsInWindow }
        while places > 0, let next = ready.popLast() {
            launch(next, at: now, random())
            sent.append(next)
            places -= 1
        }
        if !sent.isEmpty { actions.append(.send(sent.sorted())) }
        return actions
    }

    private mutating func launch(_ seq: Int64, at now: ContinuousClock.Instant, _ random: Double) {
        let attempts = (flights[seq]?.attempts ?? 0) + 1
        flights[seq] = Flight(attempts: attempts, due: now + Self.pause(after: attempts, random: random))
    }

    /// When something is due though nothing happens; nil: never.
    package var deadline: ContinuousClock.Instant? {
        guard isReachable else { return nil }
        return (flights.values.map(\.due) + [question?.due].compactMap(\.self)).min()
    }

    /// Until a command that was sent so often is sent again: a second, doubled each time up to a minute, and all that
    /// spread by a fifth to both sides.
    static func pause(after attempts: Int, random: Double) -> Duration {
        min(firstRetry * (1 << min(max(0, attempts - 1), 10)), longestRetry) * (0.8 + 0.4 * random)
    }

    // MARK: Where a command stands

    /// In the order in which they were entered, but never before one that may have been sent.
    private mutating func place(_ command: Waiting) {
        // Nearly all come in that order, and there may be thousands of one object.
        guard var queue = queues[command.object], let first = queue.first, queue.last ?? first > command.seq else {
            return queues[command.object, default: []].append(command.seq)
        }
        let place = queue.place { $0 > command.seq }
        if place == 0, ready.contains(first) {
            ready.removeAll { $0 == first }
            queue.insert(command.seq, at: 0)
        } else {
            queue.insert(command.seq, at: max(place, 1))
        }
        queues[command.object] = queue
    }

    private mutating func makeReady(_ seq: Int64) {
        let place = ready.place { $0 <= seq }
        if place < ready.count, ready[place] == seq { return }
        ready.insert(seq, at: place)
    }

    private mutating func doubt(_ seq: Int64) {
        let place = doubtful.place { $0 >= seq }
        if place < doubtful.count, doubtful[place] == seq { return }
        doubtful.insert(seq, at: place)
    }

    private mutating func loseFlights() {
        for seq in (question?.seqs ?? []) + flights.keys where waiting[seq] != nil { doubt(seq) }
        question = nil
        flights = [:]
    }
}

extension [Int64] {
    /// The first place for which `isBehind` holds in an array where it holds from some place on.
    fileprivate func place(where isBehind: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
