/// Places of which there are only so many: who finds none is told so, and takes none.
struct Slots: Hashable, Sendable {
    private let count: Int
    private(set) var taken = 0

    init(_ count: Int) { self.count = count }

    /// False where all are taken; only after true is `leave` to be called.
    mutating func enter() -> Bool {
        guard taken < count else { return false }
        taken += 1
        return true
    }

    mutating func leave() { taken -= 1 }
}
