package import Basis
import Records
package import Shopfloor
package import Telemetry

/// What the hub keeps of one machine beside its tags.
///
/// What each message touches stands first, and together: the machines of a plant are more than a processor keeps at hand.
struct MachineRecord {
    /// How often the core's changes had been taken when this machine came among them; spares a look-up for each message.
    private var newsOf = -1
    /// By tag; of those that were heard.
    var courses: [TagCourse] = []
    /// When a `held for` of an alarm rule comes due.
    var alarmDeadline: Instant?
    private(set) var lookups: Lookups
    /// What its rules looked at lately, for readings that come late.
    var past: MachinePast
    var monitor: MachineMonitor

    var counts: [String: OwnerCount] = [:]
    /// What the newest cycle was counted for; nil before the first.
    var currentOwner: String?
    /// How far `counts` had come at the borders of the last shifts, oldest first; those that are known.
    var shiftCounts: [ShiftCounts] = []
    var alarms: AlarmBook
    var alarmTimers: HeldTimers
    /// By alarm rule: whether it stood when last looked at; nil while that was not known.
    var alarmStands: [Bool?]
    var recent: RecentConditions
    /// Its stops as documents last showed them; nil: not made yet.
    var stopBook: HubCore.KeptStopBook?
    var raised: RaisedAlarms
    /// From the end of the cycle before to the end of the newest; nil when one of them is missing, or more than a micro-stop
    /// lay between.
    var lastCycle: Duration?
    /// Which orders it ran.
    var orders = OrderTrack()
    /// The pulses that were counted lately, so that none counts twice.
    var pulses: CountedPulses
    /// What late readings of its counter are compared with.
    var countSteps = CountSteps()
    /// What late cycles do not say themselves.
    var cycleWords = CycleWords()
    /// What a row of a cycle has; nil: to be found anew.
    var columns: CycleColumns?

    /// More dies, or whatever is counted for, than any machine has; ever new names must not fill the memory.
    static let ownerLimit = TagTrack.ownerLimit

    /// What is asked of the model with each message.
    struct Lookups {
        /// The tags that rules, or alarm rules, look at.
        let ruleTags: SlotSet
        let alarmTags: SlotSet
        /// The tag that says which order it runs; nil: none does.
        let order: TagSlot?
        /// What `CycleRule` says, ready: a copy of it for each message is not free.
        let counter: TagSlot?
        /// The tags that say whose a cycle is, and what came of it.
        let cycleTags: SlotSet
        let pulseSource: String?
        /// See `MachinePast.pulse`.
        let pulseGap: Duration?

        init(_ model: MachineModel) {
            pulseGap = [model.rules.cycle?.limit, model.rules.silenceLimit].compactMap(\.self).min()
            ruleTags = SlotSet(model.rules.tags)
            alarmTags = SlotSet(model.alarms.reduce(into: []) { $0.formUnion($1.when.tags) })
            order = model.order
            counter = model.cycle?.counter
            cycleTags = SlotSet(model.cycle?.tags ?? [])
            pulseSource = if case .message(let source) = model.cycle?.pulse { source } else { nil }
        }
    }

    /// The counts of one owner, and whether the journal has yet to hear of them.
    struct OwnerCount {
        var count = CycleCount()
        var last: Instant?
        /// When its counter was read first; nil: by a hub before this one, or it has none.
        var begun: Instant?
        /// The newest reading of its counter; nil: by a hub before this one, or it has none.
        var read: Instant?
        var isNew = false
        /// Not yet among the running counts of the store.
        var isUnsaved = false

        /// Until when its counter is known; nil: it is not.
        var known: Instant? { read ?? last ?? begun }

        /// Its counter was read: what that means beside cycles.
        mutating func take(_ step: CounterTrack.Step, showing value: Double?, at time: Instant) {
            switch step {
            case .reset: count.resets += 1
            case .same: count.repeats += 1
            case .rollover: count.rollovers += 1
            case .first: begun = time
            case .increase: break
            }
            count.value = value
            read = max(read ?? time, time)
            (isNew, isUnsaved) = (true, true)
        }

