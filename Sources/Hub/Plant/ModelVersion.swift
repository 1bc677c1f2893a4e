package import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// A version of the plant file with the time in which it holds.
package struct ModelVersion {
    package var model: PlantModel
    /// The first of a store holds for all time before it.
    package var from: Instant
    package var to: Instant

    static func all(of stored: [StoredModel]) throws(StoreError) -> [ModelVersion] {
        var models: [(from: Instant, model: PlantModel)] = []
        for entry in stored {
            do throws(ConfigurationError) {
                models.append((entry.from, try PlantFile.accepted(entry.model.text, file: "plant.toml")))
            } catch {
                throw StoreError(
                    .damaged, "the plant file of journal entry \(entry.seq) can no longer be read: \(error.description)"
                )
            }
        }
        return [ModelVersion](models)
    }

    /// A shift is judged by the version in which it began, and goes on by it.
    func judges(_ shift: ShiftInstance) -> Bool { from <= shift.interval.from && shift.interval.from < to }

    /// Whether any of a time can be judged by it: a shift that ran when the next one came into force goes on.
    func judges(from: Instant?, to: Instant?) -> Bool {
        guard self.from < (to ?? .distantFuture) else { return false }
        return from.map { $0 < self.to || $0 - Self.longestShift < self.to } ?? true
    }

    /// A day, on which the clocks may be set back.
    static let longestShift = Duration.seconds(26 * 3600)
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

    /// Models with when each came into force, oldest first.
    package init(_ models: [(from: Instant, model: PlantModel)]) {
        self = []
        for (from, model) in models { add(model, from: isEmpty ? .distantPast : from) }
    }

    /// A model that nothing is known of before.
    init(_ model: PlantModel) { self = [ModelVersion(model: model, from: .distantPast, to: .distantFuture)] }

    /// Another version is in force from then on.
    mutating func put(_ model: PlantModel, from time: Instant) {
        add(model, from: time)
        // By older ones no shift is judged that still runs, or of which parts are still booked.
        removeAll { $0.to < time - HubCore.recentSpan }
        // As after a start, which reads no older ones either.
        self[0].from = .distantPast
    }

    private mutating func add(_ model: PlantModel, from time: Instant) {
        // Where the hub's clock was set back the newer word holds.
        removeAll { time < $0.from }
        if let last = indices.last { self[last].to = time }
        append(ModelVersion(model: model, from: time, to: .distantFuture))
    }
}

extension PlannedTime {
    init(_ model: PlantModel) { self.init(model.calendar, model.plant) }
}
