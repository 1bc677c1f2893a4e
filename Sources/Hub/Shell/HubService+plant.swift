import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// A changed plant file is put in force, or refused whole.
extension HubService {
    func take(_ outcome: PlantWatch.Outcome, at wall: Instant) {
        switch outcome {
        case .refused(let error): refuse(error)
        case .read(let model):
            guard model.plant.site.id == topics.site else {
                return refuse(
                    ConfigurationError(
                        model.sitePlace, "a hub that runs cannot change its site",
                        allowed: "\(Quoted(topics.site)); or stop the hub and start it again"))
            }
            if model.digest != core.model.digest {
                put(model, at: wall)
            } else if plantProblem != nil {
                HubLog.report("the plant file is again the one that is in force")
            }
            plantProblem = nil
        }
        beatSoon()
    }

    private func refuse(_ error: ConfigurationError) {
        plantProblem = Self.line(error)
        HubLog.report("the plant file is refused; the plant as it was stays in force")
        for line in error.description.split(separator: "\n") { HubLog.report(String(line)) }
        beatSoon()
    }

    /// The first of what is wrong, short enough for a line of a screen: there the file's own name is enough.
    static func line(_ error: ConfigurationError) -> String {
        guard var problem = error.problems.first else { return "" }
        let path = problem.place.file
        problem.place.file = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
        return SanitizedText(problem.description, limit: 500).text
    }

    private func put(_ model: PlantModel, at wall: Instant) {
        let before = core.model
        core.replace(model: model, at: now())
        putBackShiftCounts(at: wall)
        leftovers = LeftoverDocuments(topics: topics, plant: model.plant)
        schedule.renumber { document in
            switch document {
            case .model, .alarm: return document
            case .line(let id): return model.plant.lines.contains { $0.id == id } ? document : nil
            case .machine(let number): return core.machine(before.plant.machines[number].id).map { .machine($0) }
            }
        }
        let count = model.plant.machines.count
        HubLog.report("the plant file was changed and is in force: \(count) machine\(count == 1 ? "" : "s")")
        guard hasBegun else { return }
        subscribe(to: model, insteadOf: before)
        for topic in leftovers.gone(with: before.plant) { clear(topic) }
        if mayPublish { planAll(at: wall) }
    }

    /// Where it cannot be read the running shift has no figures, which is what the screens then say.
    private func putBackShiftCounts(at wall: Instant) {
        guard let now = settings.clock == .wall ? wall : core.clock else { return }
        do throws(StoreError) {
            try core.putBackShiftCounts(from: storeWatch.store, until: now)
        } catch {
            HubLog.report("no figures of the running shift: \(error)")
        }
    }

    /// The subscriptions by which each message of a machine comes once.
    static func subscriptions(of model: PlantModel, isFollowing: Bool) -> [Subscription] {
        TopicPattern.cover(model.sources.map(\.pattern)).map { pattern, standsFor in
            let qos = standsFor.map { model.sources[$0].qos }.max().flatMap(QualityOfService.init(rawValue:))
            // A replay is taken whole and in order: nothing of it is dropped, and all has the QoS of its clock.
            return Subscription(
                model.sources[pattern].pattern.filter, qos: isFollowing ? .atLeastOnce : qos ?? .atLeastOnce,
                class: isFollowing ? .command : .telemetry)
        }
    }

    /// The new before the old go: a message that comes twice is seen, one that does not come is not.
    private func subscribe(to model: PlantModel, insteadOf before: PlantModel) {
        if model.sources == before.sources, model.plant.machines == before.plant.machines { return }
        let isFollowing = settings.clock == .follow
        let wanted = Self.subscriptions(of: model, isFollowing: isFollowing)
        do throws(ConnectionError) {
            // Also those that stay: the broker sends once more what it keeps, which is new to machines that are new.
            for subscription in wanted { try connection.subscribe(subscription) }
        } catch {
            failure = HubError(code: .unavailable, description: error.description)
        }
        let filters = Set(wanted.map(\.filter))
        for old in Self.subscriptions(of: before, isFollowing: isFollowing) where !filters.contains(old.filter) {
            connection.unsubscribe(old.filter)
        }
    }
}
