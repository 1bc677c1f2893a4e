import Basis
import Hub
import Records
import Shopfloor
import Store
import Telemetry

/// What a plant file makes of messages, before a hub runs on it: which of them it explains, and what follows.
///
/// Decided by the hub's own code: `Ingest` says what becomes of each message, `HubCore` what state each machine is in.
/// Pure: messages in, a report out.
struct PlantTrial {
    private let model: PlantModel
    private var ingest: Ingest
    private var core: HubCore
    private var report: PlantTrialReport
    private var topics: [Set<String>]
    /// By machine.
    private var words: [RuleWords]
    private var newest: Instant?

    /// More different topics are counted, but not listed.
    static let topicLimit = 10_000
    /// Between two looks at what the core decided.
    private static let batch = 1000

    init(_ model: PlantModel) {
        self.model = model
        ingest = Ingest(
            machines: zip(model.plant.machines, model.machines).map { ($0.id, $1.tagNames) }, sources: model.sources,
            time: model.time, policy: model.policy)
        core = HubCore(model: model, stored: StoredState(), version: Version.text, now: nil)
        report = PlantTrialReport(
            sources: model.sources.map { .init(id: $0.id, pattern: $0.pattern.text) },
            machines: model.plant.machines.map { .init(id: $0.id, condition: .noData(.never)) })
        topics = model.sources.map { _ in [] }
        words = model.machines.map { RuleWords($0.rules.rules) }
    }

    /// Messages so far, without those of our own.
    var messages: Int { report.messages }

    /// Takes one message as a hub would.
    mutating func take(topic: [UInt8], payload: [UInt8], at: Instant, isRetained: Bool) {
        let name = String(decoding: topic, as: UTF8.self)
        // What hubs and terminals say to each other is no message of a machine.
        if name.hasPrefix("floor/v1/") { return }
        newest = max(newest ?? at, at)
        report.messages += 1
        core.observe(topic: topic.span.bytes, payload: payload.span.bytes, at: at, isRetained: isRetained)
        switch ingest.take(topic: topic.span.bytes, payload: payload.span.bytes, at: at, isRetained: isRetained) {
        case .taken(let taken):
            report.sources[taken.source].messages += 1
            for outcome in ingest.outcomes {
                words[taken.machine].take(outcome.slot, ingest.machines[taken.machine].tracks[outcome.slot].usable)
            }
            if topics[taken.source].count < Self.topicLimit { topics[taken.source].insert(name) }
        case .rejected(let rejection): reject(rejection, name, payload)
        }
        if report.messages.isMultiple(of: Self.batch) { noteStates() }
    }

    private mutating func reject(_ rejection: Rejection, _ topic: String, _ payload: [UInt8]) {
        let example = PlantTrialReport.Example(
            topic: SanitizedText(topic, limit: 256).text, payload: SanitizedText(bytes: payload, limit: 200).text,
            detail: rejection.detail)
        if rejection.reason == .unknownTopic {
            guard report.unmatched.count < Self.topicLimit || report.unmatched[topic] != nil else {
                return report.unlisted += 1
            }
            report.unmatched[topic, default: .init(example: example)].messages += 1
        } else {
            report.rejected[rejection.reason.rawValue, default: .init(example: example)].messages += 1
        }
    }

    private mutating func noteStates() {
        for entry in core.takePending().entries {
            guard case .state(let change) = entry.event, let index = ingest.machine(change.machine) else { continue }
            report.machines[index].condition = change.condition
            report.machines[index].since = change.from
        }
    }

    /// Ends the trial.
    ///
    /// - Parameter now: the time until which machines could have spoken; nil: that of the newest message.
    mutating func finish(at now: Instant?) -> PlantTrialReport {
        if let end = now ?? newest { core.advance(to: end) }
        noteStates()
        for (index, names) in topics.enumerated() { report.sources[index].topics = names.count }
        for (index, machine) in ingest.machines.enumerated() {
            let wanted = model.machines[index].tagNames.indices
            report.machines[index].unseenTags = wanted.filter { machine.tracks[$0].newest == nil }
                .map { machine.tracks[$0].name }
            report.machines[index].misfits = words[index].misfits(machine)
            // Where rules say themselves when there is no data, that is no gap between them.
            let hasNoDataRule = model.machines[index].rules.rules.contains { $0.state == .noData }
            report.machines[index].isUncovered = report.machines[index].condition.why == .source && !hasNoDataRule
        }
        report.unseenNames = unseenNames()
        return report
    }

    /// What `[[tag]]` and `[[cycle]]` name, and what no machine that they are for has ever sent.
    private func unseenNames() -> [String] {
        let came = ingest.machines.map { machine in machine.tracks.filter { $0.newest != nil }.map(\.name) }
        let told = Set(report.machines.flatMap(\.unseenTags))
        var names: [String] = []
        func take(_ named: [String], of machines: [Int]) {
            for name in named where !told.contains(name) && !names.contains(name) {
                let pattern = NamePatterns([name])
                if !machines.contains(where: { came[$0].contains(where: pattern.matches) }) { names.append(name) }
            }
        }
        for setting in model.tags {
            let machines = model.plant.machines.indices.filter { setting.machines.matches(model.plant.machines[$0].id) }
            take(setting.tags.patterns, of: machines)
        }
        for (index, machine) in model.machines.enumerated() { take(machine.cycle?.values ?? [], of: [index]) }
        return names
    }
}