        /// What was told late of its cycles.
        mutating func correct(by late: LateCycle) {
            count.correct(by: late)
            if late.was == nil { last = max(last ?? late.at, late.at) }
            isUnsaved = true
        }

        /// With its time by a clock that was set.
        func moved(by step: ClockStep) -> OwnerCount {
            var count = self
            count.last = last.map(step.moved)
            count.begun = begun.map(step.moved)
            count.read = read.map(step.moved)
            if count.last != last { (count.isNew, count.isUnsaved) = (true, true) }
            return count
        }
    }

    init(_ model: MachineModel, id: String, monitor: MachineMonitor, alarms: AlarmBook, openedBy: Int64) {
        self.monitor = monitor
        past = MachinePast(knownSince: nil)
        pulses = CountedPulses(knownSince: nil)
        self.alarms = alarms
        alarmTimers = HeldTimers(count: model.alarmTimers)
        // One that stood when the last hub ended is not raised again just because this one begins.
        alarmStands = Self.stands(model.alarms, alarms)
        raised = RaisedAlarms(standing: alarms.active)
        recent = RecentConditions(monitor.condition, since: monitor.since, seq: openedBy)
        lookups = Lookups(model)
    }

    /// - Parameters:
    ///   - open: what a store says that it is in; nil for a machine that is new to it.
    ///   - openedBy: the journal's number of the entry that says so.
    ///   - alarms: what the store has of it.
    init(_ model: MachineModel, id: String, open: IntervalRow?, openedBy: Int64?, alarms: [Alarm]) {
        let monitor = MachineMonitor(
            rules: model.rules, condition: open?.condition ?? .noData(.never), since: open?.from)
        self.init(
            model, id: id, monitor: monitor, alarms: AlarmBook(machine: id, alarms: alarms), openedBy: openedBy ?? 0)
    }

    private static func stands(_ rules: [AlarmRule], _ book: AlarmBook) -> [Bool?] {
        rules.map { rule in book.alarms[.init(item: rule.item, code: rule.code)].map { $0.isActive != false } }
    }

    /// The machine is judged by another version of the plant file from `time` (of its source) on.
    ///
    /// - Parameters:
    ///   - old: the version before.
    ///   - slots: by new tag number, the old one; nil for a tag that had none.
    mutating func adopt(_ model: MachineModel, insteadOf old: MachineModel, slots: [TagSlot?], at time: Instant) {
        courses = slots.map { slot in
            TagCourse(trend: slot.flatMap { $0 < courses.count ? courses[$0].trend : nil } ?? TagTrend())
        }
        newsOf = -1
        columns = nil
        lookups = Lookups(model)
        if !model.judges(as: old) {
            // An edit never changes the past, and what was read before may be of tags with other numbers.
            past.forgetTags(since: time)
            (countSteps, cycleWords) = (CountSteps(), CycleWords())
        }
        if model.orderName != old.orderName { orders.forgetReadings(since: time) }
        if model.rules != old.rules || !old.names(model, alike: old.rules.tags) { monitor.adopt(model.rules, at: time) }
        adoptAlarms(model, insteadOf: old)
    }

    private mutating func adoptAlarms(_ model: MachineModel, insteadOf old: MachineModel) {
        // Without its rule there is no such alarm.
        let kept = Set(model.alarms.map { AlarmBook.AlarmKey(item: $0.item, code: $0.code) })
        for rule in old.alarms where !kept.contains(.init(item: rule.item, code: rule.code)) {
            alarms.end(item: rule.item, code: rule.code, at: nil)
        }
        let tags = old.alarms.reduce(into: Set<TagSlot>()) { $0.formUnion($1.when.tags) }
        let isSame = model.alarms.elementsEqual(old.alarms) {
            ($0.item, $0.code, $0.when) == ($1.item, $1.code, $1.when)
        }
        if isSame, old.names(model, alike: tags) { return }
        // The new rules say of each whether it stands; what has to hold for a while again has not ended.
        for rule in model.alarms { alarms.forget(item: rule.item, code: rule.code, at: nil) }
        alarmTimers = HeldTimers(count: model.alarmTimers)
        alarmDeadline = nil
        alarmStands = Self.stands(model.alarms, alarms)
    }

