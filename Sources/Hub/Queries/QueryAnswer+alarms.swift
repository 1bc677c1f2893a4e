import Basis
import Records
import Shopfloor
import Store

/// Answers about alarms.
extension QueryAnswer {
    func alarms(_ query: Query) throws(StoreError) -> [Row] {
        let care = try store.alarmCare(asOf: query.asOf)
        // Which version a person saw then decides nothing now.
        let seqs = query.asOf == .now ? try store.alarmSeqs() : [:]
        return try store.alarms(asOf: query.asOf).filter { query.machine == nil || $0.id.machine == query.machine }
            .map { Self.row($0, care[$0.id] ?? AlarmCare(), raisedSeq: seqs[$0.id]) }
    }

    private static func row(_ alarm: Alarm, _ care: AlarmCare, raisedSeq: Int64?) -> Row {
        let isAcknowledged = care.acknowledged >= alarm.raised
        var row = Row()
        row.add("machine", alarm.id.machine)
        row.add("item", alarm.id.item)
        row.add("code", alarm.id.code)
        row.add("level", alarm.level.rawValue)
        row.add("text", alarm.text)
        row.add("first", alarm.first)
        row.add("last", alarm.last)
        row.add("lines", alarm.lines)
        row.add("active", alarm.isActive)
        row.add("state", AlarmState(alarm, care).rawValue)
        row.add("since", alarm.since)
        row.add("raised", alarm.raised)
        row.add("repeats", alarm.lines - 1)
        row.add("acknowledged_by", isAcknowledged ? care.acknowledgement?.by : nil)
        row.add("acknowledged_at", isAcknowledged ? care.acknowledgement?.at : nil)
        row.add("note", care.note)
        row.add("shelved_until", care.shelvedUntil)
        row.add("version", raisedSeq.map { max($0, care.version) })
        return row
    }

    /// The whole plant, or the machine that is asked for, first; then its alarms, the worst first. The last 24 hours, where
    /// nothing else is asked for.
    func alarmRates(_ query: Query) throws(StoreError) -> [Row] {
        guard let now = try moment(of: query) else { return [] }
        let end = query.to ?? now + .milliseconds(1)
        let window = Interval(from: query.from ?? end - .seconds(86_400), to: end)
        guard window.from < window.to else { return [] }
        let targets = try alarmTargets(query)
        let comings = try store.alarmComings(machine: query.machine, window: window, asOf: query.asOf)
        let rates = AlarmRates(comings, within: window, targets)
        let standing = try store.alarms(asOf: query.asOf)
            .filter { query.machine == nil || $0.id.machine == query.machine }
        let stale = Set(standing.filter { $0.isActive == true && now - $0.since > targets.staleAfter }.map(\.id))
        let texts = Dictionary(standing.map { ($0.id, $0.text) }) { $1 }
        var all = Self.row(rates.all, of: rates.all)
        all.add("stale", Int64(stale.count))
        all.add("floods", Int64(rates.floods.count))
        all.add("flood_seconds", rates.floods.reduce(0) { $0 + ($1.to - $1.from).inSeconds })
        all.add("per_day_target", targets.perDay)
        let silent = stale.filter { rates.byAlarm[$0] == nil }.sorted { $0.text < $1.text }
        let actors = rates.actors + silent.map { ($0, AlarmRates.Figures()) }
        return [Self.named(nil, query.machine, nil, all)]
            + actors.map { id, figures in
                var row = Self.row(figures, of: rates.all)
                row.add("stale", Int64(stale.contains(id) ? 1 : 0))
                return Self.named(id, id.machine, texts[id], row)
            }
    }

    private static func named(_ id: AlarmID?, _ machine: String?, _ text: String?, _ figures: Row) -> Row {
        var row = Row()
        row.add("machine", machine)
        row.add("item", id?.item)
        row.add("code", id?.code)
        row.add("text", text)
        for (name, value) in figures.members { row.add(name, value) }
        return row
    }

    private static func row(_ figures: AlarmRates.Figures, of all: AlarmRates.Figures) -> Row {
        var row = Row()
        row.add("comings", figures.comings)
        row.add("share", all.comings > 0 ? Double(figures.comings) / Double(all.comings) : nil)
        row.add("per_day", figures.perDay)
        row.add("peak", Int64(figures.peak))
        row.add("chatters", figures.chatters)
        return row
    }

    /// As the plant file in force then says.
    private func alarmTargets(_ query: Query) throws(StoreError) -> AlarmTargets {
        guard let model = try store.model(asOf: query.asOf),
            let plant = try? PlantFile.accepted(model.text, file: "plant.toml")
        else { return AlarmTargets() }
        return plant.alarmTargets
    }
}
