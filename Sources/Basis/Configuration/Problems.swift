/// Collects what is wrong, so that people see all of it at once and not only the first.
package struct Problems: Sendable {
    /// So many are kept; further ones are only counted.
    package static let limit = 20

    package private(set) var kept: [Problem] = []
    package private(set) var omitted = 0

    package init() {}

    package var isEmpty: Bool { kept.isEmpty }

    package mutating func report(_ problem: Problem) {
        if kept.count < Self.limit { kept.append(problem) } else { omitted += 1 }
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

    /// Throws all that was reported; does nothing when nothing was.
    package func throwIfAny() throws(ConfigurationError) {
        if !kept.isEmpty { throw ConfigurationError(kept, omitted: omitted) }
    }
}
