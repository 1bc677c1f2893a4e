package import Basis
package import Shopfloor

/// When which line is meant to work. Topic part `shifts`.
package struct CalendarDocument: Hashable, Sendable {
    package var calendar: PlantCalendar

    package init(calendar: PlantCalendar) { self.calendar = calendar }

    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.member("zone", calendar.zone.identifier)
            json.key("shifts")
            json.array { json in for shift in calendar.shifts { Self.write(shift, to: &json) } }
            json.key("breaks")
            json.array { json in for pause in calendar.breaks { Self.write(pause, to: &json) } }
            json.key("holidays")
            json.array { json in for holiday in calendar.holidays { Self.write(holiday, to: &json) } }
        }
    }

    private static func write(_ shift: ShiftRule, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", shift.id)
            json.key("name")
            shift.name.write(to: &json)
            json.member("from_min", shift.from)
            json.member("to_min", shift.to)
            switch shift.days {
            case .weekdays(let days):
                json.key("weekdays")
                json.array { json in for day in days.sorted() { json.value(day) } }
            case .rota(let rota):
                json.key("rota")
                json.array { json in for length in rota.pattern { json.value(length) } }
                json.member("rota_start", rota.start.description)
            }
            write(shift.lines, to: &json)
        }
    }

    private static func write(_ pause: BreakRule, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            pause.name.write(to: &json)
            json.member("from_min", pause.from)
            json.member("to_min", pause.to)
            if let shifts = pause.shifts { write("shifts", shifts, to: &json) }
            write(pause.lines, to: &json)
        }
    }

    private static func write(_ holiday: Holiday, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            holiday.name.write(to: &json)
            json.member("first", holiday.first.description)
            json.member("last", holiday.last.description)
            write(holiday.lines, to: &json)
        }
    }

    /// Only what is not `all`.
    private static func write(_ lines: LineScope, to json: inout JSONWriter) {
        if let only = lines.only { write("lines", only, to: &json) }
        if !lines.except.isEmpty { write("except", lines.except, to: &json) }
    }

    private static func write(_ name: String, _ words: Set<String>, to json: inout JSONWriter) {
        json.key(name)
        json.array { json in for word in words.sorted() { json.value(word) } }
    }
}

extension CalendarDocument {
    /// nil where it is no document of this form.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let zone = node["zone"]?.string.flatMap({ Zone(identifier: $0) }),
            let shifts = node["shifts"], shifts.kind == .array
        else { return nil }
        calendar = PlantCalendar(
            zone: zone, shifts: shifts.elements.compactMap(Self.shift),
            breaks: node["breaks"]?.elements.compactMap(Self.pause) ?? [],
            holidays: node["holidays"]?.elements.compactMap(Self.holiday) ?? [])
    }

    private static func shift(_ node: JSONNode) -> ShiftRule? {
        guard let id = node["id"]?.string, let name = name(node), let from = minute(node["from_min"]),
            let to = minute(node["to_min"]), let days = days(node)
        else { return nil }
        return ShiftRule(id: id, name: name, from: from, to: to, days: days, lines: lines(node))
    }

    private static func days(_ node: JSONNode) -> ShiftRule.Days? {
        if let days = node["weekdays"] {
            return .weekdays(Set(days.elements.compactMap { $0.asInt64 }.map { Int(clamping: $0) }))
        }
        guard let pattern = node["rota"], let start = date(node["rota_start"]) else { return nil }
        let lengths = pattern.elements.compactMap { $0.asInt64 }.map { Int(clamping: $0) }
        return lengths.allSatisfy { (1...1000).contains($0) } ? .rota(Rota(pattern: lengths, start: start)) : nil
    }

    private static func pause(_ node: JSONNode) -> BreakRule? {
        guard let name = name(node), let from = minute(node["from_min"]), let to = minute(node["to_min"]) else {
            return nil
        }
        return BreakRule(name: name, from: from, to: to, shifts: words(node["shifts"]), lines: lines(node))
    }

    private static func holiday(_ node: JSONNode) -> Holiday? {
        guard let name = name(node), let first = date(node["first"]), let last = date(node["last"]) else { return nil }
        return Holiday(name: name, first: first, last: last, lines: lines(node))
    }

    private static func name(_ node: JSONNode) -> LocalizedText? { node["name"].flatMap { LocalizedText($0) } }

    private static func minute(_ node: JSONNode?) -> Int? {
        node?.asInt64.flatMap { (0...1440).contains($0) ? Int($0) : nil }
    }

    private static func date(_ node: JSONNode?) -> CivilDate? {
        node?.string.flatMap { CivilDate($0) }
    }

    private static func words(_ node: JSONNode?) -> Set<String>? {
        node.map { Set($0.elements.compactMap(\.string)) }
    }

    private static func lines(_ node: JSONNode) -> LineScope {
        LineScope(only: words(node["lines"]), except: words(node["except"]) ?? [])
    }
}
