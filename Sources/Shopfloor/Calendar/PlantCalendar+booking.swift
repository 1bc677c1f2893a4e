import Basis

extension ShiftInstance {
    /// Names it among all shifts of its line: `2026-11-23/early`.
    package var key: String { "\(date)/\(id)" }
}

extension PlantCalendar {
    /// The shift that `ShiftInstance.key` names, also where it was not planned; nil: the line has none of this id, or the
    /// text names no date.
    package func shift(key: String, line: String) -> ShiftInstance? {
        let parts = key.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
        return worked(String(parts[1]), line: line, on: date)
    }
}
