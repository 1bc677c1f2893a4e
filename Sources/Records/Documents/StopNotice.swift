package import Basis
package import Shopfloor

/// A stop in short: what lists show of it, and what a form about it needs.
package struct StopNotice: Hashable, Sendable {
    package var id: StopID
    /// nil: it still lasts.
    package var to: Instant?
    /// What it was in last.
    package var state: MachineState
    /// How long it was in other states, in the order in which it was first in each; the rest of it is of `state`.
    package var others: [StateTime] = []
    /// Id of the reason that a person gave; nil: none.
    package var reason: String?
    /// What it counts as; nil: unexplained.
    package var kind: StopReason.Kind?
    package var note: String?
    /// Who said the newest of it; nil: nobody said anything.
    package var by: String?
    /// The base of a command about it; nil: nobody said anything.
    package var version: Int64?
    /// Whether a person is asked for a reason.
    package var isUnexplained = false
    /// Whether nobody is, since no part of it lies in planned time.
    package var isOutside = false

    /// How long a machine was in a state during a stop.
    package struct StateTime: Hashable, Sendable {
        package var state: MachineState
        package var milliseconds: Int64

        package init(state: MachineState, milliseconds: Int64) {
            self.state = state
            self.milliseconds = milliseconds
        }
    }

    package init(id: StopID, to: Instant?, state: MachineState) {
        self.id = id
        self.to = to
        self.state = state
    }

    package func milliseconds(until now: Instant) -> Int64 {
        max(0, min(to ?? now, now).milliseconds - id.from.milliseconds)
    }

    /// All its states with their times, which are its length together; those that it was in once, too.
    package func states(until now: Instant) -> [StateTime] {
        let rest = others.reduce(milliseconds(until: now)) { $0 - $1.milliseconds }
        return others + [StateTime(state: state, milliseconds: max(0, rest))]
    }
}

extension StopNotice {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id.description)
            json.member("to", to?.milliseconds)
            json.member("state", state.rawValue)
            if !others.isEmpty {
                json.key("others")
                json.array { json in
                    for other in others {
                        json.object { json in
                            json.member("state", other.state.rawValue)
                            json.member("ms", other.milliseconds)
                        }
                    }
                }
            }
            json.member("reason", reason)
            json.member("kind", kind?.rawValue)
            json.member("note", note)
            json.member("by", by)
            json.member("version", version)
            json.member("unexplained", isUnexplained)
            if isOutside { json.member("outside", true) }
        }
    }

    /// nil where it is none.
    init?(_ node: JSONNode) {
        guard let id = node["id"]?.string.flatMap({ StopID($0) }),
            let state = node["state"]?.string.flatMap(MachineState.init)
        else { return nil }
        self.init(id: id, to: node.instant("to"), state: state)
        others =
            node["others"]?.elements.compactMap { node in
                guard let state = node["state"]?.string.flatMap(MachineState.init), let time = node["ms"]?.asInt64
                else {
                    return nil
                }
                return StateTime(state: state, milliseconds: time)
            } ?? []
        reason = node["reason"]?.string
        kind = node["kind"]?.string.flatMap(StopReason.Kind.init)
        note = node["note"]?.string
        by = node["by"]?.string
        version = node["version"]?.asInt64
        isUnexplained = node["unexplained"]?.asBool ?? false
        isOutside = node["outside"]?.asBool ?? false
    }
}
