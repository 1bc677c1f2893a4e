import Basis
import Shopfloor

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
