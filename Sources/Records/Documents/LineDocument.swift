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
        /// Stops of the running shift, or else of the hours that the ribbon shows, that wait for a reason.
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

    /// An alarm in short.
    package struct Notice: Hashable, Sendable {
        package var level: AlarmLevel
        package var code: String
        /// In one language where the machine sent it, in two where the plant file says it.
        package var text: LocalizedText
        /// When it was last raised.
        package var last: Instant
        /// Whether it is known to stand; false where its source is not heard, or no longer says.
        package var isKnown = true
        /// What people did about it, and what commands about it need; nil where it is only told that it stands.
        package var care: Care?

        /// How an alarm stands with people.
        package struct Care: Hashable, Sendable {
            package var item: String
            package var state: AlarmState
            /// The `base` of a command about it.
            package var version: Int64
            /// When it came last.
            package var since: Instant
            package var note: String?

            package init(item: String, state: AlarmState, version: Int64, since: Instant, note: String?) {
                self.item = item
                self.state = state
                self.version = version
                self.since = since
                self.note = note
            }
        }

        package init(level: AlarmLevel, code: String, text: LocalizedText, last: Instant) {
            self.level = level
            self.code = code
            self.text = text
            self.last = last
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

extension LineDocument.Row {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("machine", machine)
            condition.write(to: &json)
            json.member("since", since?.milliseconds)
            json.member("heard", lastHeard?.milliseconds)
            if let order { json.member("order", order) }
            json.member("by", owner)
            json.member("shots", shots)
            json.member("cycle_ms", cycle?.wholeMilliseconds)
            json.member("ideal_ms", idealCycle?.wholeMilliseconds)
            if let oee { json.member("oee", oee) }
            if isIdealDoubtful { json.member("pri_doubtful", true) }
            json.member("alarms", alarms)
            json.key("alarm")
            if let alarm { alarm.write(to: &json) } else { json.null() }
            writeStop(to: &json)
            writeGap(to: &json)
            json.key("ribbon")
            json.array { json in
                for stretch in ribbon {
                    json.array { json in
                        json.value(stretch.from?.milliseconds)
                        json.value(stretch.state.rawValue)
                    }
                }
            }
        }
    }

    /// Absent where there is nothing.
    private func writeStop(to json: inout JSONWriter) {
        if let stop {
            json.key("stop")
            stop.write(to: &json)
        }
        if unexplainedStops > 0 { json.member("unexplained", unexplainedStops) }
    }

    /// What there is only after a gap; absent where there is nothing, since that is nearly always.
    private func writeGap(to json: inout JSONWriter) {
        if unknownAlarms > 0 { json.member("alarms_unknown", unknownAlarms) }
        if !waitsFor.isEmpty {
            json.key("waits_for")
            json.array { json in for tag in waitsFor { json.value(tag) } }
        }
        guard let before else { return }
        json.key("before")
        json.object { json in
            json.member("state", before.state.rawValue)
            json.member("native", before.native)
            json.member("since", before.since?.milliseconds)
            json.member("until", before.until.milliseconds)
        }
    }

    init?(_ node: JSONNode) {
        guard let machine = node["machine"]?.string, let condition = Condition(node) else { return nil }
        self.init(machine: machine, condition: condition, since: node.instant("since"))
        lastHeard = node.instant("heard")
        order = node["order"]?.string
        owner = node["by"]?.string
        shots = node["shots"]?.asInt64
        cycle = node["cycle_ms"]?.asInt64.map { .milliseconds($0) }
        idealCycle = node["ideal_ms"]?.asInt64.map { .milliseconds($0) }
        oee = node["oee"]?.asDouble
        isIdealDoubtful = node["pri_doubtful"]?.asBool ?? false
        stop = node["stop"].flatMap { StopNotice($0) }
        unexplainedStops = node["unexplained"]?.asInt64.map { Int(clamping: $0) } ?? 0
        alarms = node["alarms"]?.asInt64.map { Int(clamping: $0) } ?? 0
        alarm = node["alarm"].flatMap { LineDocument.Notice($0) }
        unknownAlarms = node["alarms_unknown"]?.asInt64.map { Int(clamping: $0) } ?? 0
        waitsFor = node["waits_for"]?.elements.compactMap(\.string) ?? []
        before = node["before"].flatMap { LineDocument.Known($0) }
        ribbon =
            node["ribbon"]?.elements.compactMap { element in
                guard let state = element[1]?.string.flatMap(MachineState.init) else { return nil }
                return LineDocument.Stretch(from: element[0]?.asInstant, state: state)
            } ?? []
    }
}

extension LineDocument.Known {
    init?(_ node: JSONNode) {
        guard let state = node["state"]?.string.flatMap(MachineState.init), let until = node.instant("until") else {
            return nil
        }
        self.init(state: state, native: node["native"]?.string, since: node.instant("since"), until: until)
    }
}

extension LineDocument.Notice {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("level", level.rawValue)
            json.member("code", code)
            json.key("text")
            text.write(to: &json)
            json.member("last", last.milliseconds)
            if !isKnown { json.member("known", false) }
            guard let care else { return }
            json.member("item", care.item)
            json.member("state", care.state.rawValue)
            json.member("since", care.since.milliseconds)
            json.member("version", care.version)
            json.member("note", care.note)
        }
    }

    package init?(_ node: JSONNode) {
        guard let level = node["level"]?.string.flatMap(AlarmLevel.init), let last = node.instant("last") else {
            return nil
        }
        self.init(
            level: level, code: node["code"]?.string ?? "",
            text: node["text"].flatMap { LocalizedText($0) } ?? LocalizedText(""), last: last)
        isKnown = node["known"]?.asBool ?? true
        guard let item = node["item"]?.string, let state = node["state"]?.string.flatMap(AlarmState.init),
            let version = node["version"]?.asInt64
        else { return }
        care = Care(
            item: item, state: state, version: version, since: node.instant("since") ?? last,
            note: node["note"]?.string)
    }
}
