package import Basis

/// The alarms of one machine: which there were, and which stand.
package struct AlarmBook: Hashable, Sendable {
    package private(set) var alarms: [AlarmKey: Alarm] = [:]
    /// Alarms that changed since `takeChanged` was last called.
    private var changed: Set<AlarmKey> = []
    /// Whether more changed than lines and times of alarms that stood already.
    package private(set) var isUrgent = false
    private let machine: String

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
        for alarm in alarms { self.alarms[AlarmKey(item: alarm.id.item, code: alarm.id.code)] = alarm }
    }

    /// The alarms that stand, worst first, then the newest.
    package var active: [Alarm] {
        alarms.values.filter { $0.isActive == true }.sorted { a, b in
            if a.level != b.level { return a.level == .fault }
            if a.last != b.last { return a.last > b.last }
            return (a.id.item, a.id.code) < (b.id.item, b.id.code)
        }
    }

    /// A line that raises or repeats an alarm. A line that is older than the newest of its alarm is counted, no more.
    package mutating func raise(item: String, code: String, level: AlarmLevel, text: String, at time: Instant) {
        let key = AlarmKey(item: item, code: code)
        changed.insert(key)
        let before = alarms[key]
        defer { isUrgent = isUrgent || !says(alarms[key], sameAs: before) }
        guard var alarm = alarms[key] else {
            let id = AlarmID(machine: machine, item: item, code: code)
            alarms[key] = Alarm(id: id, level: level, text: text, first: time, last: time, lines: 1, isActive: true)
            return
        }
        alarm.lines += 1
        alarm.first = min(alarm.first, time)
        if time >= alarm.last {
            alarm.last = time
            alarm.level = level
            alarm.text = text
            alarm.isActive = true
        }
        alarms[key] = alarm
    }

    /// The item is well again: `code` no longer stands, or nothing of the item does when `code` is empty. What was
    /// raised after `time` stands on.
    package mutating func end(item: String, code: String, at time: Instant) {
        set(nil, item: item, code: code, isActive: false, at: time)
    }

    /// The source no longer says whether what stood still stands; `code` empty: nothing of the item.
    package mutating func forget(item: String, code: String = "", at time: Instant) {
        set(true, item: item, code: code, isActive: nil, at: time)
    }

    private mutating func set(_ was: Bool?, item: String, code: String, isActive: Bool?, at time: Instant) {
        for (key, alarm) in alarms where key.item == item && (code.isEmpty || key.code == code) {
            guard alarm.last <= time else { continue }
            guard alarm.isActive != isActive, was == nil || alarm.isActive == was else { continue }
            alarms[key]?.isActive = isActive
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
