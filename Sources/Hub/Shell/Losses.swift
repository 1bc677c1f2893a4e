import Basis

/// Messages that were lost on the way to the hub since its start, and what was said of them.
struct Losses {
    /// What came and the inbox had no room for.
    var dropped: Int64 = 0
    /// What the broker says that it dropped, to any of its clients.
    var broker = BrokerDrops()
    /// What never came, by the sequences of the sources.
    var missed: Int64 = 0

    private var said = Counts()
    /// Before it nothing is said again.
    private var next = Instant.distantPast

    private struct Counts {
        var (dropped, broker, missed): (Int64, Int64, Int64) = (0, 0, 0)
    }

    /// Messages in a row about one thing are at least so far apart.
    private static let interval = Duration.seconds(60)

    /// The next loss may be said at once.
    mutating func sayAgain() { next = .distantPast }

    /// What is to be said now, a sentence each; none where nothing is new, or the last was a moment ago.
    ///
    /// - Parameter address: of the broker.
    mutating func sentences(at now: Instant, broker address: String) -> [String] {
        guard now >= next else { return [] }
        var sentences: [String] = []
        if dropped > said.dropped {
            sentences.append(
                "\(dropped - said.dropped) messages of machines were dropped: more came than this machine can take")
        }
        if broker.count > said.broker {
            sentences.append(
                "\(address) says that it dropped \(broker.count - said.broker) messages to its clients: "
                    + "one of them does not keep up, see max_queued_messages")
        }
        if missed > said.missed {
            sentences.append(
                "\(missed - said.missed) messages of machines are missing by their sources' own sequence: see "
                    + "floortui show rejected")
        }
        guard !sentences.isEmpty else { return [] }
        next = now + Self.interval
        (said.dropped, said.broker, said.missed) = (dropped, broker.count, missed)
        return sentences
    }
}
