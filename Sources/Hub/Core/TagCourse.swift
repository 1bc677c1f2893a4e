import Basis
import Records

/// How a tag's value went lately: what is kept of it with each reading.
struct TagCourse {
    /// Its statistics stand among the unsaved ones of the core.
    var isUnsaved = false
    /// For a spark line.
    var trend = TagTrend()
    /// For the store: the ten seconds that run.
    var slot = TagSlotSum()

    /// What the core has to do about a reading.
    struct Notice {
        /// Its statistics are to be saved.
        var isUnsaved: Bool
        /// A slot has begun.
        var opensSlot = false
        /// A slot has ended by it.
        var ended: TagSlotSum?
    }

    /// - Parameter number: nil where the reading has none that is good.
    @inline(__always)
    mutating func take(_ number: Double?, at time: Instant) -> Notice {
        var notice = Notice(isUnsaved: !isUnsaved)
        isUnsaved = true
        guard let number else { return notice }
        trend.take(number, at: time)
        let current = SlotRow.slot(of: time)
        if slot.take(number, in: current) {
            notice.opensSlot = !slot.isOpen
            slot.isOpen = true
        } else if current > slot.number {
            notice.ended = slot
            slot.begin(number, in: current)
        }
        return notice
    }
}
