import Basis
import Records

/// What was read of a tag within one slot of ten seconds: least, greatest, sum and number of its good values.
struct TagSlotSum {
    /// The slot, counted from 1970.
    private(set) var number: Int64 = .min
    private var count: Int64 = 0
    private var least = 0.0
    private var greatest = 0.0
    private var sum = 0.0
    /// Stands among the open slots of the core.
    var isOpen = false

    var isEmpty: Bool { count == 0 }

    /// Takes a value into the slot that is open; false where its time lies in another.
    mutating func take(_ value: Double, in slot: Int64) -> Bool {
        guard count > 0 else {
            begin(value, in: slot)
            return true
        }
        guard slot == number else { return false }
        count += 1
        sum += value
        if value < least { least = value }
        if value > greatest { greatest = value }
        return true
    }

    mutating func begin(_ value: Double, in slot: Int64) {
        number = slot
        count = 1
        (least, greatest, sum) = (value, value, value)
    }

    mutating func clear() { (count, isOpen) = (0, false) }

    func row(machine: String, tag: String) -> SlotRow {
        SlotRow(machine: machine, tag: tag, slot: number, count: count, least: least, greatest: greatest, sum: sum)
    }
}
