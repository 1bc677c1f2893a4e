import Basis
package import Records
package import Shopfloor

/// Which alarms have documents, and what stands in them.
extension HubCore {
    /// How many documents of alarms there are.
    package var alarmCount: Int { held.count }
    package var heldAlarms: [AlarmID] { Array(held.ids) }
    package func holds(_ id: AlarmID) -> Bool { held.contains(id) }

    /// nil where the plant has no such alarm.
    package func alarmDocument(_ id: AlarmID) -> AlarmDocument? {
        guard let number = machine(id.machine),
            let alarm = machines[number].alarms.alarms[.init(item: id.item, code: id.code)]
        else { return nil }
        let (care, version) = care(of: id)
        return AlarmDocument(
            alarm: alarm, text: model.machines[number].text(of: alarm), care: care, version: version)
    }

    /// What people did about it, and the version that commands about it are based on.
    private func care(of id: AlarmID) -> (care: AlarmCare, version: Int64) {
        let care = recorded.alarmCare[id] ?? AlarmCare()
        return (care, max(care.version, alarmSeqs[id] ?? 0))
    }

    /// What a machine's document says of its alarms.
    func alarmNotices(of machine: Int) -> [LineDocument.Notice] {
        machines[machine].alarms.notices(first: Self.shown, model.machines[machine]) { care(of: $0) }
    }

    /// Something of the alarm is another than its document says.
    mutating func noteAlarm(_ id: AlarmID) {
        guard let document = alarmDocument(id) else { return }
        let now = clock ?? document.alarm.last
        // When exactly it closed is known only to a hub that ran then.
        let closed = [document.alarm.last, document.care.acknowledgement?.at, document.care.shelving?.at]
            .compactMap(\.self).max()
        held.hold(id, closed: document.state.isOpen ? nil : hasBegun ? now : closed, now: now)
        if held.contains(id) { changes.alarms.insert(id) }
    }

    /// Holds what is open when the hub starts, or when machines are others.
    mutating func holdAlarms() {
        let ids = Set(model.plant.machines.map(\.id))
        let gone = held.drop { !ids.contains($0.machine) }
        changes.goneAlarms.formUnion(gone)
        for record in machines {
            for alarm in record.alarms.alarms.values { noteAlarm(alarm.id) }
        }
    }

    /// Lets documents go whose day is over.
    mutating func endAlarms(at now: Instant) {
        for id in held.takeEnded(at: now) {
            changes.alarms.remove(id)
            changes.goneAlarms.insert(id)
        }
    }

    // MARK: Shelves

    /// Shelves that run out put their alarm back on the list.
    mutating func unshelve(at due: Instant) {
        let ended = decided.shelves.filter { $0.value <= due }.keys.sorted { $0.text < $1.text }
        for id in ended { decide(.alarmAction(AlarmAction(id, .unshelve, command: nil, by: nil))) }
    }
}
