package import Basis
package import Shopfloor

/// The plant in names: what a dashboard needs to lay out its rows. Topic part `machines`.
package struct ModelDocument: Hashable, Sendable {
    package var plant: Plant
    /// What figures of time rest on.
    package var timeBasis: TimeBasis
    /// Machines of a plant that lives by shift records of which no rule says a state: that nothing is heard of it is meant so.
    package var unheard: Set<String>

    package init(plant: Plant, timeBasis: TimeBasis = .signals, unheard: Set<String> = []) {
        self.plant = plant
        self.timeBasis = timeBasis
        self.unheard = unheard
    }

    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.key("site")
            Self.write(plant.site.id, plant.site.name, to: &json) { _ in }
            json.member("zone", plant.zone)
            if timeBasis != .signals { json.member("time", timeBasis.rawValue) }
            json.key("areas")
            json.array { json in for area in plant.areas { Self.write(area.id, area.name, to: &json) { _ in } } }
            json.key("lines")
            json.array { json in
                for line in plant.lines { Self.write(line.id, line.name, to: &json) { $0.member("area", line.area) } }
            }
            json.key("machines")
            json.array { json in
                for machine in plant.machines {
                    Self.write(machine.id, machine.name, to: &json) { json in
                        json.member("line", machine.line)
                        json.member("ideal_ms", machine.idealCycle?.wholeMilliseconds)
                        if unheard.contains(machine.id) { json.member("signals", false) }
                    }
                }
            }
        }
    }

    private static func write(
        _ id: String, _ name: LocalizedText, to json: inout JSONWriter, _ more: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.member("id", id)
            json.key("name")
            name.write(to: &json)
            more(&json)
        }
    }

    /// nil where it is no model document of this form.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let site = node["site"], let zone = node["zone"]?.string,
            let (id, name) = Self.place(site)
        else { return nil }
        let areas = node["areas"]?.elements.compactMap(Self.place).map { Plant.Place(id: $0.0, name: $0.1) } ?? []
        let lines: [Plant.Line] =
            node["lines"]?.elements.compactMap { line in
                Self.place(line).map { Plant.Line(id: $0.0, name: $0.1, area: line["area"]?.string) }
            } ?? []
        let machines: [Plant.Machine] =
            node["machines"]?.elements.compactMap { machine in
                guard let (id, name) = Self.place(machine), let line = machine["line"]?.string else { return nil }
                let ideal = machine["ideal_ms"]?.asInt64.map { Duration.milliseconds($0) }
                return Plant.Machine(id: id, name: name, line: line, idealCycle: ideal)
            } ?? []
        unheard = Set(
            node["machines"]?.elements.compactMap { machine in
                machine["signals"]?.asBool == false ? machine["id"]?.string : nil
            } ?? [])
        timeBasis = node["time"]?.string.flatMap(TimeBasis.init) ?? .signals
        plant = Plant(
            site: Plant.Place(id: id, name: name), zone: zone, areas: areas, lines: lines, machines: machines)
    }

    private static func place(_ node: JSONNode) -> (String, LocalizedText)? {
        guard let id = node["id"]?.string, let name = node["name"].flatMap({ LocalizedText($0) }) else { return nil }
        return (id, name)
    }
}
