package import Basis
package import Shopfloor

/// The Floor's rows of one line.
package struct LineDocument: Hashable, Sendable {
    package var line: String
    package var rows: [Row]
    /// The shift that runs; nil where none does, or there is no calendar.
    package var shift: Shift?
    /// Of the running shift until now, sums over all machines of the line; nil: not defined.
    package var oee: Double?
    /// More was made in the time than can be by the ideal cycles: OEE is to be doubted, and is not cut.
    package var isIdealDoubtful = false
    /// Share of the shift's planned time of which something is known; nil: not defined.
    package var coverage: Double?

    package init(line: String, rows: [Row]) {
        self.line = line
        self.rows = rows
    }

    /// When the running shift began and ends, and its breaks.
    package struct Shift: Hashable, Sendable {
        package var id: String
        package var name: LocalizedText
        package var interval: Interval
        package var breaks: [Interval]

        package init(id: String, name: LocalizedText, interval: Interval, breaks: [Interval]) {
            self.id = id
            self.name = name
            self.interval = interval
            self.breaks = breaks
        }
    }

    /// One machine on the Floor.
    package struct Row: Hashable, Sendable {
        package var machine: String
        package var condition: Condition
        /// nil: since before anything was known.
        package var since: Instant?
        /// Its newest reading of a source that proves it alive; nil: never heard.
        package var lastHeard: Instant?
        /// The order that it says it runs; nil: none, or none is known.
        package var order: String?
        /// What the newest cycles were counted for, a die where there is one; nil where none were.
        package var owner: String?
        /// Cycles of that owner since the store began.
        package var shots: Int64?
        /// The newest cycle; nil where it is not known.
        package var cycle: Duration?
        package var idealCycle: Duration?
        /// OEE of the running shift until now; nil: not defined.
        package var oee: Double?
        /// As of the line.
        package var isIdealDoubtful = false
        /// The stop that lasts; nil: it does not stand.
        package var stop: StopNotice?
        /// Stops that began in the running shift and wait for a reason; 0 where none runs.
        package var unexplainedStops: Int = 0
        /// The conditions of the last hours, oldest first; each lasts until the next.
        package var ribbon: [Stretch] = []
        /// The alarms that stand.
        package var alarms: Int = 0
        /// Alarms that stood when the machine, or the link to it, was heard last, and of which nothing was heard since.
        package var unknownAlarms: Int = 0
        /// The worst and newest of those that stand, else of those that are unknown; nil when there is neither.
        package var alarm: Notice?
        /// The tags that its state waits for, where it is heard but nothing of them came since all was lost.
        package var waitsFor: [String] = []
        /// What it was in before the hub did not run, or had no link; nil where that is not the newest that is known.
        package var before: Known?

        package init(machine: String, condition: Condition, since: Instant?) {
            self.machine = machine
            self.condition = condition
            self.since = since
        }
    }

    /// From when a machine was in a state.
    package struct Stretch: Hashable, Sendable {
        /// nil: since before anything was known.
        package var from: Instant?
        package var state: MachineState

        package init(from: Instant?, state: MachineState) {
            self.from = from
            self.state = state
        }
    }

    /// A condition that ended with our knowledge of it, not with the machine's.
    package struct Known: Hashable, Sendable {
        package var state: MachineState
        package var native: String?
        /// nil: since before anything was known.
        package var since: Instant?
        /// Until when it was known; what came then is not.
        package var until: Instant

        package init(state: MachineState, native: String?, since: Instant?, until: Instant) {
            self.state = state
            self.native = native
            self.since = since
            self.until = until
        }
    }
}

extension LineDocument {
    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.member("line", line)
            if let shift {
                json.key("shift")
                shift.write(to: &json)
                json.member("oee", oee)
                if isIdealDoubtful { json.member("pri_doubtful", true) }
                json.member("coverage", coverage)
            }
            json.key("rows")
            json.array { json in for row in rows { row.write(to: &json) } }
        }
    }

    /// nil where it is no line document of this form.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let line = node["line"]?.string, let rows = node["rows"], rows.kind == .array else {
            return nil
        }
        self.init(line: line, rows: rows.elements.compactMap { Row($0) })
        shift = node["shift"].flatMap { Shift($0) }
        oee = node["oee"]?.asDouble
        isIdealDoubtful = node["pri_doubtful"]?.asBool ?? false
        coverage = node["coverage"]?.asDouble
    }
}
