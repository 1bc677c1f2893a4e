package import Basis

/// From a message's bytes to cleansed readings of a machine's tags. No throwing: what cannot be read comes back as a
/// named rejection.
///
/// Belongs to one thread. After the first messages of a topic, taking one in allocates nothing but long texts.
package struct Ingest {
    package private(set) var machines: [MachineTags]
    /// What the newest message did to each tag that it carried; valid until the next `take`.
    package private(set) var outcomes: [Outcome] = []

    let decoders: [MessageDecoder]
    let policy: (_ machine: String, _ tag: String) -> TagPolicy
    private let machineIndex: [String: Int]
    private let time: TimePolicy
    private let tape = JSONTape(limits: JSONLimits(maxBytes: Self.maximumPayload, maxDepth: 64))
    private var routes = TopicTable<Route>()
    /// Readings of the newest message before they are accepted, by tag.
    private var pending: [Pending] = []
    /// By machine: the time of its newest alarm lines, and those lines, to know a repeated one.
    private var alarmLines: [Int: RecentLines] = [:]

    /// Larger payloads are not telemetry, and are rejected unread.
    package static let maximumPayload = 256 * 1024

    /// What one message did to one tag.
    package struct Outcome: Hashable, Sendable {
        package var slot: Int
        package var acceptance: Acceptance
    }

    /// A message that was taken.
    package struct Taken: Hashable, Sendable {
        package var machine: Int
        package var source: Int
        /// The source's time where it has a plausible one, else the arrival.
        package var at: Instant
        /// The same message as the one before it.
        package var isDuplicate = false
        /// Older than what is known of its tags.
        package var isLate = false
        /// For a source of alarms: its line.
        package var alarm: AlarmLine?
    }

    package enum Result: Hashable, Sendable {
        case taken(Taken)
        case rejected(Rejection)
    }

    /// What a topic says by itself. A class, since it is looked up for each message.
    private final class Route: Sendable {
        let source: Int
        /// nil: the payload says it.
        let machine: Int?
        /// nil: the payload says it.
        let slot: Int?
        let captures: [String]

        init(source: Int, machine: Int?, slot: Int?, captures: [String]) {
            self.source = source
            self.machine = machine
            self.slot = slot
            self.captures = captures
        }
    }

    private struct Pending {
        var slot: Int
        var reading: Reading
    }

    private struct RecentLines {
        var at: Instant
        var lines: Set<AlarmLine> = []
        /// Ever new lines of one time must not fill the memory.
        static let limit = 1000
    }

    /// - Parameters:
    ///   - machines: with the tags that rules name, whose numbers are fixed.
    ///   - policy: how a tag of a machine is cleansed; asked once for each tag.
    package init(
        machines: [(id: String, tags: [String])], sources: [SourceMapping], time: TimePolicy,
        policy: @escaping (_ machine: String, _ tag: String) -> TagPolicy
    ) {
        self.machines = machines.map { machine in
            MachineTags(machine: machine.id, names: machine.tags) { policy(machine.id, $0) }
        }
        machineIndex = Dictionary(uniqueKeysWithValues: machines.enumerated().map { ($1.id, $0) })
        decoders = sources.map(MessageDecoder.init)
        self.time = time
        self.policy = policy
    }

    /// How many topics are known by heart.
    var rememberedTopics: Int { routes.count }

    /// The number of a machine; nil when the plant has none of that id.
    package func machine(_ id: String) -> Int? { machineIndex[id] }

    /// Whether a live message of this source proves its machine alive.
    package func provesAlive(_ source: Int) -> Bool { decoders[source].mapping.provesAlive }

    /// The id of a source in the plant file.
    package func sourceID(_ source: Int) -> String { decoders[source].mapping.id }

    /// Lets a starting hub put back what a store kept of one tag; does nothing when the machine has too many.
    package mutating func restore(machine: Int, tag: String, _ body: (inout TagTrack) -> Void) {
        let id = machines[machine].machine
        guard let slot = machines[machine].slot(for: tag, policy: { policy(id, $0) }) else { return }
        body(&machines[machine][slot])
    }

    /// Takes over what is known of the tags of a machine from the ingest of another model: values, counters, statistics.
    package mutating func adopt(machine: Int, from other: MachineTags) {
        let id = machines[machine].machine
        for track in other.tracks {
            guard let slot = machines[machine].slot(for: track.name, policy: { policy(id, $0) }) else { continue }
            let rules = machines[machine][slot].policy
            machines[machine][slot] = track
            machines[machine][slot].change(to: rules)
        }
    }

    /// Takes one message in.
    ///
    /// - Parameters:
    ///   - at: when it arrived.
    ///   - isRetained: it came from the broker's store.
    package mutating func take(topic: RawSpan, payload: RawSpan, at: Instant, isRetained: Bool) -> Result {
        outcomes.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        do throws(Rejection) {
            let route = try route(topic)
            let decoder = decoders[route.source]
            let document = try MessageDecoder.read(payload, tape)
            let machine = if let known = route.machine { known } else { try machine(named: decoder.machine(document)) }
            let (time, flags) = try sourceTime(decoder, document, arrived: at, isRetained: isRetained)
            var taken = Taken(machine: machine, source: route.source, at: time)
            if case .alarm(let mapping) = decoder.mapping.content {
                let line = try decoder.alarm(document, mapping, route.captures)
                // A retained line proves nothing, so the live one after it is the first.
                taken.isDuplicate = !isRetained && isRepeated(line, of: machine, at: time)
                taken.alarm = line
                return .taken(taken)
            }
            var blank = Reading(value: .missing, at: time, arrived: at, flags: flags, isRetained: isRetained)
            blank.hasKnownAge = !isRetained || decoder.mapping.time != nil
            try collect(document, decoder, route, machine, blank)
            taken.isDuplicate =
                !isRetained && !pending.isEmpty
                && pending.allSatisfy { pending in
                    machines[machine].tracks[pending.slot].repeatsLive(pending.reading.value, at: time)
                }
            taken.isLate = pending.contains { pending in
                machines[machine].tracks[pending.slot].newest.map { time < $0.at } ?? false
            }
            accept(machine, isDuplicate: taken.isDuplicate)
            return .taken(taken)
        } catch {
            return .rejected(error)
        }
    }

    /// A name from outside, harmless and of a length that names have.
    private static func name(_ text: String) -> String { SanitizedText(text, limit: 256).text }

    private func machine(named id: String) throws(Rejection) -> Int {
        guard let index = machineIndex[id] else {
            throw Rejection(.unknownMachine, "the plant has no machine \"\(id.prefix(64))\"")
        }
        return index
    }

    private mutating func slot(of tag: String, machine: Int) throws(Rejection) -> Int {
        let id = machines[machine].machine
        guard let slot = machines[machine].slot(for: tag, policy: { policy(id, $0) }) else {
            throw Rejection(.tooManyTags, "\(id) has \(MachineTags.limit) tags already")
        }
        return slot
    }

    private mutating func route(_ topic: RawSpan) throws(Rejection) -> Route {
        if let route = routes.value(for: topic) { return route }
        let bytes = topic.copied
        for (index, decoder) in decoders.enumerated() {
            guard let levels = decoder.mapping.pattern.match(bytes) else { continue }
            let captures = levels.map(Self.name)
            let machine: Int? =
                if let id = decoder.mapping.machine.known(by: captures) { try self.machine(named: id) } else { nil }
            var slot: Int?
            if let machine, case .value(_, let place) = decoder.mapping.content, let tag = place.known(by: captures) {
                slot = try self.slot(of: tag, machine: machine)
            }
            let route = Route(source: index, machine: machine, slot: slot, captures: captures)
            routes.insert(route, for: topic)
            return route
        }
        throw Rejection(.unknownTopic, "no source has a topic that matches it")
    }

    private func sourceTime(
        _ decoder: MessageDecoder, _ document: JSONNode, arrived: Instant, isRetained: Bool
    ) throws(Rejection) -> (Instant, ReadingFlags) {
        guard let at = try decoder.time(document) else { return (arrived, ReadingFlags()) }
        if at > arrived + time.futureLimit { return (arrived, .future) }
        if !isRetained, at + time.lateLimit < arrived {
            throw Rejection(.tooLate, "its time \(ISO8601.format(at)) lies too far back")
        }
        return (at, ReadingFlags())
    }

    private mutating func collect(
        _ document: JSONNode, _ decoder: MessageDecoder, _ route: Route, _ machine: Int, _ blank: Reading
    ) throws(Rejection) {
        switch decoder.mapping.content {
        case .value(let pointer, let place):
            guard let node = document[pointer] else {
                throw Rejection(.noValue, "there is nothing at \"\(pointer)\"")
            }
            let slot =
                if let known = route.slot { known } else {
                    try slot(of: decoder.text(place, document, route.captures, .noTag), machine: machine)
                }
            pending.append(Pending(slot: slot, reading: decoder.reading(node, blank)))
        case .members(let pointer):
            guard let object = document[pointer], object.kind == .object else {
                throw Rejection(.noValue, "there is no object at \"\(pointer)\"")
            }
            for (key, node) in object.members {
                guard let name = key.string, !decoder.excludedMembers.contains(name) else { continue }
                let slot = try slot(of: Self.name(name), machine: machine)
                pending.append(Pending(slot: slot, reading: decoder.reading(node, blank)))
            }
        case .alarm: break
        }
    }

    /// Counters go last: what they belong to may stand in the same message.
    private mutating func accept(_ machine: Int, isDuplicate: Bool) {
        for isCounter in [false, true] {
            for pending in pending where (machines[machine].tracks[pending.slot].policy.counter != nil) == isCounter {
                var reading = pending.reading
                if isDuplicate { reading.flags.insert(.duplicate) }
                let owner = isCounter ? machines[machine].owner(of: pending.slot) : ""
                let acceptance = machines[machine][pending.slot].accept(reading, owner: owner)
                outcomes.append(Outcome(slot: pending.slot, acceptance: acceptance))
            }
        }
    }

    private mutating func isRepeated(_ line: AlarmLine, of machine: Int, at time: Instant) -> Bool {
        var recent = alarmLines[machine] ?? RecentLines(at: time)
        if time > recent.at { recent = RecentLines(at: time) }
        // Whoever says more than that at one time is not believed to repeat itself.
        let isKnown = recent.lines.count < RecentLines.limit || recent.lines.contains(line)
        let isNew = time < recent.at || !isKnown || recent.lines.insert(line).inserted
        alarmLines[machine] = recent
        return !isNew
    }
}
