package import Basis

/// The alarms of one machine: which there were, and which stand.
package struct AlarmBook: Hashable, Sendable {
    package private(set) var alarms: [AlarmKey: Alarm] = [:]
    /// Alarms that changed since `takeChanged` was last called.
    private var changed: Set<AlarmKey> = []
    /// Whether more changed than lines and times of alarms that stood already.
    package private(set) var isUrgent = false
    private let machine: String
    /// When the source said last that something had gone; an empty code stands for all of the item. Of the alarms that are
    /// known the same stands in them, but what was said while none stood is here alone.
    private var ends: [AlarmKey: Instant] = [:]
    /// What was said before, while nothing stood, is no longer known; nil: all of it is.
    private var endsKnownSince: Instant?

    /// More than any controller has standing or has ever said; ever new codes must not fill the memory.
    package static let limit = 2000

    /// What tells the alarms of one machine apart.
    package struct AlarmKey: Hashable, Sendable, Comparable {
        package var item: String
        package var code: String

        package init(item: String, code: String) {
            self.item = item
            self.code = code
        }

        package static func < (a: AlarmKey, b: AlarmKey) -> Bool { (a.item, a.code) < (b.item, b.code) }
    }

    package init(machine: String, alarms: [Alarm] = []) {
        self.machine = machine
        for alarm in alarms {
            self.alarms[AlarmKey(item: alarm.id.item, code: alarm.id.code)] = alarm
            guard let end = alarm.ended else { continue }
            note(end: end.at, of: AlarmKey(item: alarm.id.item, code: end.isOfItem ? "" : alarm.id.code))
        }
    }

    /// The alarms that stand, worst first, then the newest.
    package var active: [Alarm] { sorted { $0 == true } }

    /// The alarms of which nobody knows whether they still stand: their source is not heard, or no longer says. In the
    /// same order.
    package var unknown: [Alarm] { sorted { $0 == nil } }

    private func sorted(_ isWanted: (Bool?) -> Bool) -> [Alarm] {
        alarms.values.filter { isWanted($0.isActive) }.sorted { $0.stands(before: $1) }
    }

    /// Another hub heard what was said before; of that only the alarms are known.
    package mutating func forgetEnds(before time: Instant) { endsKnownSince = time }

    private mutating func note(end time: Instant, of key: AlarmKey) {
        // Ever new items must not fill the memory: without its end a line raises, which is seen.
        guard ends[key] != nil || ends.count < Self.limit else { return }
        ends[key] = max(ends[key] ?? time, time)
    }

    /// The newest word of the source that the alarm had gone.
    private func end(of key: AlarmKey) -> Alarm.End? {
        let (single, whole) = (ends[key], ends[AlarmKey(item: key.item, code: "")])
        guard let newest = [single, whole].compactMap(\.self).max() else { return nil }
        return Alarm.End(at: newest, isOfItem: newest == whole)
    }

    /// A line that raises or repeats an alarm. A line that is older than the newest of its alarm is counted, no more; one that
    /// is older than its end never raises it: it had come, and has gone. Where nobody knows any more whether its end was told
    /// since, nobody knows whether it stands.
    ///
    /// - Returns: false where `limit` other alarms of the machine stand, or may; nothing is changed then.
    @discardableResult
    package mutating func raise(item: String, code: String, level: AlarmLevel, text: String, at time: Instant) -> Bool {
        let key = AlarmKey(item: item, code: code)
        guard alarms[key] != nil || makeRoom() else { return false }
        changed.insert(key)
        let before = alarms[key]
        defer { isUrgent = isUrgent || !says(alarms[key], sameAs: before) }
        let gone = end(of: key).flatMap { time < $0.at ? $0 : nil }
        let stood = before.map { $0.isActive != false } ?? false
        let mayHaveGone = !stood && time < endsKnownSince ?? .distantPast
        let stands: Bool? = gone != nil ? false : mayHaveGone ? nil : true
        guard var alarm = alarms[key] else {
            let id = AlarmID(machine: machine, item: item, code: code)
            alarms[key] = Alarm(
                id: id, level: level, text: text, first: time, last: time, lines: 1, isActive: stands, ended: gone)
            return true
        }
        alarm.lines += 1
        alarm.first = min(alarm.first, time)
        if time >= alarm.last {
            // What was only not known to stand, and is told again, has not come anew; nor has what stood until it ended.
            let stoodThen = gone != nil && alarm.ended.map { time < $0.at } ?? false
            if alarm.isActive == false, !stoodThen {
                alarm.raised += 1
                alarm.since = time
            }
            alarm.last = time
            alarm.level = level
            alarm.text = text
            alarm.isActive = stands
            alarm.ended = gone ?? alarm.ended
        }
        alarms[key] = alarm
        return true
    }

    /// Where there are too many, the one that ended longest ago goes; the journal keeps it. False when none has ended.
    private mutating func makeRoom() -> Bool {
        if alarms.count < Self.limit { return true }
        let ended = alarms.filter { $0.value.isActive == false && !changed.contains($0.key) }
        guard let oldest = ended.min(by: { ($0.value.last, $0.key) < ($1.value.last, $1.key) }) else { return false }
        alarms[oldest.key] = nil
        return true
    }

    /// The source is heard again, and what was not known to stand stands still: no new line.
    package mutating func confirm(item: String, code: String) {
        let key = AlarmKey(item: item, code: code)
        guard let alarm = alarms[key], alarm.isActive == nil else { return }
        alarms[key]?.isActive = true
        changed.insert(key)
        isUrgent = true
    }

    /// The item is well again: `code` no longer stands, or nothing of the item does when `code` is empty. What was
    /// raised after `time` stands on.
    ///
    /// - Parameter time: nil: whenever it was raised, by values as they are now.
    package mutating func end(item: String, code: String, at time: Instant?) {
        if let time { note(end: time, of: AlarmKey(item: item, code: code)) }
        set(nil, item: item, code: code, isActive: false, at: time)
    }

    /// The source no longer says whether what stood still stands; `code` empty: nothing of the item. `time` as in `end`.
    package mutating func forget(item: String, code: String = "", at time: Instant?) {
        set(true, item: item, code: code, isActive: nil, at: time)
    }

    /// The source is not heard any more: of nothing that stood it is known whether it still does.
    package mutating func forgetAll() {
        for (key, alarm) in alarms where alarm.isActive == true {
            alarms[key]?.isActive = nil
            changed.insert(key)
            isUrgent = true
        }
    }

    /// The hub's clock was set: lines that lie ahead of one that was set back came when they came.
    package mutating func clockSet(_ step: ClockStep) {
        ends = ends.mapValues(step.moved)
        for (key, alarm) in alarms {
            let moved = alarm.moved(by: step)
            guard moved != alarm else { continue }
            alarms[key] = moved
            changed.insert(key)
        }
    }

    private mutating func set(_ was: Bool?, item: String, code: String, isActive: Bool?, at time: Instant?) {
        for (key, alarm) in alarms where key.item == item && (code.isEmpty || key.code == code) {
            if let time, alarm.last > time { continue }
            guard alarm.isActive != isActive, was == nil || alarm.isActive == was else { continue }
            alarms[key]?.isActive = isActive
            if isActive == false { alarms[key]?.ended = time.map { Alarm.End(at: $0, isOfItem: code.isEmpty) } }
            changed.insert(key)
            isUrgent = true
        }
    }

    private func says(_ a: Alarm?, sameAs b: Alarm?) -> Bool {
        a?.level == b?.level && a?.text == b?.text && a?.isActive == b?.isActive
    }

    package var hasChanged: Bool { !changed.isEmpty }

    /// The alarms that changed since the last call, by item and code.
    package mutating func takeChanged() -> [Alarm] {
        defer {
            changed.removeAll(keepingCapacity: true)
            isUrgent = false
        }
        return changed.sorted().compactMap { alarms[$0] }
    }
}