    /// The hub's clock was set. Returns the condition with its new beginning, where that lay ahead of a clock set back.
    mutating func clockSet(_ step: ClockStep) -> StateChange? {
        alarmDeadline = alarmDeadline.map { $0 + step.by }
        if step.by < .zero {
            counts = counts.mapValues { $0.moved(by: step) }
            alarms.clockSet(step)
            raised.clockSet(step)
            // What was heard has times that now lie ahead: nothing that comes is late by them.
            past = MachinePast(knownSince: step.to, lastPulse: monitor.lastPulse.map(step.moved))
            pulses = CountedPulses(knownSince: step.to)
            (countSteps, cycleWords) = (CountSteps(), CycleWords())
            if monitor.lastHeard.map(step.moved) != monitor.lastHeard {
                // Minutes that were not, and timers that began in them.
                for tag in courses.indices { courses[tag].trend = TagTrend() }
                alarmTimers = HeldTimers(count: alarmTimers.count)
            }
        }
        return monitor.clockSet(step)
    }

    /// What rules see of its tags counts for what comes late, too: also what a broker kept, or was said before what is known of
    /// its past.
    mutating func keepValues(of tags: MachineTags) {
        for slot in monitor.rules.tags { keepValue(of: tags.tracks[slot], slot) }
    }

    mutating func keepValue(of track: TagTrack, _ slot: TagSlot) {
        guard let value = track.usable, let time = track.usableAt else { return }
        past.keep(slot, value, isUnavailable: track.isUnavailable, at: time)
    }

    /// Whether it is not yet among the changes that are `taken` next; it is from then on.
    mutating func isNews(since taken: Int) -> Bool {
        defer { newsOf = taken }
        return newsOf != taken
    }

    mutating func forgetAlarms() {
        alarms.forgetAll()
        alarmTimers = HeldTimers(count: alarmTimers.count)
        alarmDeadline = nil
    }

    /// Nothing is known of the machine for a reason on our side: what ran until then is void.
    mutating func lose(_ why: NoDataReason, at time: Instant) -> StateChange? {
        forgetAlarms()
        past.lost(at: time)
        return monitor.lose(why, at: time)
    }

    /// Since when the machine is in its condition, as the journal says: a condition that came back without anything
    /// between goes on. nil: since before anything was known.
    var since: Instant? { recent.entries.last?.from }

    /// When something may change without a message; nil: never.
    var deadline: Instant? {
        HubCore.earlier(monitor.deadline, alarmDeadline)
    }
}

extension MachineModel {
    fileprivate var orderName: String? { order.map { tagNames[$0] } }

    /// Whether states and counts are found as `old` finds them: then what comes late is judged as if nothing had been edited.
    fileprivate func judges(as old: MachineModel) -> Bool {
        let counting = Set([old.cycle?.counter].compactMap(\.self)).union(old.cycle?.tags ?? [])
        return rules == old.rules && cycle == old.cycle && old.names(self, alike: old.rules.tags.union(counting))
    }

    /// Whether `other` gives the same tags these numbers.
    fileprivate func names(_ other: MachineModel, alike tags: Set<TagSlot>) -> Bool {
        tags.allSatisfy { $0 < other.tagNames.count && tagNames[$0] == other.tagNames[$0] }
    }
}

/// Some tags of a machine, asked for with each message: bits, the first 64 without a reference.
struct SlotSet {
    private var low: UInt64 = 0
    private var high: Set<TagSlot> = []

    init(_ slots: Set<TagSlot>) {
        for slot in slots {
            if slot < 64 { low |= 1 << UInt64(slot) } else { high.insert(slot) }
        }
    }

    func contains(_ slot: TagSlot) -> Bool { slot < 64 ? low >> UInt64(slot) & 1 == 1 : high.contains(slot) }
}

extension MachineTags: TagValues {
    package func value(of tag: TagSlot) -> TagValue? { tracks[tag].isUnavailable ? .missing : tracks[tag].usable }
    package func time(of tag: TagSlot) -> Instant? { tracks[tag].usableAt }
    package func arrival(of tag: TagSlot) -> Instant? { tracks[tag].usableArrived }
    package func word(of tag: TagSlot) -> String? { tracks[tag].usable?.text }
}
