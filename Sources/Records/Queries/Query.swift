package import Basis
package import Shopfloor

/// What somebody wants to know of the past or of now: `show`, lists and reports. Answered from the store, in rows.
package struct Query: Hashable, Sendable {
    package enum What: String, Hashable, Sendable, CaseIterable {
        case machines, intervals, time, tags, counts, alarms
        /// How many alarms came, and which: all first, then the worst alarm first.
        case alarmRates = "alarm-rates"
        /// What people did about alarms: who, when, and what they noted.
        case alarmActions = "alarm-actions"
        /// Commands that met a conflict.
        case conflicts
        /// What was booked as scrap and rework.
        case quantities
        /// How far the journal goes; every version of the plant file.
        case journal, plant
        case cycles, trend, kpi, stops, pareto
        case quarantine, rejected, trimmed
        /// The journal's entries, the newest first.
        case audit
    }

    package var what: What
    /// nil: of all machines.
    package var machine: String?
    /// nil: of all lines.
    package var line: String?
    /// Of figures: what was for this order alone; nil: all.
    package var order: String?
    /// Of figures: by what they are summed; nil: by machine and shift.
    package var group: FigureGroup?
    /// Of figures and of rates of alarms: the slices that they are made of, instead of them.
    package var isExplained = false
    /// Of stops: those alone that somebody is asked to explain.
    package var isUnexplained = false
    /// Intervals of this state alone.
    package var state: MachineState?
    /// Journal entries of this kind alone; a word of `Event.kind`.
    package var kind: String?
    /// nil: since the beginning.
    package var from: Instant?
    /// nil: until as far as the hub knows.
    package var to: Instant?
    /// The moment that is asked about; nil: now.
    package var at: Instant?
    /// With `at`: what is known now of that moment, not what the hub knew then.
    package var includesLater = false
    /// The tag whose course is asked for.
    package var tag: String?
    /// Into at most how many stretches its course is cut; nil: 120.
    package var buckets: Int?

    /// The most stretches that can be asked for.
    package static let maximumBuckets = 10_000

    /// At most so many rows; nil: all.
    package var limit: Int?

    package init(_ what: What) { self.what = what }

    /// Whether the pages of its answer hold together whatever is written between them: each begins at an entry or a cycle.
    /// The pages of all others are parts of one answer, by its `seq`.
    package var hasStandingPages: Bool { (what == .audit || what == .cycles) && limit == nil }

    /// The members by which a query travels; the object around them is the caller's.
    func writeMembers(to json: inout JSONWriter) {
        json.member("v", DocumentHead.version)
        json.member("ask", "rows")
        json.member("what", what.rawValue)
        json.member("machine", machine)
        json.member("state", state?.rawValue)
        json.member("kind", kind)
        if let line { json.member("line", line) }
        if let order { json.member("order", order) }
        if let group { json.member("by", group.rawValue) }
        if isUnexplained { json.member("unexplained", true) }
        if isExplained { json.member("explain", true) }
        json.member("from", from?.milliseconds)
        json.member("to", to?.milliseconds)
        json.member("at", at?.milliseconds)
        json.member("as_of_now", includesLater)
        if let tag { json.member("tag", tag) }
        if let buckets { json.member("buckets", buckets) }
        json.member("limit", limit.map(Int64.init))
    }

    /// nil where it is no query of this form: what a question means is never guessed.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, node["ask"]?.equals("rows") == true, let what = node["what"]?.string.flatMap(What.init)
        else { return nil }
        self.init(what)
        machine = node["machine"]?.string
        state = node["state"]?.string.flatMap(MachineState.init)
        kind = node["kind"]?.string
        line = node["line"]?.string
        order = node["order"]?.string
        group = node["by"]?.string.flatMap(FigureGroup.init)
        isUnexplained = node["unexplained"]?.asBool ?? false
        isExplained = node["explain"]?.asBool ?? false
        from = node.instant("from")
        to = node.instant("to")
        at = node.instant("at")
        includesLater = node["as_of_now"]?.asBool ?? false
        tag = node["tag"]?.string
        buckets = node["buckets"]?.asInt64.map { Int(clamping: $0) }
        limit = node["limit"]?.asInt64.flatMap { $0 >= 0 ? Int(clamping: $0) : nil }
        let members: [(JSONNode?, isRead: Bool)] = [
            (node["machine"], machine != nil), (node["state"], state != nil), (node["from"], from != nil),
            (node["to"], to != nil), (node["at"], at != nil), (node["line"], line != nil), (node["by"], group != nil),
            (node["kind"], kind != nil), (node["limit"], limit != nil), (node["tag"], tag != nil),
            (node["buckets"], buckets != nil), (node["order"], order != nil),
        ]
        for (member, isRead) in members where member.map({ !$0.isNull }) ?? false {
            guard isRead else { return nil }
        }
    }
}
