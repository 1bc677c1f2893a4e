package import Basis

/// Gives a stop its reason, or a note. The id is `{machine}@{from, in ms}`.
package struct StopExplanation: CommandContent {
    package static let form = CommandForm(
        "stop.explain", object: "the stop, {machine}@{start in milliseconds}",
        [
            CommandField("reason", .text(limit: 64), canBeNull: true, "the id of a reason; null: not explained"),
            .note,
        ], needsField: true)

    package var stop: String
    package var reason: Edit<String>
    package var note: Edit<String>

    package init(id: String, set: CommandSet) {
        stop = id
        reason = set.text("reason")
        note = set.text("note")
    }
}

/// Cuts a stop in two.
package struct StopSplit: CommandContent {
    package static let form = CommandForm(
        "stop.split", object: "the stop, {machine}@{start in milliseconds}",
        [CommandField("at", .instant, isRequired: true, "where it is cut")])

    package var stop: String
    package var at: Instant

    package init(id: String, set: CommandSet) throws(Refusal) {
        guard let at = set.instant("at").value else { throw .missing("set/at") }
        stop = id
        self.at = at
    }
}

/// Takes a cut away, so that two stops are one again.
package struct StopMerge: CommandContent {
    package static let form = CommandForm(
        "stop.merge", object: "the stop, {machine}@{start in milliseconds}",
        [
            CommandField("with", .text(limit: 200), "the other stop's id"),
            CommandField("at", .instant, "the cut that is taken away"),
        ], needsField: true)

    package enum Cut: Hashable, Sendable {
        /// The one between it and this stop.
        case between(String)
        case at(Instant)
    }

    package var stop: String
    package var cut: Cut

    package init(id: String, set: CommandSet) throws(Refusal) {
        stop = id
        switch (set.text("with").value, set.instant("at").value) {
        case (let other?, nil): cut = .between(other)
        case (nil, let at?): cut = .at(at)
        default: throw .unreadable("set has either with or at", zh: "set 只能有 with 或 at 之一")
        }
    }
}
