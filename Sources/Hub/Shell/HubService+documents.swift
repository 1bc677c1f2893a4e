import Basis
import Records
import Shopfloor
import Store
import Telemetry

extension HubService {
    /// Documents that may be on their way at once.
    static let inFlight = 200

    /// Plans the documents of what changed.
    func plan(_ changes: ChangedDocuments, at wall: Instant) {
        for machine in changes.rows {
            schedule.changed(.line(core.model.plant.machines[machine].line), at: wall)
            schedule.changedValues(of: machine, at: wall)
        }
        for machine in changes.states { schedule.changed(.machine(machine), at: wall) }
        for alarm in changes.alarms { schedule.changed(.alarm(alarm), at: wall) }
        for alarm in changes.goneAlarms {
            schedule.drop(.alarm(alarm))
            if mayPublish { clear(topics.alarm(alarm.text)) }
        }
        for machine in changes.values { schedule.changedValues(of: machine, at: wall) }
    }

    /// Plans every document anew.
    func planAll(at wall: Instant) {
        for part in TopicGrammar.ModelPart.allCases { schedule.changed(.model(part), at: wall) }
        for line in core.model.plant.lines { schedule.changed(.line(line.id), at: wall) }
        for machine in core.model.plant.machines.indices { schedule.changed(.machine(machine), at: wall) }
        for alarm in core.heldAlarms { schedule.changed(.alarm(alarm), at: wall) }
    }

    func publish(_ document: DocumentSchedule.Document) {
        let head = nextHead()
        switch document {
        case .model(let part):
            switch part {
            case .machines: core.modelDocument.write(to: &json, head: head)
            case .shifts: core.calendarDocument.write(to: &json, head: head)
            case .reasons: core.reasonsDocument.write(to: &json, head: head)
            }
            send(json.bytes, to: topics.model(part))
        case .line(let id):
            core.refreshFigures(of: id)
            core.lineDocument(id).write(to: &json, head: head)
            send(json.bytes, to: topics.line(id))
        case .machine(let number):
            core.refreshFigures(of: core.model.plant.machines[number].line)
            core.machineDocument(number).write(to: &json, head: head)
            send(json.bytes, to: topics.machine(core.model.plant.machines[number].id))
        case .alarm(let id):
            guard let alarm = core.alarmDocument(id) else { return }
            alarm.write(to: &json, head: head)
            send(json.bytes, to: topics.alarm(id.text))
        }
    }

    /// The head of a document that is to be written now.
    private func nextHead() -> DocumentHead {
        documentNumber += 1
        json.reset()
        return DocumentHead(
            epoch: core.epoch, number: documentNumber, seq: durable.value, at: now() ?? DocumentHead.noTime)
    }

    /// A document that nobody keeps up to date any more is gone.
    func clear(_ topic: String) { send([], to: topic) }

    func publishBeat(isOnline: Bool) {
        let plant = core.model.plant
        var beat = Beat(
            hub: hubID, isOnline: isOnline, now: now(), epoch: core.epoch, seq: durable.value,
            modelDigest: core.model.digest,
            documents: [
                "model": TopicGrammar.ModelPart.allCases.count, "line": plant.lines.count,
                "machine": plant.machines.count, "alarm": core.alarmCount,
            ],
            speed: settings.clock == .wall ? 1 : followed?.word.speed ?? 0, isRecording: writer.status == .recording)
        beat.storeProblem = beatSaid.problem
        beat.space = beatSaid.space
        beat.dropped = losses.dropped
        beat.brokerDropped = losses.broker.count
        beat.missed = losses.missed
        beat.rejected = core.quarantined
        beat.clockOffset = suspectOffset?.wholeMilliseconds
        beat.plantProblem = plantProblem
        json.reset()
        beat.write(to: &json)
        send(json.bytes, to: topics.hub)
    }

    private func send(_ payload: [UInt8], to topic: String) {
        let outcome = connection.publishRetained(
            OutgoingMessage(topic: topic, payload: payload, qos: .atLeastOnce, retain: true))
        switch outcome {
        // A document is published again when it changes, and all are at the next connect.
        case .accepted, .notConnected, .full, .stopped: break
        case .tooLarge, .invalid:
            if refusedTopics.insert(topic).inserted {
                HubLog.report("\(topic) cannot be published, with \(payload.count) bytes: \(outcome)")
            }
        }
    }
}
