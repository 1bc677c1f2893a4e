package import Basis

/// From a message's bytes to cleansed readings of a machine's tags. No throwing: what cannot be read comes back as a
/// named rejection.
///
/// Belongs to one thread. After the first messages of a topic, taking one in allocates nothing but long texts.
package struct Ingest {
    package private(set) var machines: [MachineTags]
    /// What the newest message did to each tag that it carried; valid until the next `take`.
    package private(set) var outcomes: [Outcome] = []
    /// What the newest message said of tags that rules name, where it came late of all tags, and can be believed; valid until
    /// the next `take`.
    package private(set) var believed: [BelievedReading] = []
    /// The line of the newest message, where its source is one of alarms; valid until the next `take`.
    package private(set) var alarm: AlarmLine?
    /// The newest message, where its source is one of shift records; valid until the next `take`.
    package private(set) var record: RecordLine?

    let decoders: [MessageDecoder]
    let policy: (_ machine: String, _ tag: String) -> TagPolicy
    private let machineIndex: [String: Int]
    /// By machine: how many tags rules name; they come first.
    private let named: [Int]
    /// Milliseconds, since a `Duration` of 128 bits is worked out anew at each use.
    private let futureLimit: Int64
    private let lateLimit: Int64
    var routes = TopicTable<Route>()
    /// What the levels of each topic say, by `Route.captures`.
    var captures: [[String]] = []
    /// Readings of the newest message of many before they are accepted, by tag.
    private var pending: [Pending] = []
    /// The reading of the newest message of one, and of a message of many the one that is accepted now. In a place of its
    /// own, where nothing of it is copied: most messages are of one value.
    private var current = Pending(slot: 0, reading: Reading(value: .missing, at: .distantPast, arrived: .distantPast))
    /// The newest message was of one value: `current` is all of it.
    private var isOfOne = false
    /// By machine: the time of its newest alarm lines, and those lines, to know a repeated one.
    private var alarmLines: [Int: RecentLines] = [:]
    /// By source and machine, where messages are numbered.
    var sequences: [Int: SequenceTrack] = [:]
    /// By source: messages that are missing by their numbers since `takeMissed`.
    package internal(set) var missed: [Int: Int64] = [:]

    /// Larger payloads are not telemetry, and are rejected unread.
    package static let maximumPayload = 256 * 1024

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
        named = machines.map(\.tags.count)
        decoders = sources.map(MessageDecoder.init)
        futureLimit = time.futureLimit.wholeMilliseconds
        lateLimit = time.lateLimit.wholeMilliseconds
        self.policy = policy
    }

    /// The number of a machine; nil when the plant has none of that id.
    package func machine(_ id: String) -> Int? { machineIndex[id] }

    /// The id of a source in the plant file.
    package func sourceID(_ source: Int) -> String { decoders[source].mapping.id }

    /// Lets a starting hub put back what a store kept of one tag; does nothing when the machine has too many.
    package mutating func restore(machine: Int, tag: String, _ body: (inout TagTrack) -> Void) {
        let id = machines[machine].machine
        guard let slot = machines[machine].slot(for: tag, policy: { policy(id, $0) }) else { return }
        body(&machines[machine][slot])
    }

    /// The hub's clock was set: what arrived is as old as before.
    package mutating func clockSet(_ step: ClockStep) {
        for machine in machines.indices {
            for slot in machines[machine].tracks.indices { machines[machine][slot].clockSet(step) }
        }
        for (machine, lines) in alarmLines { alarmLines[machine]?.at = step.moved(lines.at) }
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
        let result = read(topic: topic, payload: payload, at: at, isRetained: isRetained)
        if case .taken(let taken) = result { accept(taken) }
        return result
    }

    /// Reads one message, of which nothing counts before it is accepted: somebody may know why it must not.
    package mutating func read(topic: RawSpan, payload: RawSpan, at: Instant, isRetained: Bool) -> Result {
        forgetMessage()
        do throws(Rejection) {
            let route = try route(topic)
            let decoder = decoders[route.source]
            let document = try decoder.read(payload)
            let machine = if let known = route.machine { known } else { try machine(named: decoder.machine(document)) }
            let (time, flags) = try sourceTime(decoder, document, arrived: at, isRetained: isRetained)
            var taken = Taken(machine: machine, source: route.source, at: time, provesAlive: decoder.provesAlive)
            if decoder.hasSequence, !isRetained, let number = decoder.sequence(document) { count(number, taken) }
            if decoder.kind == .line, case .alarm(let mapping) = decoder.mapping.content {
                let line = try decoder.alarm(document, mapping, captures[route.captures])
                // A retained line proves nothing, so the live one after it is the first. Without a time of its own none is
                // known to be the same one: two may arrive within one millisecond.
                taken.isDuplicate = !isRetained && decoder.hasTime && isRepeated(line, of: machine, at: time)
                taken.isAlarm = true
                alarm = line
                return .taken(taken)
            }
            if decoder.kind == .record, case .record(let mapping) = decoder.mapping.content {
                record = try decoder.record(document, mapping)
                taken.isRecord = true
                return .taken(taken)
            }
            current.reading = Reading(value: .missing, at: time, arrived: at, flags: flags, isRetained: isRetained)
            current.reading.hasKnownAge = !isRetained || decoder.hasTime
            if decoder.kind == .members {
                try readMembers(document, decoder, current.reading, &taken)
            } else {
                try readValue(document, decoder, route, &taken)
            }
            return .taken(taken)
        } catch {
            return .rejected(error)
        }
    }

    /// Of the message before, what there is: to clear what is empty costs as much.
    private mutating func forgetMessage() {
        if !believed.isEmpty { believed.removeAll(keepingCapacity: true) }
        guard !isOfOne else {
            isOfOne = false
            _ = outcomes.popLast()
            return
        }
        outcomes.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        (alarm, record) = (nil, nil)
    }

    /// A name from outside, harmless and of a length that names have.
    static func name(_ text: String) -> String { SanitizedText(text, limit: 256).text }

    func machine(named id: String) throws(Rejection) -> Int {
        guard let index = machineIndex[id] else {
            throw Rejection(.unknownMachine, "the plant has no machine \"\(id.prefix(64))\"")
        }
        return index
    }

    mutating func slot(of tag: String, machine: Int) throws(Rejection) -> Int {
        let id = machines[machine].machine
        guard let slot = machines[machine].slot(for: tag, policy: { policy(id, $0) }) else {
            throw Rejection(.tooManyTags, "\(id) has \(MachineTags.limit) tags already")
        }
        return slot
    }

    private func sourceTime(
        _ decoder: MessageDecoder, _ document: JSONNode, arrived: Instant, isRetained: Bool
    ) throws(Rejection) -> (Instant, ReadingFlags) {
        guard let at = try decoder.time(document) else { return (arrived, ReadingFlags()) }
        let ahead = at.milliseconds - arrived.milliseconds
        if ahead > futureLimit { return (arrived, .future) }
        if !isRetained, -ahead > lateLimit {
            throw Rejection(.tooLate, "its time \(ISO8601.format(at)) lies too far back")
        }
        return (at, ReadingFlags())
    }

    /// A message of one value.
    private mutating func readValue(
        _ document: JSONNode, _ decoder: MessageDecoder, _ route: Route, _ taken: inout Taken
    ) throws(Rejection) {
        if let number = decoder.number() {
            current.reading.value = .number(number)
        } else {
            guard let node = document[decoder.content.pointer] else {
                throw Rejection(.noValue, "there is nothing at \"\(decoder.content.pointer)\"")
            }
            decoder.read(node, into: &current.reading)
        }
        current.slot =
            if let known = route.slot { known } else {
                try slot(
                    of: decoder.text(decoder.tag, document, captures[route.captures], .noTag), machine: taken.machine)
            }
        let age = machines[taken.machine][current.slot].age(of: current.reading)
        taken.isDuplicate = !current.reading.isRetained && age == .repeated
        taken.isLate = age == .older
        isOfOne = true
    }

    /// A message whose members are all tags: the same again only where each of them is.
    private mutating func readMembers(
        _ document: JSONNode, _ decoder: MessageDecoder, _ blank: Reading, _ taken: inout Taken
    ) throws(Rejection) {
        guard let object = document[decoder.content.pointer], object.kind == .object else {
            throw Rejection(.noValue, "there is no object at \"\(decoder.content.pointer)\"")
        }
        for (key, member) in object.members {
            guard let name = key.string, !decoder.excludedMembers.contains(name) else { continue }
            var pending = Pending(slot: try slot(of: Self.name(name), machine: taken.machine), reading: blank)
            decoder.read(member, into: &pending.reading)
            self.pending.append(pending)
        }
        var repeats = !blank.isRetained && !pending.isEmpty
        for index in pending.indices {
            let age = machines[taken.machine][pending[index].slot].age(of: pending[index].reading)
            if age != .repeated { repeats = false }
            if age == .older { taken.isLate = true }
        }
        taken.isDuplicate = repeats
    }

    /// Whether the message that was read says something of a tag.
    package func says(_ slot: Int) -> Bool {
        isOfOne ? current.slot == slot : pending.contains { $0.slot == slot }
    }

    /// Takes in the message that was read.
    package mutating func accept(_ taken: Taken) {
        if isOfOne { return acceptCurrent(taken) }
        // Counters go last: what they belong to may stand in the same message.
        for accepting in [false, true] {
            for index in pending.indices where machines[taken.machine].isCounter(pending[index].slot) == accepting {
                current = pending[index]
                acceptCurrent(taken)
            }
        }
    }

    private mutating func acceptCurrent(_ taken: Taken) {
        if taken.isDuplicate { current.reading.flags.formUnion(.duplicate) }
        let slot = current.slot
        let acceptance = machines[taken.machine].accept(&current.reading, slot)
        outcomes.append(Outcome(slot: slot, acceptance: acceptance))
        guard acceptance.isBelieved, !current.reading.isRetained, slot < named[taken.machine] || taken.isLate
        else { return }
        let (value, flags) = (current.reading.value, current.reading.flags)
        believed.append(
            BelievedReading(
                slot: slot, value: value, isUnavailable: value == .missing || flags.contains(.missing),
                at: current.reading.at))
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
