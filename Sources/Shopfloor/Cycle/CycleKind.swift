/// What became of a cycle.
package enum CycleKind: String, Hashable, Sendable, CaseIterable {
    case good
    case scrap
    /// A try: it counts for neither.
    case startUp = "start-up"
}
