package import Shopfloor

/// An alarm with what people did about it, as both are now.
package struct StoredAlarm: Hashable, Sendable {
    package var alarm: Alarm
    package var care: AlarmCare
    /// The number of the event with which it came last.
    package var raisedSeq: Int64

    package init(alarm: Alarm, care: AlarmCare, raisedSeq: Int64) {
        self.alarm = alarm
        self.care = care
        self.raisedSeq = raisedSeq
    }

    /// The newest entry by which anything of it changed.
    package var version: Int64 { max(raisedSeq, care.version) }
}
