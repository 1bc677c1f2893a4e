package import Basis

/// An alarm with what people did about it, as it stands on a list. Its order is that of ISA-18.2 practice: what stands
/// and nobody has seen first, then what stands and was seen, then what went unseen, then what is on the shelf, last what
/// is over; among those the worse level first, then what came last.
package struct AlarmOnList: Hashable, Sendable, Comparable {
    package let alarm: Alarm
    package let care: AlarmCare
    package let state: AlarmState

    package init(_ alarm: Alarm, _ care: AlarmCare) {
        self.alarm = alarm
        self.care = care
        state = AlarmState(alarm, care)
    }

    package static func < (a: AlarmOnList, b: AlarmOnList) -> Bool {
        a.state == b.state ? a.alarm.stands(before: b.alarm) : a.state < b.state
    }
}

extension Alarm {
    /// Of two alarms in the same state: the worse first, then the one that came last. Repeats of one that stands do not
    /// move it, so that a list does not jump.
    package func stands(before other: Alarm) -> Bool {
        if level != other.level { return level == .fault }
        if since != other.since { return since > other.since }
        return (id.machine, id.item, id.code) < (other.id.machine, other.id.item, other.id.code)
    }

    /// Whether it stands for so long that nobody acts on it.
    package func isStale(at now: Instant, _ targets: AlarmTargets) -> Bool {
        isActive == true && now - since > targets.staleAfter
    }
}
