import Basis
import Records
import Store
import Telemetry

/// The course of each value, in slots of ten seconds by the source's time.
extension HubCore {
    mutating func emit(_ slot: TagSlotSum, of key: TagKey) {
        pending.slots.append(
            slot.row(
                machine: ingest.machines[key.machine].machine,
                tag: ingest.machines[key.machine].tracks[key.slot].name))
    }

    /// Hands the slots that ended before `now` to the store; nil: all.
    mutating func closeSlots(before now: Instant?) {
        let current = now.map(SlotRow.slot) ?? .max
        var open: [TagKey] = []
        for key in openSlots {
            let slot = machines[key.machine].courses[key.slot].slot
            guard slot.number < current else {
                open.append(key)
                continue
            }
            emit(slot, of: key)
            machines[key.machine].courses[key.slot].slot.clear()
        }
        openSlots = open
    }
}
