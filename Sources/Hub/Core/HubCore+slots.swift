import Basis
import Records
import Store
import Telemetry

/// The course of each value, in slots of ten seconds by the source's time.
extension HubCore {
    @inline(__always)
    mutating func noteSlot(_ value: Double, _ key: TagKey, at time: Instant) {
        while machines[key.machine].slots.count <= key.slot { machines[key.machine].slots.append(TagSlotSum()) }
        let slot = SlotRow.slot(of: time)
        if machines[key.machine].slots[key.slot].take(value, in: slot) {
            if !machines[key.machine].slots[key.slot].isOpen { open(key) }
        } else if slot > machines[key.machine].slots[key.slot].number {
            emitSlot(key)
            machines[key.machine].slots[key.slot].begin(value, in: slot)
        }
    }

    private mutating func open(_ key: TagKey) {
        machines[key.machine].slots[key.slot].isOpen = true
        openSlots.append(key)
    }

    private mutating func emitSlot(_ key: TagKey) {
        let tags = ingest.machines[key.machine]
        pending.slots.append(
            machines[key.machine].slots[key.slot].row(machine: tags.machine, tag: tags.tracks[key.slot].name))
    }

    /// Hands the slots that ended before `now` to the store; nil: all.
    mutating func closeSlots(before now: Instant?) {
        let current = now.map(SlotRow.slot) ?? .max
        var open: [TagKey] = []
        for key in openSlots {
            guard machines[key.machine].slots[key.slot].number < current else {
                open.append(key)
                continue
            }
            emitSlot(key)
            machines[key.machine].slots[key.slot].clear()
            machines[key.machine].slots[key.slot].isOpen = false
        }
        openSlots = open
    }
}
