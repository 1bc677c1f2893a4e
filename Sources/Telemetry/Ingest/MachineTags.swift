import Basis

/// The tags of one machine: those that rules name first, then each as it is first heard.
package struct MachineTags: Sendable {
    package let machine: String
    package private(set) var tracks: [TagTrack]
    private var slots: [String: Int] = [:]

    /// More than any machine has; a payload with ever new names must not fill the memory.
    package static let limit = 2000

    /// - Parameter names: the tags that have fixed numbers, from 0.
    package init(machine: String, names: [String], policy: (String) -> TagPolicy) {
        self.machine = machine
        tracks = names.map { TagTrack(name: $0, policy: policy($0)) }
        for (slot, name) in names.enumerated() { slots[name] = slot }
    }

    package subscript(slot: Int) -> TagTrack {
        get { tracks[slot] }
        _modify { yield &tracks[slot] }
    }

    /// Only reads; but where it did not say that it changes, all that is kept here would be copied to be asked.
    mutating func isCounter(_ slot: Int) -> Bool { tracks[slot].policy.counter != nil }

    /// Takes a reading of the tag `slot` in; see `TagTrack.accept`.
    mutating func accept(_ reading: inout Reading, _ slot: Int) -> Acceptance {
        guard isCounter(slot) else { return tracks[slot].accept(&reading, owner: "") }
        let owner = owner(of: slot)
        return tracks[slot].accept(&reading, owner: owner)
    }

    /// The number of the tag `name`; nil when it was never heard.
    package func slot(of name: String) -> Int? { slots[name] }

    /// What the counter `slot` belongs to just now: the text of the tag that its policy names, `?` while that is not
    /// known, or the machine itself.
    package func owner(of slot: Int) -> String {
        guard let tag = tracks[slot].policy.counter?.owner else { return machine }
        return slots[tag].flatMap(owner(named:)) ?? "?"
    }

    /// What the tag `slot` names; nil while it names nothing.
    package func owner(named slot: Int) -> String? {
        tracks[slot].isUnavailable ? nil : tracks[slot].usable?.text
    }

    /// The number of the tag `name`, a new one where it is heard for the first time; nil when there are too many.
    package mutating func slot(for name: String, policy: (String) -> TagPolicy) -> Int? {
        if let slot = slots[name] { return slot }
        guard tracks.count < Self.limit else { return nil }
        slots[name] = tracks.count
        tracks.append(TagTrack(name: name, policy: policy(name)))
        return tracks.count - 1
    }
}
