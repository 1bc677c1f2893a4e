import Basis
import Records
import Shopfloor
import Store

/// Answers about how many alarms came, and which.
extension QueryAnswer {
    /// All that are asked for first; then the alarms, the worst first. The last 24 hours, where nothing else is asked for.
    /// Explained: how many came in each stretch of a flood's window; null where nothing was recorded.
    func alarmRates(_ query: Query) throws(StoreError) -> [Row] {
        guard let now = try moment(of: query) else { return [] }
        // What has not passed yet has no rate.
        let end = min(query.to ?? .distantFuture, now + .milliseconds(1))
        let from = query.from ?? end - .seconds(86_400)
        guard from < end else { return [] }
        let window = Interval(from: from, to: end)
        let plant = try AlarmPlant(store: store, query)
        let comings = try comings(since: window.from, query, plant)
        let recorded = try recorded(window, query, plant)
        let rates = AlarmRates(comings, within: window, recorded: recorded, plant.targets)
        if query.isExplained {
            return AlarmRates.stretches(comings, within: window, recorded: recorded, plant.targets)
                .map { Self.row($0, rates) }
        }
        let known = try store.alarms(asOf: query.asOfThen).filter { plant.has($0.id) }
        let alarms = Dictionary(known.map { ($0.id, $0) }) { $1 }
        // Of a time that is over it is not told: what stands at the moment that is asked about need not have stood then.
        let stale: Set<AlarmID>? =
            end < now - Self.untilNow ? nil : Set(known.filter { $0.isStale(at: now, plant.targets) }.map(\.id))
        let silent = (stale ?? []).filter { rates.byAlarm[$0] == nil }.sorted { $0.text < $1.text }
        let actors = rates.actors + silent.map { ($0, AlarmRates.Figures()) }
        return [Self.whole(rates, query, recorded, plant.targets, stale: stale?.count)]
            + actors.map { id, figures in
                var row = Row()
                row.add(id)
                let text = alarms[id].map(plant.text)
                row.add("text", text?.en)
                row.add("text_zh", text?.zh)
                row.add("level", alarms[id]?.level.rawValue)
                row.add(figures, of: rates.all)
                row.add("stale", stale.map { Int64($0.contains(id) ? 1 : 0) })
                return row
            }
    }

    /// A time that ended no longer ago goes until now: whoever asks has read the clock a moment before.
    private static let untilNow = Duration.seconds(60)

    /// In which parts of the window any of the machines asked for was looked at.
    private func recorded(_ window: Interval, _ query: Query, _ plant: AlarmPlant) throws(StoreError) -> RecordedTime {
        let rows = try store.intervals(machine: query.machine, window: window, asOf: query.asOf)
        let known = rows.filter { $0.condition.isRecorded && plant.has($0.machine) }
        return RecordedTime(
            known.compactMap {
                Interval(from: $0.from ?? window.from, to: max($0.from ?? window.from, $0.to ?? window.to))
            },
            within: window)
    }

    private static func whole(
        _ rates: AlarmRates, _ query: Query, _ recorded: RecordedTime, _ targets: AlarmTargets, stale: Int?
    ) -> Row {
        var row = Row()
        row.add("machine", query.machine)
        for name in ["item", "code", "id", "text", "text_zh", "level"] { row.add(name, Row.Value.none) }
        row.add(rates.all, of: rates.all)
        row.add("stale", stale.map(Int64.init))
        row.add("floods", Int64(rates.floods.count))
        row.add("flood_seconds", rates.floods.reduce(0) { $0 + $1.interval.duration.inSeconds })
        let flooded = rates.floods.reduce(0) { $0 + recorded.duration(within: $1.interval).inSeconds }
        let seconds = recorded.duration.inSeconds
        row.add("recorded_s", seconds)
        row.add("flooded", seconds > 0 ? flooded / seconds : nil)
        row.add("per_window", seconds > 0 ? Double(rates.all.recorded) * targets.floodWindow.inSeconds / seconds : nil)
        row.add("window_s", targets.floodWindow.inSeconds)
        row.add("flood_target", Int64(targets.floodCount))
        row.add("per_day_target", targets.perDay)
        var json = JSONWriter()
        json.array { json in
            for flood in rates.floods {
                json.object { json in
                    json.member("from", ISO8601.format(flood.interval.from))
                    json.member("to", ISO8601.format(flood.interval.to))
                    json.member("comings", Int64(flood.comings))
                }
            }
        }
        row.add("flood_times", .json(json.bytes))
        return row
    }

    private static func row(_ stretch: AlarmRates.Stretch, _ rates: AlarmRates) -> Row {
        var row = Row()
        row.add("from", stretch.interval.from)
        row.add("to", stretch.interval.to)
        // Where nobody looked there was not none.
        let isSeen = stretch.recorded > .zero || stretch.comings > 0
        row.add("comings", isSeen ? stretch.comings : nil)
        row.add("alarms", isSeen ? stretch.alarms : nil)
        row.add("recorded_s", stretch.recorded.inSeconds)
        row.add(
            "flood",
            rates.floods.contains { $0.interval.from < stretch.interval.to && $0.interval.to >= stretch.interval.from })
        return row
    }
}

extension Row {
    fileprivate mutating func add(_ figures: AlarmRates.Figures, of all: AlarmRates.Figures) {
        add("comings", figures.comings)
        add("share", all.comings > 0 ? Double(figures.comings) / Double(all.comings) : nil)
        add("per_day", figures.perDay)
        add("peak", Int64(figures.peak))
        add("chatters", figures.chatters)
    }
}
