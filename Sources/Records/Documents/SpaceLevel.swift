/// How much room a store has.
package enum SpaceLevel: String, Hashable, Sendable, CaseIterable {
    case ok
    /// 80 % of its limit are taken, or the disk has little left.
    case warn
    /// Nothing may be decided any more that could not be recorded.
    case full
}
