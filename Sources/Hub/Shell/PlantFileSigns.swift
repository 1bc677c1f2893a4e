import Basis

/// Tells when files have changed and are whole again, from what the file system says of them at each look.
///
/// Editors and copies write in steps: a change counts once two looks in a row find the same.
struct PlantFileSigns {
    /// As they were when the files were read last; nil: never.
    private var read: [FileSign?]?
    private var last: [FileSign?]?

    /// Whether the files are to be read: they are not as they were then, and the same as at the look before.
    mutating func look(_ now: [FileSign?]) -> Bool {
        defer { last = now }
        return now != read && now == last
    }

    /// They are being read as `now` says.
    mutating func reading(_ now: [FileSign?]) { (read, last) = (now, now) }
}
