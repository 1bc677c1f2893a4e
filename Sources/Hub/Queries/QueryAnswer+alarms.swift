import Basis
import Records
import Shopfloor
import Store

/// Answers about alarms and what people did about them.
extension QueryAnswer {
    /// In the order of the list: what needs somebody most first. Of now no more is read than is asked for.
    func alarms(_ query: Query) throws(StoreError) -> [Row] {
        guard let now = try moment(of: query) else { return [] }
        let plant = try AlarmPlant(store: store, query)
        let targets = plant.targets
        let recent = try comings(since: now - targets.floodWindow - targets.chatterWindow, query, plant)
        let chattering = AlarmRates.chattering(recent, at: now, targets)
        return try alarmsOnList(query, plant).map { listed, version in
            var row = Self.row(listed, plant.text(of: listed.alarm))
            row.add("chattering", chattering.contains(listed.alarm.id))
            row.add("stale", listed.alarm.isStale(at: now, targets))
            row.add("version", version)
            return row
        }
    }

    /// Which version a person saw of a moment that is over decides nothing now: then it is nil.
    private func alarmsOnList(
        _ query: Query, _ plant: AlarmPlant
    ) throws(StoreError) -> [(listed: AlarmOnList, version: Int64?)] {
        if query.asOfThen == .now {
            return try store.alarmList(machines: plant.asked, limit: query.limit).map {
                (AlarmOnList($0.alarm, $0.care), $0.version)
            }
        }
        let care = try store.alarmCare(asOf: query.asOfThen)
        return try store.alarms(asOf: query.asOfThen).filter { plant.has($0.id) }
            .map { AlarmOnList($0, care[$0.id] ?? AlarmCare()) }.sorted().map { ($0, nil) }
    }

    private static func row(_ listed: AlarmOnList, _ text: LocalizedText) -> Row {
        let (alarm, care) = (listed.alarm, listed.care)
        let isAcknowledged = care.acknowledged >= alarm.raised
        var row = Row()
        row.add(alarm.id)
        row.add("level", alarm.level.rawValue)
        row.add("text", text.en)
        row.add("text_zh", text.zh)
        row.add("first", alarm.first)
        row.add("last", alarm.last)
        row.add("lines", alarm.lines)
        row.add("active", alarm.isActive)
        row.add("state", listed.state.rawValue)
        row.add("since", alarm.since)
        row.add("raised", alarm.raised)
        row.add("repeats", alarm.lines - 1)
        row.add("acknowledged_by", isAcknowledged ? care.acknowledgement?.by : nil)
        row.add("acknowledged_at", isAcknowledged ? care.acknowledgement?.at : nil)
        row.add("note", care.note)
        row.add("noted_by", care.note == nil ? nil : care.noting?.by)
        row.add("noted_at", care.note == nil ? nil : care.noting?.at)
        row.add("shelved_until", care.shelvedUntil)
        row.add("shelved_by", care.shelvedUntil == nil ? nil : care.shelving?.by)
        return row
    }

    /// What people did about alarms, and the hub when a shelf ran out; oldest first.
    func alarmActions(_ query: Query) throws(StoreError) -> [Row] {
        let plant = try AlarmPlant(store: store, query)
        let texts = Dictionary(try store.alarms(asOf: query.asOf).map { ($0.id, plant.text(of: $0)) }) { $1 }
        return try store.alarmActions(from: query.from, to: query.to, asOf: query.asOfThen)
            .filter { plant.has($0.action.id) }
            .map { entry in
                let action = entry.action
                var row = Row()
                row.add("seq", entry.seq)
                row.add("at", entry.at)
                row.add(action.id)
                row.add("text", texts[action.id]?.en)
                row.add("text_zh", texts[action.id]?.zh)
                row.add("deed", action.deed.word)
                row.add("by", action.by)
                row.add("until", action.deed.until)
                row.add("note", action.note)
                return row
            }
    }

    /// Each coming of those that are asked for once, however often its alarm was told since.
    func comings(since: Instant, _ query: Query, _ plant: AlarmPlant) throws(StoreError) -> [AlarmRates.Coming] {
        try store.alarmComings(
            machine: query.machine, window: Interval(from: since, to: .distantFuture), asOf: query.asOf
        ).filter { plant.has($0.id) }
    }
}

/// Of which alarms a query asks, and what the plant file in force then says of them.
struct AlarmPlant {
    private let model: PlantModel?
    private let machine: String?
    /// nil: those of all lines.
    private let machines: Set<String>?
    /// By id, the machine's number in the model.
    private let numbers: [String: Int]

    init(store: any RecordStore, _ query: Query) throws(StoreError) {
        model = try store.model(asOf: query.asOf).flatMap {
            try? PlantFile.accepted($0.text, file: "plant.toml")
        }
        machine = query.machine
        let all = model?.plant.machines ?? []
        machines = query.line.map { line in Set(all.filter { $0.line == line }.map(\.id)) }
        numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    }

    var targets: AlarmTargets { model?.alarmTargets ?? AlarmTargets() }

    /// Whose alarms are asked for; nil: those of all, also of machines that the plant file no longer has.
    var asked: Set<String>? { machine.map { has($0) ? [$0] : [] } ?? machines }

    func has(_ id: AlarmID) -> Bool { has(id.machine) }

    func has(_ id: String) -> Bool { (machine.map { $0 == id } ?? true) && (machines?.contains(id) ?? true) }

    /// In the languages of the plant file, where it says the alarm.
    func text(of alarm: Alarm) -> LocalizedText { text(alarm.text, of: alarm.id) }

    /// - Parameter text: as the journal has it.
    func text(_ text: String, of alarm: AlarmID) -> LocalizedText {
        guard let model, let number = numbers[alarm.machine] else { return LocalizedText(text) }
        return model.machines[number].text(text, of: alarm)
    }
}

extension Row {
    /// What tells an alarm from all others, with its id as commands name it.
    mutating func add(_ id: AlarmID) {
        add("machine", id.machine)
        add("item", id.item)
        add("code", id.code)
        add("id", id.text)
    }
}
