import Basis
import Records
import Shopfloor
import Store
import Telemetry

extension HubService {
    /// Documents that may be on their way at once.
    static let inFlight = 200

    /// Plans what changed, and publishes what is due.
    func publish(_ changes: ChangedDocuments, at wall: Instant) {
        for machine in changes.rows {
            schedule.changed(.line(core.model.plant.machines[machine].line), at: wall)
        }
        for machine in changes.states { schedule.changed(.machine(machine), at: wall) }
        for machine in changes.values { schedule.changedValues(of: machine, at: wall) }
        guard connection.unacknowledged < Self.inFlight else { return }
        for document in schedule.takeDue(at: wall) { publish(document) }
    }

    /// Plans every document anew, as a hub does that has just begun.
    func publishAll(at wall: Instant) {
        publishModel()
        for line in core.model.plant.lines { schedule.changed(.line(line.id), at: wall) }
        for machine in core.model.plant.machines.indices { schedule.changed(.machine(machine), at: wall) }
    }

    private func publish(_ document: DocumentSchedule.Document) {
        let head = nextHead()
        json.reset()
        switch document {
        case .line(let id):
            core.lineDocument(id).write(to: &json, head: head)
            send(json.bytes, to: topics.line(id))
        case .machine(let number):
            core.machineDocument(number).write(to: &json, head: head)
            send(json.bytes, to: topics.machine(core.model.plant.machines[number].id))
        }
    }

    private func publishModel() {
        let head = nextHead()
        json.reset()
        core.modelDocument.write(to: &json, head: head)
        send(json.bytes, to: topics.model(.machines))
    }

    /// A document that nobody keeps up to date any more is gone.
    func clear(_ topic: String) { send([], to: topic) }

    private func nextHead() -> DocumentHead {
        documentNumber += 1
        return DocumentHead(
            epoch: core.epoch, number: documentNumber, seq: core.seq, at: now() ?? Instant(milliseconds: 0))
    }

    func publishBeat(isOnline: Bool) {
        let plant = core.model.plant
        let beat = Beat(
            hub: hubID, isOnline: isOnline, now: now(), epoch: core.epoch, seq: core.seq,
            modelDigest: core.model.digest,
            documents: [
                "model": TopicGrammar.ModelPart.allCases.count, "line": plant.lines.count,
                "machine": plant.machines.count,
            ],
            speed: settings.clock == .wall ? 1 : followed?.speed ?? 1, isRecording: writer.status == .recording)
        json.reset()
        beat.write(to: &json)
        send(json.bytes, to: topics.hub)
    }

    private func send(_ payload: [UInt8], to topic: String) {
        // A document is published again when it changes; the newest that waits is the one that counts.
        _ = connection.publishRetained(OutgoingMessage(topic: topic, payload: payload, qos: .atLeastOnce, retain: true))
    }
}
