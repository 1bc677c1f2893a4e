/// One thing that is wrong in a configuration file.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package var place: Place
    /// What is wrong, without a full stop at the end.
    package var message: String
    /// What would be right there, nil when there is nothing to choose from.
    package var allowed: String?

    package init(_ place: Place, _ message: String, allowed: String? = nil) {
        self.place = place
        self.message = message
        self.allowed = allowed
    }

    package var description: String {
        guard let allowed else { return "\(place): \(message)" }
        return "\(place): \(message)\(message.hasSuffix("?") ? "" : ".") Allowed: \(allowed)"
    }
}

/// What is wrong in the files of one configuration; its description has one line a problem.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// At least one, at most `Problems.limit`, by file and place.
    package var problems: [Problem]
    /// How many more there were.
    package var omitted: Int

    package init(_ problems: [Problem], omitted: Int = 0) {
        self.problems = problems
        self.omitted = omitted
    }

    package init(_ place: Place, _ message: String, allowed: String? = nil) {
        self.init([Problem(place, message, allowed: allowed)])
    }

    package var description: String {
        let lines = problems.map(\.description)
        return (omitted == 0 ? lines : lines + ["… and \(omitted) more"]).joined(separator: "\n")
    }
}
