import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// A version of the plant file with the time in which it holds.
struct ModelVersion {
    var model: PlantModel
    /// The first of a store holds for all time before it.
    var from: Instant
    var to: Instant

    static func all(of stored: [StoredModel]) throws(StoreError) -> [ModelVersion] {
        var versions: [ModelVersion] = []
        for (index, entry) in stored.enumerated() {
            let model: PlantModel
            do throws(ConfigurationError) {
                model = try PlantFile.accepted(entry.model.text, file: "plant.toml")
            } catch {
                throw StoreError(
                    .damaged, "the plant file of journal entry \(entry.seq) can no longer be read: \(error.description)"
                )
            }
            versions.append(
                ModelVersion(
                    model: model, from: index == 0 ? .distantPast : entry.from,
                    to: index + 1 < stored.count ? stored[index + 1].from : .distantFuture))
        }
        return versions
    }

    /// A shift is judged by the version in which it began, and goes on by it.
    func judges(_ shift: ShiftInstance) -> Bool { from <= shift.interval.from && shift.interval.from < to }

    func isWithin(_ from: Instant?, _ to: Instant?) -> Bool {
        self.from < (to ?? .distantFuture) && (from ?? .distantPast) < self.to
    }
}

extension [ModelVersion] {
    /// How far ahead of the hub's clock a time may lie that is believed.
    var futureLimit: Duration { map(\.model.time.futureLimit).max() ?? .zero }

    var microStops: MicroStopLimits {
        var limits = MicroStopLimits(first?.model.microStop ?? .zero)
        for version in dropFirst() { limits.set(version.model.microStop, from: version.from) }
        return limits
    }

    /// nil where there is no version.
    var plannedTime: PlannedTime? {
        guard var planned = first.map({ PlannedTime($0.model) }) else { return nil }
        for version in dropFirst() { planned.set(version.model.calendar, version.model.plant, from: version.from) }
        return planned
    }

    /// A model that nothing is known of before.
    init(_ model: PlantModel) { self = [ModelVersion(model: model, from: .distantPast, to: .distantFuture)] }

    /// Another version is in force from then on.
    mutating func put(_ model: PlantModel, from time: Instant) {
        if let last = indices.last { self[last].to = time }
        append(ModelVersion(model: model, from: time, to: .distantFuture))
        // By older ones no shift is judged that still runs, or of which parts are still booked.
        removeAll { $0.to < time - HubCore.recentSpan }
    }

    /// The shift of a line that runs at an instant, by the version that was in force when it began: it goes on by that one,
    /// and the shifts of a later version have what lies behind its end.
    func shift(line: String, at now: Instant) -> (shift: ShiftInstance, model: PlantModel)? {
        var end = Instant.distantPast
        for version in self where version.from <= now {
            let newest = Swift.min(now, version.to - .milliseconds(1))
            guard let shift = version.model.calendar.shift(line: line, at: newest), version.from <= shift.interval.from,
                end < shift.interval.to
            else { continue }
            if now < shift.interval.to { return (shift.begun(at: end), version.model) }
            end = shift.interval.to
        }
        return nil
    }

    /// When parts that were booked were made, by whatever version still knows their shift: the newest time that one says.
    func time(of when: QuantityBooked.When, line: String) -> Instant? {
        compactMap { $0.model.calendar.time(of: when, line: line) }.max()
    }

    /// The shifts of a line that began while their version was in force, as far as they have time in common with `window`.
    func shifts(line: String, overlapping window: Interval) -> [ShiftInstance] {
        flatMap { version in
            version.model.calendar.shifts(line: line, overlapping: window).filter(version.judges)
        }
    }
}

extension PlannedTime {
    init(_ model: PlantModel) { self.init(model.calendar, model.plant) }
}
