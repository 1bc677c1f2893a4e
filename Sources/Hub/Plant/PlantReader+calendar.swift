import Basis
import Shopfloor

/// Shifts, breaks, rotas and holidays.
extension PlantReader {
    mutating func calendar(of plant: Plant) -> PlantCalendar {
        guard let zone = Zone(identifier: plant.zone) else { preconditionFailure("zones are checked") }
        let rotas = rotas()
        let tables = root.tables("shift")
        requireUnique("shift", tables)
        let shifts = tables.map { shift($0, rotas, plant) }
        refuseOverlap(of: shifts, tables, plant)
        return PlantCalendar(
            zone: zone, shifts: shifts, breaks: root.tables("break").map { pause($0, shifts, plant) },
            holidays: root.tables("holiday").map { holiday($0, plant) })
    }

    private mutating func rotas() -> [String: Rota] {
        let tables = root.tables("rota")
        requireUnique("rota", tables)
        var rotas: [String: Rota] = [:]
        for table in tables {
            let pattern = table.list("pattern")
            if !pattern.count.isMultiple(of: 2) {
                problems.report(
                    table.place(of: "pattern"),
                    "a pattern of days with and without work needs an even number of numbers",
                    allowed: "such as [4, 2] for 4 days on, 2 days off")
            }
            rotas[table.string("id")] = Rota(pattern: pattern.map(\.integer), start: date(table, "start"))
        }
        return rotas
    }

    private mutating func shift(_ table: TableReader, _ rotas: [String: Rota], _ plant: Plant) -> ShiftRule {
        let weekdays = table.list("days").map { $0.choice(as: PlantKeys.Weekday.self).number }
        var days = ShiftRule.Days.weekdays(weekdays.isEmpty ? Set(1...7) : Set(weekdays))
        if let id = table.optionalString("rota") {
            if let rota = rotas[id] {
                days = .rota(rota)
            } else {
                problems.reportUnknown("rota", id, at: table.place(of: "rota"), existing: rotas.keys.sorted())
            }
        }
        return ShiftRule(
            id: table.string("id"), name: table.optionalText("name") ?? LocalizedText(table.string("id")),
            from: minute(table, "from"), to: endMinute(table, "to"), days: days, lines: scope(table, plant))
    }

    /// Two shifts of one line at one time would count it twice.
    private mutating func refuseOverlap(of shifts: [ShiftRule], _ tables: [TableReader], _ plant: Plant) {
        guard let found = ShiftOverlap.first(in: shifts, lines: plant.lines.map(\.id)) else { return }
        problems.report(
            tables[found.later].place,
            "on line \(Quoted(found.line)) it runs at the same time as shift \(Quoted(shifts[found.earlier].id))",
            allowed: "other times, days or lines")
    }

    private mutating func pause(_ table: TableReader, _ shifts: [ShiftRule], _ plant: Plant) -> BreakRule {
        let ids = shifts.map(\.id)
        let unknown = table.list("shifts").filter { !ids.contains($0.string) }
        for shift in unknown { problems.reportUnknown("shift", shift.string, at: shift.place, existing: ids) }
        let pause = BreakRule(
            name: table.text("name"), from: minute(table, "from"), to: endMinute(table, "to"),
            shifts: table.has("shifts") ? Set(table.strings("shifts")) : nil, lines: scope(table, plant))
        guard !wasAccepted else { return pause }
        let isOfDay = requireTimes(of: pause, table)
        if isOfDay, unknown.isEmpty, !shifts.isEmpty, !pause.isIn(anyOf: shifts, lines: plant.lines.map(\.id)) {
            problems.report(table.place, "the break lies in no shift of its lines", allowed: "times within a shift")
        }
        return pause
    }

    /// Two times in the wrong order would be a break of nearly all day.
    private mutating func requireTimes(of pause: BreakRule, _ table: TableReader) -> Bool {
        let (from, to) = (table.string("from"), table.string("to"))
        if from == to {
            problems.report(
                table.place(of: "to"), "the break ends when it begins", allowed: "a time after \(Quoted(from))")
        } else if pause.to <= pause.from, pause.length > BreakRule.longestOverMidnight {
            problems.report(
                table.place(of: "to"), "it lies before \(Quoted(from)): over midnight the break would be too long",
                allowed: "a time after \(Quoted(from)), or one over midnight that is at most 12 hours later")
        } else {
            return true
        }
        return false
    }

    private mutating func holiday(_ table: TableReader, _ plant: Plant) -> Holiday {
        let first = date(table, "date")
        let last = table.has("until") ? date(table, "until") : first
        if last < first {
            problems.report(
                table.place(of: "until"), "\"until\" lies before \"date\"", allowed: "\(first), or a later date")
        }
        return Holiday(name: table.text("name"), first: first, last: last, lines: scope(table, plant))
    }

    private mutating func scope(_ table: TableReader, _ plant: Plant) -> LineScope {
        let ids = plant.lines.map(\.id)
        for line in table.list("lines") + table.list("skip_lines") where !ids.contains(line.string) {
            problems.reportUnknown("line", line.string, at: line.place, existing: ids)
        }
        return LineScope(
            only: table.has("lines") ? Set(table.strings("lines")) : nil, except: Set(table.strings("skip_lines")))
    }

    private func minute(_ table: TableReader, _ key: String) -> Int {
        guard let minute = PlantNotations.minute(table.string(key)) else { preconditionFailure("times are checked") }
        return minute
    }

    private func endMinute(_ table: TableReader, _ key: String) -> Int {
        guard let minute = PlantNotations.endMinute(table.string(key)) else { preconditionFailure("times are checked") }
        return minute
    }

    private func date(_ table: TableReader, _ key: String) -> CivilDate {
        guard let date = CivilDate(table.string(key)) else { preconditionFailure("dates are checked") }
        return date
    }
}
