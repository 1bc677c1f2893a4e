/// Collects what is wrong, so that people see all of it at once and not only the first.
package struct Problems: Sendable {
    /// So many are told; further ones are only counted.
    package static let limit = 20
    /// So many are kept to find those that stand first.
    private static let mostKept = 1000

    /// In the order in which they were found.
    package private(set) var kept: [Problem] = []
    private var omitted = 0

    package init() {}

    package var isEmpty: Bool { kept.isEmpty }

    package mutating func report(_ problem: Problem) {
        if kept.count < Self.mostKept { kept.append(problem) } else { omitted += 1 }
    }

    package mutating func report(_ place: Place, _ message: String, allowed: String? = nil) {
        report(Problem(place, message, allowed: allowed))
    }

    /// Reports a name that refers to nothing: `what` is the kind of thing ("machine"), `existing` what there is.
    package mutating func reportUnknown(_ what: String, _ name: String, at place: Place, existing: [String]) {
        let guess = Spelling.nearest(to: name, among: existing).map { "; did you mean \(Quoted($0))?" } ?? ""
        let allowed = existing.isEmpty ? "none, there is no \(what)" : Spelling.list(existing)
        report(place, "unknown \(what) \(Quoted(name))\(guess)", allowed: allowed)
    }

    /// Reports each name that stands again after its first place.
    package mutating func requireUnique(_ what: String, _ names: [(name: String, place: Place)]) {
        var first: [String: Place] = [:]
        for (name, place) in names {
            if let earlier = first[name] {
                report(place, "\(what) \(Quoted(name)) is already defined at \(earlier); rename or remove one of them")
            } else {
                first[name] = place
            }
        }
    }

    /// Throws what was reported, as it stands in the files; does nothing when nothing was.
    package func throwIfAny() throws(ConfigurationError) {
        guard !kept.isEmpty else { return }
        let sorted = kept.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        throw ConfigurationError(
            sorted.prefix(Self.limit).map(\.element), omitted: omitted + max(0, kept.count - Self.limit))
    }
}
